import Box from '@cloudscape-design/components/box';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import SpaceBetween from '@cloudscape-design/components/space-between';
import SplitPanel from '@cloudscape-design/components/split-panel';
import { DeleteSchedule } from '../actions/deleteSchedule.tsx';
import { SaveSchedule } from '../actions/saveSchedule.tsx';
import { SwitchSchedule } from '../actions/switchSchedule.tsx';
import type { Schedule } from '../api/client.ts';
import { yamlOf } from '../plans/planText.ts';
import { DrillLink } from '../shown/links/drillLink.tsx';
import { InnerLink } from '../shown/links/innerLink.tsx';
import { PlanLink } from '../shown/links/planLink.tsx';
import { type Fact, Facts } from '../shown/narrow/facts.tsx';
import { PlainText } from '../shown/plainText.tsx';
import { RawJson } from '../shown/rawJson.tsx';
import { TimeText } from '../shown/timeText.tsx';
import { PersonWarning } from './personWarning.tsx';
import { RunResults } from './runResults.tsx';
import { ZonedTime } from './zonedTime.tsx';

interface ScheduleDetailProps {
  schedule: Schedule;
  close(): void;
}

/** Everything about a schedule, and what can be done with it. */
export function ScheduleDetail({ schedule, close }: ScheduleDetailProps) {
  const actions = (
    <SpaceBetween direction="horizontal" size="xs">
      <SaveSchedule schedule={schedule} />
      <SwitchSchedule schedule={schedule} />
      <DeleteSchedule schedule={schedule} deleted={close} />
    </SpaceBetween>
  );
  return (
    <SplitPanel header={`Schedule ${schedule.name}`} closeBehavior="hide" key={schedule.name}>
      <SpaceBetween size="l">
        {actions}
        {!schedule.dryRun && <PersonWarning {...schedule} />}
        <Times schedule={schedule} />
        <Facts columns={3} items={factsOf(schedule)} />
        <Overrides schedule={schedule} />
        <RawJson of={schedule} />
      </SpaceBetween>
    </SplitPanel>
  );
}

function Times({ schedule: { nextTimes, timeZone, enabled } }: { schedule: Schedule }) {
  return (
    <div>
      <Box variant="awsui-key-label">Coming times{enabled ? '' : ' (disabled: they make no drills)'}</Box>
      {nextTimes.length === 0 && 'none before its end'}
      <ColumnLayout columns={3} minColumnWidth={180}>
        {nextTimes.map((at) => (
          <ZonedTime key={at} at={at} timeZone={timeZone} />
        ))}
      </ColumnLayout>
    </div>
  );
}

function factsOf(schedule: Schedule): Fact[] {
  const { plan, planVersion, expression, timeZone, startAt, endAt, flexibleWindowMinutes, dryRun } = schedule;
  const { author, renewer, lastRun, name, waiversUntil, waivedBy } = schedule;
  return [
    { label: 'Plan', value: <PlanLink name={plan} version={planVersion} /> },
    { label: 'When', value: <code>{expression}</code> },
    { label: 'Time zone', value: timeZone },
    { label: 'No run before', value: <TimeText at={startAt} /> },
    { label: 'No run from then on', value: <TimeText at={endAt} /> },
    { label: 'Flexible window', value: flexibleWindowMinutes === 0 ? 'none' : `${flexibleWindowMinutes} min` },
    { label: 'Every run is', value: dryRun ? 'a dry run' : 'a drill' },
    { label: 'Created by', value: <By of={author} /> },
    { label: 'Last changed by', value: <By of={renewer} /> },
    { label: 'Newest run that made a drill', value: lastRun === null ? 'none yet' : <LastRun of={lastRun} /> },
    { label: 'Last results', value: <Results name={name} /> },
    ...(waiversUntil === null
      ? []
      : [
          { label: 'Waivers hold until', value: <TimeText at={waiversUntil} /> },
          { label: 'Waived by', value: waivedBy === null ? '–' : <By of={waivedBy} /> },
        ]),
  ];
}

function Results({ name }: { name: string }) {
  return (
    <SpaceBetween size="xxs">
      <RunResults name={name} count={5} />
      <InnerLink href={`/drills?requestedBy=${encodeURIComponent(`schedule/${name}`)}`}>All its drills</InnerLink>
    </SpaceBetween>
  );
}

function By({ of: { by, at } }: { of: { by: string; at: string } }) {
  return (
    <>
      <PlainText text={by} />, <TimeText at={at} />
    </>
  );
}

function LastRun({ of: { scheduledAt, drillId } }: { of: { scheduledAt: string; drillId: string } }) {
  return (
    <>
      <DrillLink drillId={drillId} /> of <TimeText at={scheduledAt} />
    </>
  );
}

function Overrides({ schedule: { overrides } }: { schedule: Schedule }) {
  if (Object.keys(overrides).length === 0)
    return <Box color="text-body-secondary">It replaces nothing in the plan.</Box>;
  return (
    <div>
      <Box variant="awsui-key-label">Replaced members of the plan</Box>
      <pre className="raw">{yamlOf(overrides)}</pre>
    </div>
  );
}
