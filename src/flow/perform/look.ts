import { failureSaid, isFailure } from '../../drill/actionsKept.ts';
import { ERROR_CHARACTERS_MAX, ERRORS_CHARACTERS_MAX } from '../../drill/bounds.ts';
import type { Instant, Site } from '../../drill/drill.ts';
import type { Effect } from '../../drill/effects.ts';
import type { InstanceSeen, JobSeen, JobServerSeen } from '../../drill/inputs.ts';
import { CallFailed } from '../errors.ts';
import { inTurns } from '../inTurns.ts';
import { isSilent, isUnreported } from '../jobs.ts';
import type { Job, JobLogItem, Ports } from '../ports.ts';
import { asFarAsAnswered } from '../retryQuestions.ts';
import { orRefusal } from './refusal.ts';
import { stateOf } from './stateOf.ts';

type Servers<Kind extends Effect['kind']> = Extract<Effect, { kind: Kind; servers: unknown }>['servers'];

/** The job among these that is this launch, by owner, launch tag and exact servers (unless the job names none). */
export function ourLaunch(jobs: Job[], by: { owner: string; tag: string; sourceServerIds: string[] }): Job | undefined {
  const wanted = setOf(by.sourceServerIds);
  const alike = jobs.filter(
    (job) => isSilent(job) || setOf(job.servers.map((server) => server.sourceServerId)) === wanted,
  );
  const ours = alike.find(
    (job) => job.initiatedBy === 'START_DRILL' && job.tags['DrillOwner'] === by.owner && job.tags['Launch'] === by.tag,
  );
  const unreported = alike.find(isUnreported);
  if (ours === undefined && unreported !== undefined)
    throw new CallFailed('UNAVAILABLE', `DRS does not report whose job ${unreported.jobId} is`);
  return ours;
}

/** Jobs with their logs: only the log says why a server failed and which instance it got. */
export async function lookAtLaunches(ports: Ports, site: Site, jobIds: string[]): Promise<JobSeen[]> {
  const jobs = await ports.drs.jobs(site, { jobIds });
  const failed = jobs.flatMap((job) => job.servers.filter((server) => server.launchStatus === 'FAILED')).length;
  const room = Math.min(ERROR_CHARACTERS_MAX, Math.floor(ERRORS_CHARACTERS_MAX / Math.max(failed, 1)));
  return inTurns(jobs, async (job) => {
    const log = (await ports.drs.jobLog(site, job.jobId)).map((item) => shortened(item, room));
    const { jobId, status, createdAt, endedAt } = job;
    if (status === 'COMPLETED' && endedAt === null)
      throw new CallFailed('UNAVAILABLE', `DRS does not report when ${jobId} ended`);
    const logEnded = log.some((item) => item.event === 'JOB_END');
    const servers = isSilent(job) ? serversByLog(log, logEnded) : job.servers;
    const seen = servers.map((server) => serverSeen(server, log, logEnded));
    return { jobId, status, createdAt, endedAt, logEnded, servers: seen };
  });
}

/** The instances of a wave. DRS is queried only for those it has not shown yet; EC2 says whether they work. */
export async function lookAtInstances(
  ports: Ports,
  site: Site,
  servers: Servers<'LookAtInstances'>,
): Promise<InstanceSeen[]> {
  const unlisted = servers.filter((server) => server.instanceId === null);
  const listed = await ports.drs.recoveryInstances(site, {
    sourceServerIds: unlisted.map((server) => server.sourceServerId),
  });
  const found = new Map(
    unlisted.map(({ sourceServerId, jobId }) => [
      sourceServerId,
      listed.find((one) => one.sourceServerId === sourceServerId && one.jobId === jobId && one.isDrill),
    ]),
  );
  const instanceIds = servers.flatMap(
    ({ sourceServerId, instanceId }) => instanceId ?? found.get(sourceServerId)?.instanceId ?? [],
  );
  const states = new Map(
    (await ports.ec2.instances(site, { instanceIds })).map((instance) => [instance.instanceId, instance]),
  );
  const running = instanceIds.filter((id) => states.get(id)?.state === 'running');
  const checks = await ports.ec2.statusChecks(site, running);
  return servers.map(({ sourceServerId, instanceId: known }) => {
    const instanceId = known ?? found.get(sourceServerId)?.instanceId ?? null;
    const ec2 = instanceId === null ? undefined : states.get(instanceId);
    return {
      sourceServerId,
      instanceId,
      ...stateOf(ec2),
      statusChecks: instanceId === null ? null : (checks[instanceId] ?? null),
      pointInTimeAt: found.get(sourceServerId)?.pointInTimeAt ?? null,
      volumeIds: unionOf(found.get(sourceServerId)?.volumeIds ?? [], ec2?.volumeIds ?? []),
    };
  });
}

/** The recovery point of each server with the instance's time; null when DRS has none (any more), or refuses. */
export async function lookAtPoints(ports: Ports, site: Site, servers: Servers<'LookAtPoints'>) {
  return asFarAsAnswered(ports, servers, async ({ sourceServerId, at }) => {
    const reported = await orRefusal(ports.drs.recoveryPoints(site, sourceServerId));
    const points = reported instanceof CallFailed ? [] : reported;
    return {
      sourceServerId,
      snapshotId: points.find((point) => Math.abs(point.at - at) < SAME_POINT_MS)?.snapshotId ?? null,
    };
  });
}

/** DRS's times have microseconds, ours milliseconds. */
const SAME_POINT_MS = 1000;

/** Only a complete log proves that a server was not launched. */
function serversByLog(log: JobLogItem[], logEnded: boolean): Job['servers'] {
  const launched = new Map<string, boolean>();
  for (const { sourceServerId, event } of log) {
    if (sourceServerId !== null)
      launched.set(sourceServerId, launched.get(sourceServerId) === true || event === 'LAUNCH_END');
  }
  return [...launched].map(([sourceServerId, yes]) => ({
    sourceServerId,
    launchStatus: yes ? 'LAUNCHED' : logEnded ? 'FAILED' : 'UNKNOWN',
    instanceId: null,
  }));
}

function setOf(ids: string[]): string {
  return [...ids].sort().join();
}

function serverSeen(server: Job['servers'][number], log: JobLogItem[], logEnded: boolean): JobServerSeen {
  const own = log.filter((item) => item.sourceServerId === server.sourceServerId);
  const launched = own.find((item) => item.event === 'LAUNCH_END');
  const steps: Record<string, Instant> = {};
  for (const { event, at } of own) steps[event] ??= at;
  return {
    sourceServerId: server.sourceServerId,
    launchStatus: server.launchStatus === 'UNKNOWN' && launched !== undefined ? 'LAUNCHED' : server.launchStatus,
    instanceId: server.instanceId ?? own.findLast((item) => item.instanceId !== null)?.instanceId ?? null,
    launchedAt: launched?.at ?? null,
    lastEvent: own.at(-1)?.event ?? null,
    errorText: reasonOf(own, logEnded) ?? failedActionOf(server),
    neverExisted: logEnded && endedBeforeLaunch(own) && !reportsLeftovers(own, log),
    usedPreviousSnapshot: 'USING_PREVIOUS_SNAPSHOT' in steps,
    ...conversionServers(own),
    ...((server.actions?.runs.length ?? 0) > 0 && { ranActions: true as const }),
    steps,
  };
}

/** DRS API model, LaunchAction.optional: a launch may be marked as failed because a required action failed. */
function failedActionOf({ launchStatus, actions }: Job['servers'][number]): string | null {
  const failed = launchStatus === 'FAILED' ? actions?.runs.find(isFailure) : undefined;
  return failed === undefined ? null : failureSaid(failed);
}

function conversionServers(own: JobLogItem[]): { conversionServerIds?: string[] } {
  const ids = new Set(own.flatMap(({ conversionServerId }) => conversionServerId ?? []));
  return ids.size === 0 ? {} : { conversionServerIds: [...ids] };
}

/**
 * Why it failed: DRS's error since the last step of its launch. The launch has recovered from earlier errors, and while
 * the log grows it may recover from this one too.
 */
function reasonOf(own: JobLogItem[], logEnded: boolean): string | null {
  const step = own.findLastIndex((item) => STEPS.has(item.event));
  const failure = own.slice(Math.max(step, 0)).findLast((item) => item.errorText !== null);
  return failure?.event === 'SNAPSHOT_FAIL' && !logEnded ? null : (failure?.errorText ?? null);
}

/** DRS API model, JobLogEvent, and LAUNCH_END, which the model lacks: these show that a launch continues. */
const STEPS: ReadonlySet<string> = new Set([
  'SNAPSHOT_START',
  'SNAPSHOT_END',
  'USING_PREVIOUS_SNAPSHOT',
  'CONVERSION_START',
  'CONVERSION_END',
  'LAUNCH_START',
  'LAUNCH_END',
]);

/** DRS allows errors of 65,536 characters. The errors of all servers have to fit into one journal entry. */
function shortened(item: JobLogItem, room: number): JobLogItem {
  return { ...item, errorText: item.errorText === null ? null : item.errorText.slice(0, room) };
}

/** The launch step was never reached, and DRS's last event rules it out. A launch that recovered went on. */
function endedBeforeLaunch(own: JobLogItem[]): boolean {
  const reached = own.some(({ event }) => event.startsWith('LAUNCH_'));
  return !reached && ENDS_BEFORE_LAUNCH.includes(own.at(-1)?.event ?? '');
}

/** A resource that DRS reports as not removed may still exist. A line without a server may concern any server. */
function reportsLeftovers(own: JobLogItem[], log: JobLogItem[]): boolean {
  return [...own, ...log.filter((item) => item.sourceServerId === null)].some(
    ({ event, errorText }) => event === 'CLEANUP_FAIL' || LEFT.test(errorText ?? ''),
  );
}

/** As in a rawError seen in 2025: "… calling the DeleteVolume operation: … on resource: …volume/vol-…". */
const LEFT = /\b(?:Delete|Detach|Terminate)[A-Z]\w+|\b(?:vol|i)-[0-9a-f]{8,17}\b/;

/** DRS API model, JobLogEvent: when one of these comes last, the job made no instance of the server. */
const ENDS_BEFORE_LAUNCH = ['SERVER_SKIPPED', 'SNAPSHOT_FAIL', 'USING_PREVIOUS_SNAPSHOT_FAILED', 'CONVERSION_FAIL'];

function unionOf(one: string[], other: string[]): string[] {
  return [...new Set([...one, ...other])];
}
