import Box from '@cloudscape-design/components/box';
import Icon from '@cloudscape-design/components/icon';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Drill, DrillSummary } from '../api/client.ts';
import { useNow } from '../api/clock.ts';
import { useDrill } from '../drill/useDrill.ts';
import { PlainText } from '../shown/plainText.tsx';
import { CleanupStatus, OutcomeStatus, PhaseStatus } from '../shown/statuses.tsx';
import { elapsedText } from '../words/elapsedText.ts';
import { awaitedText } from './awaitedText.ts';
import { countsOf } from './drillCounts.ts';
import { serversText, sinceText, untilText } from './drillWords.ts';

/** The phase of a running drill, its servers, its hold, and what it waits for. */
export function RunningState({ summary }: { summary: DrillSummary }) {
  const { body: drill } = useDrill(summary.drillId);
  const nowMs = useNow();
  const phase = drill?.phase ?? summary.phase;
  return (
    <SpaceBetween size="xs">
      <SpaceBetween direction="horizontal" size="s">
        <PhaseStatus phase={phase} />
        {drill !== undefined && <Box color="text-body-secondary">{sinceText(drill.phaseSince, nowMs)}</Box>}
        {summary.outcome !== null && <OutcomeStatus outcome={summary.outcome} />}
        {(drill ?? summary).cleanup === 'LEAKED' && <CleanupStatus cleanup="LEAKED" />}
      </SpaceBetween>
      <Box>{serversText(drill === undefined ? summary.servers : countsOf(drill.servers)).join(', ')}</Box>
      {drill !== undefined && phase === 'HOLDING' && <HoldBar hold={drill.hold} nowMs={nowMs} />}
      {drill !== undefined && <Awaited text={awaitedText(drill, nowMs)} />}
      {drill?.waits && <Waits waits={drill.waits} waitsFor={drill.waitsFor} nowMs={nowMs} />}
      <Box variant="small">
        {summary.recoveryPlan !== null && (
          <>
            Plan <PlainText text={summary.recoveryPlan} />.{' '}
          </>
        )}
        Requested by <PlainText text={summary.requestedBy} /> {elapsedText(summary.requestedAt, nowMs)} ago, in{' '}
        {summary.site.region}.
      </Box>
    </SpaceBetween>
  );
}

function HoldBar({ hold: { beganAt, until }, nowMs }: { hold: Drill['hold']; nowMs: number }) {
  if (beganAt === null || until === null) return null;
  const [from, to] = [Date.parse(beganAt), Date.parse(until)];
  const percent = to > from ? Math.min(100, Math.max(0, ((nowMs - from) / (to - from)) * 100)) : 100;
  return <ProgressBar value={percent} label={`The hold ${untilText(until, nowMs)}`} />;
}

/** A person must act, or the drill fails. */
function Awaited({ text }: { text: string | null }) {
  if (text === null) return null;
  return (
    <Box color="text-status-warning">
      <Icon name="status-warning" /> {text}
    </Box>
  );
}

interface WaitsProps {
  waits: NonNullable<Drill['waits']>;
  waitsFor: string | null;
  nowMs: number;
}

function Waits({ waits, waitsFor, nowMs }: WaitsProps) {
  return (
    <Box color="text-body-secondary">
      <Icon name="status-pending" /> <bdi>{waitsFor}</bdi> ({waits.for}, {sinceText(waits.since, nowMs)})
    </Box>
  );
}
