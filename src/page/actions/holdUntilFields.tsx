import Box from '@cloudscape-design/components/box';
import DateInput from '@cloudscape-design/components/date-input';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import TimeInput from '@cloudscape-design/components/time-input';
import { utcText } from '../words/utcText.ts';
import type { NewEnd } from './holdUntil.ts';

interface HoldUntilFieldsProps {
  chosen: NewEnd;
  holdUntil: string | null;
  fault: string | null;
  onChange(chosen: NewEnd): void;
}

/** Chooses the new end of a hold, by a duration or by a time. */
export function HoldUntilFields({ chosen, holdUntil, fault, onChange }: HoldUntilFieldsProps) {
  const change = (part: Partial<NewEnd>) => onChange({ ...chosen, ...part });
  return (
    <SpaceBetween size="s">
      <SegmentedControl
        label="How the new end is given"
        selectedId={chosen.by}
        onChange={({ detail }) => change({ by: detail.selectedId === 'TIME' ? 'TIME' : 'DURATION' })}
        options={[
          { id: 'DURATION', text: 'By a duration' },
          { id: 'TIME', text: 'Until a time' },
        ]}
      />
      {chosen.by === 'DURATION' ? (
        <FormField label="Additional minutes" errorText={fault}>
          <Input
            type="number"
            inputMode="numeric"
            value={chosen.minutesMore}
            onChange={({ detail }) => change({ minutesMore: detail.value })}
          />
        </FormField>
      ) : (
        <Until {...{ chosen, fault, change }} />
      )}
      {holdUntil !== null && (
        <Box color="text-body-secondary">
          New end: {utcText(holdUntil)}, which is {new Date(holdUntil).toLocaleString()} for you. The deployment has a
          longest hold; a later end is refused.
        </Box>
      )}
    </SpaceBetween>
  );
}

interface UntilProps {
  chosen: NewEnd;
  fault: string | null;
  change(part: Partial<NewEnd>): void;
}

function Until({ chosen, fault, change }: UntilProps) {
  return (
    <FormField label="Until, in UTC" errorText={fault}>
      <SpaceBetween direction="horizontal" size="xs">
        <DateInput ariaLabel="Day in UTC" value={chosen.day} onChange={({ detail }) => change({ day: detail.value })} />
        <TimeInput
          ariaLabel="Time of day in UTC"
          format="hh:mm"
          placeholder="hh:mm"
          value={chosen.timeOfDay}
          onChange={({ detail }) => change({ timeOfDay: detail.value })}
        />
      </SpaceBetween>
    </FormField>
  );
}
