import { MINUTE_SECONDS, SECOND_MS } from '../../../drill/bounds.ts';
import type { EventBridgeEnvelope } from '../../aws/contract.ts';
import type { Deployment, SeededWorld } from '../seededState.ts';

/** Notes which drills are open when a real recovery event arrives. The result records that they received it. */
export function noteRealRecovery({ aws, tasks }: SeededWorld, deployment: Deployment, event: EventBridgeEnvelope) {
  const jobId = String(event.detail['job-id']);
  const isReal = aws.history.launches.some((launch) => launch.jobId === jobId && !launch.isDrill);
  const open = [...deployment.records.values()].filter(({ phase, claimed }) => isReal && claimed && phase !== 'ENDED');
  return () => {
    for (const { drillId } of open) deployment.events.push({ drillId, jobId, at: tasks.now() });
  };
}

/** An advance reads all earlier inbox messages. A function that started before the event has ended after this time. */
const READ_MS = 5 * MINUTE_SECONDS * SECOND_MS;

/** The drills that received a real recovery event and did not look at it. */
export function unreportedRecoveries({ events, records, quarantined, table }: Deployment): string[] {
  return events.flatMap(({ drillId, jobId, at }) => {
    const drill = records.get(drillId);
    if (drill === undefined || quarantined.has(drillId) || drill.at < at + READ_MS) return [];
    const received = table
      .entriesOf(drillId)
      .some(({ facts }) =>
        facts.some((fact) => (fact.type === 'RecoveryReported' || fact.type === 'YieldedTo') && fact.jobId === jobId),
      );
    return received ? [] : [`a drill looks at every real recovery that an event reports (${drillId}: ${jobId})`];
  });
}
