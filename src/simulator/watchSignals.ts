import { MINUTE_SECONDS, SECOND_MS } from '../drill/bounds.ts';
import type { Instant } from '../drill/drill.ts';
import type { EventBridgeEnvelope } from './aws.ts';
import type { Deployment, SeededWorld } from './seededState.ts';

/** A drill that was open when an event told its deployment of a real recovery. */
export interface Told {
  drillId: string;
  jobId: string;
  at: Instant;
}

/** Remembers which drills an event of a real recovery concerns, when the function that took it has done its work. */
export function noteRealRecovery(
  { aws, tasks }: SeededWorld,
  deployment: Deployment,
  event: EventBridgeEnvelope,
): void {
  const jobId = String(event.detail['job-id']);
  if (!aws.history.launches.some((launch) => launch.jobId === jobId && !launch.isDrill)) return;
  for (const { drillId, phase, claimed } of deployment.records.values())
    if (claimed && phase !== 'ENDED') deployment.told.push({ drillId, jobId, at: tasks.now() });
}

/** Whatever moves a drill reads all that it was told before; a function that began before that is over after this. */
const READ_MS = 5 * MINUTE_SECONDS * SECOND_MS;

/** The drills that an event has told of a real recovery in vain. */
export function unheardRecoveries({ told, records, setAside, table }: Deployment): string[] {
  return told.flatMap(({ drillId, jobId, at }) => {
    const drill = records.get(drillId);
    if (drill === undefined || setAside.has(drillId) || drill.at < at + READ_MS) return [];
    const heard = table
      .entriesOf(drillId)
      .some(({ facts }) =>
        facts.some((fact) => (fact.type === 'RecoveryReported' || fact.type === 'YieldedTo') && fact.jobId === jobId),
      );
    return heard ? [] : [`a drill that was told of a real recovery looks at it (${drillId}: ${jobId})`];
  });
}
