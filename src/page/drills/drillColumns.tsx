import Badge from '@cloudscape-design/components/badge';
import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { TableProps } from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import type { DrillSummary } from '../api/client.ts';
import { ClippedText } from '../shown/clippedText.tsx';
import { DrillLink } from '../shown/links/drillLink.tsx';
import { DrillsOfPlan } from '../shown/links/drillsOfPlan.tsx';
import { CleanupStatus, OutcomeStatus, PhaseStatus } from '../shown/statuses.tsx';
import { TimeText } from '../shown/timeText.tsx';
import { evidenceText } from '../words/evidenceText.ts';
import { isCleanupSaid, lastedText, serversText } from './drillWords.ts';

/** What the list can show of a drill. Its phase, its outcome and its cleanup are columns of their own. */
export const DRILL_COLUMNS: (TableProps.ColumnDefinition<DrillSummary> & { id: string; header: string })[] = [
  { id: 'drill', header: 'Drill', cell: (drill) => <Name drill={drill} />, isRowHeader: true, minWidth: 210 },
  {
    id: 'phase',
    header: 'Phase',
    cell: ({ phase }) => (
      <Whole>
        <PhaseStatus phase={phase} />
      </Whole>
    ),
  },
  {
    id: 'outcome',
    header: 'Outcome',
    cell: ({ outcome }) => (
      <Whole>
        <OutcomeStatus outcome={outcome} />
      </Whole>
    ),
  },
  {
    id: 'cleanup',
    header: 'Cleanup',
    cell: ({ cleanup }) => (
      <Whole>
        <CleanupStatus cleanup={cleanup} />
      </Whole>
    ),
  },
  {
    id: 'why',
    header: 'Why',
    cell: ({ why, quarantined }) => <ClippedText text={quarantined ?? why} />,
    minWidth: 220,
  },
  { id: 'servers', header: 'Servers', cell: ({ servers }) => <Servers counts={servers} />, minWidth: 150 },
  { id: 'plan', header: 'Plan', cell: ({ recoveryPlan }) => <DrillsOfPlan name={recoveryPlan} />, minWidth: 110 },
  { id: 'requestedBy', header: 'Requested by', cell: ({ requestedBy }) => <bdi>{requestedBy}</bdi>, minWidth: 120 },
  { id: 'requested', header: 'Requested', cell: ({ requestedAt }) => <TimeText at={requestedAt} />, minWidth: 130 },
  { id: 'ended', header: 'Ended', cell: ({ endedAt }) => <TimeText at={endedAt} />, minWidth: 130 },
  { id: 'holdUntil', header: 'Hold until', cell: (drill) => <HoldUntil drill={drill} />, minWidth: 130 },
  { id: 'lasted', header: 'Lasted', cell: (drill) => lastedText(drill) ?? '–', minWidth: 120 },
  { id: 'evidence', header: 'Evidence level', cell: ({ evidenceLevel }) => evidenceText(evidenceLevel), minWidth: 140 },
  { id: 'region', header: 'Region', cell: ({ site }) => site.region, minWidth: 120 },
];

/** Those that are shown until a person chooses others. */
export const FIRST_COLUMNS = [
  ...['drill', 'phase', 'outcome', 'cleanup', 'why', 'servers', 'plan', 'requestedBy', 'requested', 'ended'],
  'holdUntil',
];

/** All that a phone has room for. */
export const PHONE_COLUMN: TableProps.ColumnDefinition<DrillSummary> = {
  ...{ id: 'phone', header: 'Drill and its state', isRowHeader: true },
  cell: (drill) => (
    <SpaceBetween size="xxs">
      <Name drill={drill} />
      <SpaceBetween direction="horizontal" size="s">
        {drill.phase !== 'ENDED' && <PhaseStatus phase={drill.phase} />}
        {drill.outcome !== null && <OutcomeStatus outcome={drill.outcome} />}
        {isCleanupSaid(drill) && <CleanupStatus cleanup={drill.cleanup} />}
      </SpaceBetween>
      <Box variant="small">
        <TimeText at={drill.requestedAt} />
      </Box>
    </SpaceBetween>
  ),
};

function Name({ drill: { drillId, reason, quarantined, dryRun } }: { drill: DrillSummary }) {
  return (
    <>
      <DrillLink drillId={drillId} /> {quarantined !== null && <Badge color="red">quarantined</Badge>}
      <Box variant="small" display="block">
        {dryRun && <Badge color="blue">Dry run</Badge>}
        <ClippedText text={reason} />
      </Box>
    </>
  );
}

/** A state is one word, which must not be broken. */
function Whole({ children }: { children: ReactNode }) {
  return <span className="whole">{children}</span>;
}

/** An ended drill did not hold until a time after its end. */
function HoldUntil({ drill: { holdUntil, endedAt } }: { drill: DrillSummary }) {
  if (holdUntil !== null && endedAt !== null && Date.parse(holdUntil) > Date.parse(endedAt)) return <>ended early</>;
  return <TimeText at={holdUntil} />;
}

function Servers({ counts }: { counts: DrillSummary['servers'] }) {
  const [first, rest] = serversText(counts);
  return (
    <>
      {first}
      <Box variant="small" display="block" color={counts.failed > 0 ? 'text-status-error' : 'text-body-secondary'}>
        {rest}
      </Box>
    </>
  );
}
