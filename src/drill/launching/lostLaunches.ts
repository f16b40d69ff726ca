import { EMPTY_LOOK_SECONDS, SECOND_MS } from '../bounds.ts';
import type { Launch } from '../drill.ts';
import type { JobSeen } from '../inputs.ts';
import { record, type Step, serversOf, someServer } from '../step.ts';

/**
 * Somebody may delete a job that is over (DRS API model: DeleteJob); nobody can follow it any more. A look may also come before DRS lists a
 * job, so it takes two without it, some minutes apart.
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

/** A job that is over is still of interest while its log is yet to tell what became of a server. */
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
    const error = `Job ${jobId} is listed no more: its end was not seen.`;
    record(step, { type: 'ServerFailed', sourceServerId, error, instanceId: null, neverExisted: false, steps: {} });
  }
  record(step, { type: 'LaunchLost', launch: index });
}
