import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { PlanLine, Schedule } from '../api/client.ts';
import { InnerLink } from '../shown/links/innerLink.tsx';
import { PlanLink } from '../shown/links/planLink.tsx';
import { useStacked } from '../shown/narrow/useStacked.tsx';
import { useRows } from '../shown/useRows.tsx';
import { RunResults } from './runResults.tsx';
import { ZonedTime } from './zonedTime.tsx';

interface ScheduleTableProps {
  schedules: Schedule[];
  plans: PlanLine[];
  /** The one whose details are open. */
  open: Schedule | undefined;
  show(name: string | undefined): void;
}

/** Every schedule, with its next time and its last results. */
export function ScheduleTable({ schedules, plans, open, show }: ScheduleTableProps) {
  const rows = useRows(schedules);
  const columns = useStacked('Schedule', columnsOf(plans));
  return (
    <Table
      {...rows}
      header={
        <Header
          variant="h2"
          counter={`(${schedules.length})`}
          description="Select one to see its details, change it or disable it."
        >
          Schedules
        </Header>
      }
      columnDefinitions={columns}
      selectionType="single"
      selectedItems={open === undefined ? [] : [open]}
      onSelectionChange={({ detail }) => show(detail.selectedItems[0]?.name)}
      onRowClick={({ detail }) => show(detail.item.name)}
      ariaLabels={{
        selectionGroupLabel: 'Schedules',
        itemSelectionLabel: (_, { name }) => `Select ${name}`,
        tableLabel: 'Schedules',
      }}
      trackBy="name"
      wrapLines
      empty={<Box textAlign="center">Nothing is scheduled. Save a plan, then make a schedule of it: New schedule.</Box>}
    />
  );
}

function columnsOf(plans: PlanLine[]): TableProps.ColumnDefinition<Schedule>[] {
  return [
    {
      id: 'name',
      header: 'Schedule',
      cell: ({ name }) => <strong>{name}</strong>,
      sortingField: 'name',
      isRowHeader: true,
      minWidth: 110,
    },
    {
      id: 'enabled',
      header: 'State',
      cell: ({ enabled }) => <Enabled {...{ enabled }} />,
      sortingField: 'enabled',
      minWidth: 140,
    },
    {
      id: 'next',
      header: 'Next run',
      cell: (schedule) => <Next {...{ schedule }} />,
      sortingComparator: bySooner,
      minWidth: 190,
    },
    { id: 'expression', header: 'When', cell: ({ expression }) => <code>{expression}</code>, minWidth: 180 },
    {
      id: 'plan',
      header: 'Plan',
      cell: (schedule) => <Pinned {...{ schedule, plans }} />,
      sortingField: 'plan',
      minWidth: 160,
    },
    { id: 'results', header: 'Last results', cell: ({ name }) => <RunResults name={name} />, minWidth: 200 },
  ];
}

function bySooner(one: Schedule, other: Schedule): number {
  return (one.nextTimes[0] ?? '9').localeCompare(other.nextTimes[0] ?? '9');
}

function Enabled({ enabled }: { enabled: boolean }) {
  return <StatusIndicator type={enabled ? 'success' : 'stopped'}>{enabled ? 'enabled' : 'disabled'}</StatusIndicator>;
}

function Next({ schedule: { nextTimes, timeZone, enabled } }: { schedule: Schedule }) {
  const [next] = nextTimes;
  if (next === undefined) return <StatusIndicator type="warning">no time before its end</StatusIndicator>;
  if (!enabled) return <Box color="text-status-inactive">none while it is disabled</Box>;
  return <ZonedTime at={next} timeZone={timeZone} />;
}

/** A pinned version stays, also when the plan has a newer one, or is deleted. */
function Pinned({ schedule: { plan, planVersion, dryRun }, plans }: { schedule: Schedule; plans: PlanLine[] }) {
  const newest = plans.find(({ name }) => name === plan)?.version;
  const path = `/plans/${encodeURIComponent(plan)}`;
  return (
    <>
      <PlanLink name={plan} version={planVersion} />
      <Box color="text-body-secondary" fontSize="body-s">
        {dryRun ? 'dry runs' : 'drills'}
        {newest !== undefined && newest > planVersion && (
          <>
            , the newest is{' '}
            <InnerLink href={`${path}/${newest}?compare=${planVersion}`}>{`version ${newest}`}</InnerLink>
          </>
        )}
      </Box>
    </>
  );
}
