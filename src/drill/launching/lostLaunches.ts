import { EMPTY_LOOK_SECONDS, SECOND_MS } from '../bounds.ts';
import type { Launch } from '../drill.ts';
import type { JobSeen } from '../inputs.ts';
import { record, type Step, serversOf, someServer } from '../step.ts';

/**
 * Someone may delete a completed job (DRS API model: DeleteJob), and then it cannot be followed any more. A look may
 * also come before DRS lists a job. So a job counts as lost after two looks without it, some minutes apart.
 */
export function missLaunches(step: Step, seen: JobSeen[]): void {
  const jobIds = new Set(seen.map((job) => job.jobId));
  step.drill.launches.forEach((launch, index) => {
    if (launch.jobId === undefined || !isFollowed(step, launch, index)) return;
    const missing = !jobIds.has(launch.jobId);
    if (missing) missLaunch(step, launch, index);
    else if (launch.missingAt !== undefined) record(step, { type: 'LaunchMissed', launch: index, missing });
  });
}

/** A completed job still matters until its log shows what became of every server. */
export function isFollowed(step: Step, { state, lostAt }: Launch, index: number): boolean {
  if (state === 'STARTED') return true;
  const isOpen = someServer(step.drill, ({ launch, result }) => launch === index && result === undefined);
  return state === 'COMPLETED' && lostAt === undefined && isOpen;
}

function missLaunch(step: Step, { missingAt, jobId }: Launch, index: number): void {
  const lostAt = (missingAt ?? step.at) + EMPTY_LOOK_SECONDS * SECOND_MS;
  if (missingAt === undefined) record(step, { type: 'LaunchMissed', launch: index, missing: true });
  if (step.at < lostAt) return;
  for (const [sourceServerId, server] of serversOf(step.drill)) {
    if (server.launch !== index || server.result !== undefined) continue;
    const error = `DRS no longer lists job ${jobId}, and its result was never seen.`;
    record(step, { type: 'ServerFailed', sourceServerId, error, instanceId: null, neverExisted: false, steps: {} });
  }
  record(step, { type: 'LaunchLost', launch: index });
}
