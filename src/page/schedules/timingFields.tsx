import Autosuggest from '@cloudscape-design/components/autosuggest';
import Box from '@cloudscape-design/components/box';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useNow } from '../api/clock.ts';
import { momentOf } from '../words/moments.ts';
import { comingTimes } from './comingTimes.ts';
import type { ScheduleForm } from './scheduleForm.ts';
import { ZonedTime } from './zonedTime.tsx';

interface TimingFieldsProps {
  form: ScheduleForm;
  set(change: Partial<ScheduleForm>): void;
}

/** When the schedule runs, with its coming times while it is typed. */
export function TimingFields({ form, set }: TimingFieldsProps) {
  return (
    <SpaceBetween size="m">
      <ColumnLayout columns={2}>
        <FormField
          label="When"
          description="In the syntax of EventBridge Scheduler."
          constraintText="cron(…), rate(…) or at(…)"
        >
          <Autosuggest
            value={form.expression}
            options={EXAMPLES}
            enteredTextLabel={(value) => `Use ${value}`}
            ariaLabel="When"
            onChange={({ detail }) => set({ expression: detail.value })}
          />
        </FormField>
        <FormField label="Time zone" description="Of the expression. A name of the IANA database.">
          <Autosuggest
            value={form.timeZone}
            options={ZONES}
            enteredTextLabel={(value) => `Use ${value}`}
            ariaLabel="Time zone"
            virtualScroll
            onChange={({ detail }) => set({ timeZone: detail.value })}
          />
        </FormField>
      </ColumnLayout>
      <Preview form={form} />
    </SpaceBetween>
  );
}

const EXAMPLES = [
  { value: 'cron(0 2 ? * MON-FRI *)', description: 'every working day at 02:00' },
  { value: 'cron(0 2 ? * SUN *)', description: 'every Sunday at 02:00' },
  { value: 'cron(0 2 ? * 6L *)', description: 'the last Friday of the month at 02:00' },
  { value: 'cron(0 2 1 * ? *)', description: 'the first day of the month at 02:00' },
  { value: 'rate(1 day)', description: 'every 24 hours' },
  { value: 'rate(12 hours)', description: 'every 12 hours' },
  { value: 'at(2026-12-24T02:00:00)', description: 'once' },
];

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')].map((value) => ({
  value,
}));

function Preview({ form: { expression, timeZone, startAt, endAt } }: { form: ScheduleForm }) {
  const now = useNow();
  const [startMs, endMs] = [momentOf(startAt), momentOf(endAt)].map((at) =>
    at === undefined ? undefined : Date.parse(at),
  );
  const answer = comingTimes({ expression, timeZone, startMs, endMs }, now);
  return (
    <div aria-live="polite">
      <Box variant="awsui-key-label">Coming times, if it were saved now</Box>
      {'wrong' in answer ? (
        <StatusIndicator type="error">{answer.wrong}</StatusIndicator>
      ) : (
        <Times times={answer.times} timeZone={timeZone} />
      )}
    </div>
  );
}

function Times({ times, timeZone }: { times: number[]; timeZone: string }) {
  if (times.length === 0)
    return <StatusIndicator type="error">There is no time between the start and the end.</StatusIndicator>;
  return (
    <ColumnLayout columns={3} minColumnWidth={160}>
      {times.map((at) => (
        <ZonedTime key={at} at={at} timeZone={timeZone} />
      ))}
    </ColumnLayout>
  );
}
