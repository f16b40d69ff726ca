import { MINUTE_SECONDS, SECOND_MS } from '../../../drill/bounds.ts';
import type { EventBridgeEnvelope } from '../../aws/contract.ts';
import type { Deployment, SeededWorld } from '../seededState.ts';

/** The drills that an event of a real recovery concerns before a function takes it; whoever has, remembers that they were told. */
export function noteRealRecovery({ aws, tasks }: SeededWorld, deployment: Deployment, event: EventBridgeEnvelope) {
  const jobId = String(event.detail['job-id']);
  const isReal = aws.history.launches.some((launch) => launch.jobId === jobId && !launch.isDrill);
  const open = [...deployment.records.values()].filter(({ phase, claimed }) => isReal && claimed && phase !== 'ENDED');
  return () => {
    for (const { drillId } of open) deployment.events.push({ drillId, jobId, at: tasks.now() });
  };
}

/** Whatever moves a drill reads all that it was told before; a function that began before that is over after this. */
const READ_MS = 5 * MINUTE_SECONDS * SECOND_MS;

/** The drills that an event has told of a real recovery in vain. */
export function unreportedRecoveries({ events, records, quarantined, table }: Deployment): string[] {
  return events.flatMap(({ drillId, jobId, at }) => {
    const drill = records.get(drillId);
    if (drill === undefined || quarantined.has(drillId) || drill.at < at + READ_MS) return [];
    const received = table
      .entriesOf(drillId)
      .some(({ facts }) =>
        facts.some((fact) => (fact.type === 'RecoveryReported' || fact.type === 'YieldedTo') && fact.jobId === jobId),
      );
    return received ? [] : [`a drill that was told of a real recovery looks at it (${drillId}: ${jobId})`];
  });
}
