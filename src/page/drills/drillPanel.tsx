import SpaceBetween from '@cloudscape-design/components/space-between';
import SplitPanel from '@cloudscape-design/components/split-panel';
import { CancelDrill } from '../actions/cancelDrill.tsx';
import type { Drill } from '../api/client.ts';
import { useDrill } from '../drill/useDrill.ts';
import { DrillsOfPlan } from '../shown/links/drillsOfPlan.tsx';
import { InnerLink } from '../shown/links/innerLink.tsx';
import { PlanLink } from '../shown/links/planLink.tsx';
import { Facts } from '../shown/narrow/facts.tsx';
import { PlainText } from '../shown/plainText.tsx';
import { PolledView } from '../shown/polledView.tsx';
import { CleanupStatus, OutcomeStatus, PhaseStatus } from '../shown/statuses.tsx';
import { TimeText } from '../shown/timeText.tsx';
import { amountText } from '../words/amountText.ts';
import { boundsText, durationText } from '../words/durations.ts';
import { evidenceText } from '../words/evidenceText.ts';
import { countsOf, worstRecoveryTime } from './drillCounts.ts';
import { serversText } from './drillWords.ts';

/** The summary of a drill beside the list. */
export function DrillPanel({ drillId }: { drillId: string }) {
  const polled = useDrill(drillId);
  return (
    <SplitPanel header={drillId} closeBehavior="hide">
      <PolledView what="the drill" of={polled}>
        {(drill) => (
          <SpaceBetween size="l">
            <SpaceBetween direction="horizontal" size="s" alignItems="center">
              <InnerLink href={`/drills/${drillId}`}>Open this drill</InnerLink>
              {drill.phase !== 'ENDED' && <CancelDrill drillId={drillId} />}
            </SpaceBetween>
            <Facts columns={4} items={[...stateOf(drill), ...measuresOf(drill), ...originOf(drill)]} />
          </SpaceBetween>
        )}
      </PolledView>
    </SplitPanel>
  );
}

function stateOf({ phase, phaseSince, outcome, cleanup, why, waitsFor, quarantined }: Drill) {
  return [
    { label: 'Phase', value: <PhaseStatus phase={phase} /> },
    { label: 'Outcome', value: <OutcomeStatus outcome={outcome} /> },
    { label: 'Cleanup', value: <CleanupStatus cleanup={cleanup} /> },
    { label: 'In this phase since', value: <TimeText at={phaseSince} /> },
    ...textOf('Why', why),
    ...textOf('Waits for', waitsFor),
    ...textOf('Quarantined', quarantined),
  ];
}

function measuresOf(drill: Drill) {
  const { hold, cost, evidenceLevel } = drill;
  const [least, most] = worstRecoveryTime(drill.servers);
  return [
    { label: 'Servers', value: serversText(countsOf(drill.servers)).join(', ') },
    { label: 'Slowest recovery time', value: boundsText(least, most) },
    { label: 'Evidence level of every server', value: evidenceText(evidenceLevel) },
    { label: 'Hold', value: `${durationText(hold.seconds)} requested` },
    { label: 'Hold until', value: <TimeText at={hold.until} /> },
    ...(cost?.amount ? [{ label: 'Cost', value: `${amountText(cost.amount)} ${cost.currency}` }] : []),
  ];
}

function originOf({ requestedBy, requestedAt, endedAt, terms, plan, schedule, site, world }: Drill) {
  return [
    { label: 'Requested', value: <TimeText at={requestedAt} /> },
    { label: 'Ended', value: <TimeText at={endedAt} /> },
    ...textOf('Requested by', requestedBy),
    ...textOf('Reason', terms.reason),
    ...planOf(plan, terms.recoveryPlan),
    ...textOf('Schedule', schedule?.name ?? null),
    { label: 'Site', value: `${site.region} of ${site.accountId}` },
    { label: 'World', value: world ?? 'not seen yet' },
  ];
}

function planOf(plan: Drill['plan'], recoveryPlan: string | undefined) {
  if (plan !== null) return [{ label: 'Plan', value: <PlanLink {...plan} /> }];
  return recoveryPlan === undefined ? [] : [{ label: 'Plan', value: <DrillsOfPlan name={recoveryPlan} /> }];
}

function textOf(label: string, text: string | null) {
  return text === null ? [] : [{ label, value: <PlainText text={text} /> }];
}
