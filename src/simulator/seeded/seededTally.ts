import { SECOND_MS } from '../../drill/bounds.ts';
import type { Job, WorldState } from '../aws/state.ts';
import { count, type SeededWorld } from './seededState.ts';

/** Counts the faults that left traces in the simulator's state: in jobs, and as schedules that never fired. */
export function countInjected(world: SeededWorld, state: WorldState): void {
  for (const site of Object.values(state.sites)) for (const job of Object.values(site.jobs)) countJob(world, job);
  count(world, 'schedule lost', lostSchedules(state));
  count(world, 'volume attached in a hold', world.testersVolumes.size);
}

function countJob(world: SeededWorld, job: Job): void {
  for (const { event } of job.log) {
    const kind = KINDS[event];
    if (kind !== undefined) count(world, kind);
    else if (!KNOWN.has(event)) count(world, 'unknown log event');
  }
  for (const server of job.servers) {
    if (failedWithoutError(job, server.sourceServerID)) count(world, 'launch ended without an error');
    if (server.statuses.some(([, status]) => status === 'SETTLING')) count(world, 'unknown launch status');
    if (server.recoveryInstanceID !== null && server.statuses.at(-1)?.[1] === 'FAILED')
      count(world, 'failed launch kept its instance');
  }
  if (job.type === 'LAUNCH' && !job.keepsServers) count(world, 'job without servers');
  if (job.type === 'LAUNCH' && job.namesInstances) count(world, 'job that names instances');
  if (job.endsAt - job.createdAt > HANGING_SECONDS * SECOND_MS) count(world, 'job hung');
}

/** True when the launch failed, and the last log line of DRS about the server is no error. */
function failedWithoutError({ type, log, servers }: Job, id: string): boolean {
  const isFailed = servers.some((one) => one.sourceServerID === id && one.statuses.at(-1)?.[1] === 'FAILED');
  return (
    type === 'LAUNCH' &&
    isFailed &&
    log.findLast((line) => line.data['sourceServerID'] === id)?.data['rawError'] === undefined
  );
}

const HANGING_SECONDS = 2400;

const KINDS: Readonly<Record<string, string>> = {
  SNAPSHOT_FAIL: 'snapshot failed',
  CONVERSION_FAIL: 'conversion failed',
  LAUNCH_FAILED: 'launch failed',
  SERVER_SKIPPED: 'server skipped',
  USING_PREVIOUS_SNAPSHOT: 'previous snapshot used',
  CLEANUP_FAIL: 'termination failed',
};

const KNOWN: ReadonlySet<string> = new Set([
  'JOB_START',
  'JOB_END',
  'SNAPSHOT_START',
  'SNAPSHOT_END',
  'CONVERSION_START',
  'CONVERSION_END',
  'LAUNCH_START',
  'LAUNCH_END',
  'CLEANUP_START',
  'CLEANUP_END',
  'USING_PREVIOUS_SNAPSHOT_FAILED',
]);

/** A schedule deletes itself after it fires. One that is long overdue and still there never fired. */
function lostSchedules({ schedules, now }: WorldState): number {
  return Object.values(schedules).filter(({ request }) => {
    const at = /^at\((.*)\)$/.exec(String(request['ScheduleExpression']))?.[1];
    return (
      request['ActionAfterCompletion'] === 'DELETE' &&
      at !== undefined &&
      Date.parse(`${at}Z`) < now - HANGING_SECONDS * SECOND_MS
    );
  }).length;
}
