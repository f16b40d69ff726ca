import { DAY_SECONDS, RECOVERY_PAUSE_SECONDS, SECOND_MS, SILENCE_SECONDS } from '../../drill/bounds.ts';
import type { Instant, Site } from '../../drill/drill.ts';
import type { RecoverySeen } from '../../drill/inputs.ts';
import { type Release, releasesAt } from '../../drill/lever.ts';
import { CallFailed, OtherSchema } from '../errors.ts';
import { inTurns } from '../inTurns.ts';
import { isRealRecovery } from '../jobs.ts';
import type { Job, Ports } from '../ports.ts';

/**
 * The real recoveries that run at a site, read before any termination there. While a TERMINATE job works on one of its
 * servers, DRS refuses the operator's whole next wave. It is one query for the jobs of the last day, minus our own,
 * right before the call. DRS has no conditional terminate (DRS API model: TerminateRecoveryInstances), so this is the
 * narrowest possible window.
 */
export async function recoveriesNow(
  ports: Ports,
  site: Site,
  own: ReadonlySet<string> = NONE,
): Promise<RecoverySeen[]> {
  const jobs = await ports.drs.jobs(site, { since: ports.clock.now() - DAY_SECONDS * SECOND_MS });
  return recoveriesAmong(
    ports,
    site,
    jobs.filter(({ jobId }) => !own.has(jobId)),
  );
}

const NONE: ReadonlySet<string> = new Set();

/** The running ones among these jobs: open, or ended less than RECOVERY_PAUSE_SECONDS ago. */
export async function recoveriesAmong(ports: Ports, site: Site, jobs: readonly Job[]): Promise<RecoverySeen[]> {
  const owner = await ports.owner();
  const after = ports.clock.now() - RECOVERY_PAUSE_SECONDS * SECOND_MS;
  const lately = jobs.filter((job) => !isCompleted(job) || (job.endedAt ?? after + 1) > after);
  const recent = lately.filter((job) => isReal(job, owner));
  const seen = await look(ports, site, recent);
  return seen.filter((one) => !one.completed || (one.endedAt ?? after + 1) > after);
}

/** The state of jobs that are reported as real recoveries. */
export async function lookAtRecoveries(ports: Ports, site: Site, jobIds: string[]): Promise<RecoverySeen[]> {
  const jobs = await ports.drs.jobs(site, { jobIds });
  const owner = await ports.owner();
  const real = jobs.filter((job) => isReal(job, owner));
  const seen = new Map((await look(ports, site, real)).map((one) => [one.jobId, one]));
  return jobIds.map((jobId) => {
    const isUnknown = !jobs.some((job) => job.jobId === jobId);
    const none = { jobId, isReal: false, completed: true, sourceServerIds: [], ...(isUnknown ? { isUnknown } : {}) };
    return seen.get(jobId) ?? none;
  });
}

/**
 * Anyone can put our tags on a recovery. Only DRS's own `initiatedBy` decides, so the query is repeated until DRS
 * reports it.
 */
function isReal(job: Job, owner: string): boolean {
  if (!job.initiatedBy && job.type !== 'TERMINATE' && !isRealRecovery(job, owner))
    throw new CallFailed('UNAVAILABLE', `DRS does not report who initiated ${job.jobId}`);
  return isRealRecovery(job, owner);
}

/**
 * Whether these recoveries forbid touching a server. They forbid every server; a released one forbids only those that
 * it names.
 */
export function isHeldBack(recoveries: readonly RecoverySeen[], sourceServerId: string): boolean {
  return recoveries.some((one) => one.released !== true || one.sourceServerIds.includes(sourceServerId));
}

async function look(ports: Ports, site: Site, jobs: Job[]): Promise<RecoverySeen[]> {
  if (jobs.length === 0) return [];
  const releases = await releasesOf(ports, site);
  return inTurns(jobs, (job) => lookAt(ports, site, job, releases));
}

/** An unreadable site has released nothing. */
async function releasesOf(ports: Ports, site: Site): Promise<Record<string, Release>> {
  try {
    return releasesAt((await ports.levers.load(site)).record, ports.clock.now());
  } catch (error) {
    if (error instanceof OtherSchema) return {};
    throw error;
  }
}

async function lookAt(ports: Ports, site: Site, job: Job, releases: Record<string, Release>): Promise<RecoverySeen> {
  const completed = isCompleted(job);
  const sourceServerIds = job.servers.map((server) => server.sourceServerId);
  const seen: RecoverySeen = { jobId: job.jobId, isReal: true, completed, sourceServerIds };
  if (completed) return withEnd(seen, job.endedAt ?? (await lastWord(ports, site, job)));
  // A job without servers may work on any server.
  if (releases[job.jobId] === undefined || sourceServerIds.length === 0 || job.hidesServers === true) return seen;
  const silentSince = (await lastWord(ports, site, job)) ?? ports.clock.now();
  const isReleased = ports.clock.now() - silentSince >= SILENCE_SECONDS * SECOND_MS;
  return isReleased ? { ...seen, released: true } : seen;
}

function withEnd(seen: RecoverySeen, endedAt: Instant | null): RecoverySeen {
  return endedAt === null ? seen : { ...seen, endedAt };
}

/** When the job's log was last written; its creation time when it has no log. */
async function lastWord(ports: Ports, site: Site, job: Job): Promise<Instant | null> {
  const log = await ports.drs.jobLog(site, job.jobId);
  return log.reduce<Instant | null>((last, { at }) => Math.max(last ?? at, at), job.createdAt);
}

function isCompleted(job: Job): boolean {
  return job.status === 'COMPLETED';
}
