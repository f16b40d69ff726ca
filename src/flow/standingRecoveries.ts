import type { Instant, Site } from '../drill/drill.ts';
import type { RecoveryInstance } from '../drill/inputs.ts';
import { CallFailed } from './errors.ts';
import { inTurns } from './inTurns.ts';
import { isSilent } from './jobs.ts';
import { orRefusal } from './perform/refusal.ts';
import type { Job, Ports, SourceServer } from './ports.ts';
import type { Stray } from './strays.ts';

/**
 * The result of a server's real recovery: its instance as EC2 describes it, UNSEEN when neither service reports it, or
 * DRS's refusal. Undefined when it no longer exists.
 */
export type Recovered = Stray | 'UNSEEN' | CallFailed;

/** A launch that may have been for real. */
interface RealLaunch {
  sourceServerId: string;
  /** Null where DRS does not name it. */
  jobId: string | null;
  /** Undefined when DRS no longer lists it. */
  job: Job | undefined;
  /** Whether DRS itself names the server. When it does not, the job's log may. */
  isNamed: boolean;
}

/** The servers whose last launch was a real recovery and whose instance is not known to be terminated. */
export async function standingRecoveries(
  ports: Pick<Ports, 'drs' | 'ec2'>,
  site: Site,
  servers: SourceServer[],
  listed: RecoveryInstance[],
): Promise<Map<string, Recovered>> {
  const launches = await realLaunches(ports, site, servers);
  const found = await inTurns(launches, async (launch) => ({
    ...launch,
    instanceId: listedId(launch, listed) ?? (await orRefusal(launchedId(ports, site, launch))),
  }));
  const instanceIds = found.flatMap(({ instanceId }) => (typeof instanceId === 'string' ? instanceId : []));
  const known = new Map((await ports.ec2.instances(site, { instanceIds })).map((one) => [one.instanceId, one]));
  const standing = found.flatMap(({ sourceServerId, instanceId }): [string, Recovered][] => {
    if (instanceId === 'NONE') return [];
    if (instanceId instanceof CallFailed) return [[sourceServerId, instanceId]];
    const instance = known.get(instanceId ?? '');
    return instance?.state === 'terminated' ? [] : [[sourceServerId, instance ?? 'UNSEEN']];
  });
  // If a server has two, the later one counts. A visible instance takes precedence over one that is merely not known to
  // be gone.
  return new Map(standing.toSorted(([, one], [, other]) => certainty(one) - certainty(other)));
}

function certainty(recovered: Recovered): number {
  if (recovered === 'UNSEEN') return 0;
  return recovered instanceof CallFailed ? 1 : 2;
}

/**
 * The launches whose instances may exist: a server's last one and, when that one has not launched it, the earlier ones
 * back to the newest that has. A launch replaces all older ones (DRS user guide, quick start). Jobs are listed only
 * when a server needs them.
 */
async function realLaunches(ports: Pick<Ports, 'drs'>, site: Site, servers: SourceServer[]): Promise<RealLaunch[]> {
  const launched = servers.filter(({ lastLaunch: { type } }) => type !== null);
  const isListNeeded = launched.some((server) => !hasLaunched(server));
  const jobIds = launched.flatMap((server) => (isLastReal(server) ? (server.lastLaunch.jobId ?? []) : []));
  const jobs = await ports.drs.jobs(site, isListNeeded ? { since: 0 } : { jobIds });
  const byId = new Map(jobs.map((job) => [job.jobId, job]));
  return launched.flatMap((server): RealLaunch[] => {
    const { sourceServerId, lastLaunch } = server;
    const { jobId } = lastLaunch;
    const last = { sourceServerId, jobId, job: byId.get(jobId ?? ''), isNamed: true };
    const since = hasLaunched(server) ? [] : realSinceLaunched(jobs, sourceServerId);
    const earlier = since
      .filter((job) => job.jobId !== jobId)
      .map((job) => ({ sourceServerId, jobId: job.jobId, job, isNamed: partOf(job, sourceServerId) !== undefined }));
    return isLastReal(server) ? [last, ...earlier] : earlier;
  });
}

function isLastReal({ lastLaunch: { type } }: SourceServer): boolean {
  return type !== 'DRILL';
}

function hasLaunched({ lastLaunch: { status } }: SourceServer): boolean {
  return status === 'LAUNCHED';
}

/**
 * The jobs that may have launched a server for real, back to the newest one that made an instance of it.
 */
function realSinceLaunched(jobs: Job[], sourceServerId: string): Job[] {
  const launchedAt = jobs.reduce<Instant>(
    (newest, job) => (hasMadeInstance(job, sourceServerId) ? Math.max(newest, job.createdAt ?? 0) : newest),
    0,
  );
  return jobs.filter(
    (job) =>
      (isSilent(job) || partOf(job, sourceServerId) !== undefined) &&
      job.type !== 'TERMINATE' &&
      (job.initiatedBy ?? 'START_RECOVERY') === 'START_RECOVERY' &&
      (job.createdAt ?? launchedAt) >= launchedAt,
  );
}

function hasMadeInstance(job: Job, sourceServerId: string): boolean {
  const isLaunch = job.initiatedBy === 'START_DRILL' || job.initiatedBy === 'START_RECOVERY';
  return isLaunch && partOf(job, sourceServerId)?.launchStatus === 'LAUNCHED';
}

function partOf(job: Job, sourceServerId: string) {
  return job.servers.find((server) => server.sourceServerId === sourceServerId);
}

function listedId({ sourceServerId, job }: RealLaunch, listed: RecoveryInstance[]): string | undefined {
  return listed.find(
    (one) => one.sourceServerId === sourceServerId && !one.isDrill && (job === undefined || one.jobId === job.jobId),
  )?.instanceId;
}

/**
 * The instance that the job or its log names; null when neither does; NONE when the job was not this server's. A launch
 * that has not failed has an instance, so without its id there is no answer.
 */
async function launchedId(
  ports: Pick<Ports, 'drs'>,
  site: Site,
  { sourceServerId, jobId, job, isNamed }: RealLaunch,
): Promise<string | 'NONE' | null> {
  if (jobId === null) throw new CallFailed('UNAVAILABLE', `DRS does not name the last launch job of ${sourceServerId}`);
  if (job === undefined) return null;
  const part = partOf(job, sourceServerId);
  if (part?.instanceId) return part.instanceId;
  const log = await ports.drs.jobLog(site, job.jobId);
  const own = log.filter((item) => item.sourceServerId === sourceServerId);
  const named = own.findLast(({ instanceId }) => instanceId !== null)?.instanceId;
  if (named) return named;
  if (!isNamed && own.length === 0) return 'NONE';
  const hasEnded = part?.launchStatus === 'LAUNCHED' || own.some(({ event }) => event === 'LAUNCH_END');
  if (hasEnded)
    throw new CallFailed('UNAVAILABLE', `DRS does not name the instance of ${sourceServerId} that ${job.jobId} made`);
  return null;
}
