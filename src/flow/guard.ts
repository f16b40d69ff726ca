import {
  DAY_SECONDS,
  EMPTY_LOOK_SECONDS,
  HARD_STOP_AGAIN_SECONDS,
  SECOND_MS,
  SERVERS_PER_JOB,
} from '../drill/bounds.ts';
import type { Instant, Site } from '../drill/drill.ts';
import type { Attached, RecoveryInstance } from '../drill/inputs.ts';
import type { SiteRecord } from '../drill/site.ts';
import { inChunks } from '../drill/step.ts';
import { CallFailed, OtherSchema } from './errors.ts';
import { isRealRecovery, isUnreported } from './jobs.ts';
import { giveWay, leverAt, refuseByLever } from './leverInForce.ts';
import { isPastDue, LONGEST_SECONDS, readRecord, standsDown } from './pastDue.ts';
import { newlyAttached } from './perform/attached.ts';
import { isLive } from './perform/inspect.ts';
import { isHeldBack, recoveriesAmong, recoveriesNow } from './perform/lookAtRecoveries.ts';
import { type OwnLaunch, ownLaunches, provenOf } from './perform/ownLaunches.ts';
import type { Ec2Instance, Job, Ports } from './ports.ts';

/** With a margin. The guard searches nothing older. */
const SEARCH_SECONDS = LONGEST_SECONDS + DAY_SECONDS;

/**
 * The hard stop. It needs no stream, no decision and no readable record. It finds our jobs of the drill in DRS, proves
 * which instances they made, and terminates them. It repeats until no instance of the drill is alive. It stands down
 * only for a record that names a later hard stop, or that has ended with every instance proved gone. The periodic guard
 * covers those too.
 */
export async function guardDrill(
  ports: Ports,
  stop: { site: Site; drillId: string; n: number },
  serversPerJob = SERVERS_PER_JOB,
): Promise<void> {
  if (await standsDown(ports, stop)) return;
  const recent = await recentJobs(ports, stop.site);
  const jobs = ours(recent, await ports.owner()).filter((job) => job.tags['DrillId'] === stop.drillId);
  const launches = await ownLaunches(ports, stop.drillId, jobs, searchedFrom(ports));
  const living = await terminateOf(ports, stop.site, launches, recent, serversPerJob);
  const now = ports.clock.now();
  // A later call to DRS may report what this one left out.
  const mayShowMore = living > 0 || jobs.some((job) => mayYetShow(job, now)) || recent.some(isUnreported);
  if (mayShowMore || (await mayBeUnknown(ports, stop))) await repeatStop(ports, stop);
}

/** Once DRS has deleted the jobs of an open drill, only its record names them, and that may be readable later. */
async function mayBeUnknown(ports: Ports, { site, drillId }: { site: Site; drillId: string }): Promise<boolean> {
  if ((await readRecord(ports, drillId)).result !== 'UNREADABLE') return false;
  const record = await readSite(ports, site);
  return record === undefined || record.claims[drillId] !== undefined;
}

/** A running job may still make an instance, and DRS lists an instance only some seconds after its job has ended. */
function mayYetShow(job: Job, now: Instant): boolean {
  return job.status !== 'COMPLETED' || (job.endedAt ?? now) > now - EMPTY_LOOK_SECONDS * SECOND_MS;
}

/**
 * DRS may refuse to terminate, or fail to. So the stop repeats until it finds no live instance of the drill. The name
 * allows one repetition per interval, however often the stop is delivered.
 */
async function repeatStop(ports: Ports, stop: { site: Site; drillId: string; n: number }): Promise<void> {
  const at = ports.clock.now() + HARD_STOP_AGAIN_SECONDS * SECOND_MS;
  const name = `h-${stop.drillId}-${stop.n}-${Math.floor(at / (HARD_STOP_AGAIN_SECONDS * SECOND_MS))}`;
  await ports.schedules.create({ name, at, target: 'hardStop', payload: { ...stop } });
}

/**
 * The periodic guard. It terminates our drill instances that no open drill owns, or whose hard stop is past. It also
 * yields to a real recovery whose event was lost. It sends no query about a site without recent launches.
 */
export async function guardSite(ports: Ports, site: Site, serversPerJob = SERVERS_PER_JOB): Promise<void> {
  const lever = await leverAt(ports, site);
  if (lever !== undefined) {
    const { state, reason, by } = lever;
    ports.log.error('the lever is not open', { ...site, state, reason, by });
  }
  const record = await readSite(ports, site);
  if (record !== undefined && isQuiet(ports, record)) return;
  const owner = await ports.owner();
  const recent = await recentJobs(ports, site);
  const open = recent.filter((job) => job.status !== 'COMPLETED' && isRealRecovery(job, owner));
  for (const recovery of open) await tryToGiveWay(ports, site, recovery.jobId);
  const jobs = ours(recent, owner);
  const due: OwnLaunch[] = [];
  // When DRS has deleted all jobs of a drill, only its claims still name it.
  const tagged = jobs.flatMap((job) => job.tags['DrillId'] ?? []);
  for (const drillId of new Set([...tagged, ...Object.keys(record?.claims ?? {})])) {
    const own = jobs.filter((job) => job.tags['DrillId'] === drillId);
    if (await isPastDue(ports, drillId, own))
      due.push(...(await ownLaunches(ports, drillId, own, searchedFrom(ports))));
  }
  await terminateOf(ports, site, due, recent, serversPerJob);
}

/** An unreadable site launches nothing anyway, and cleaning does not wait for it. */
async function tryToGiveWay(ports: Ports, site: Site, jobId: string): Promise<void> {
  try {
    await giveWay(ports, site, jobId);
  } catch (error) {
    if (!(error instanceof OtherSchema)) throw error;
    ports.log.error('guard could not close the lever', { ...site, jobId, error: String(error) });
  }
}

/** The guard also covers an unreadable site. */
async function readSite(ports: Ports, site: Site): Promise<SiteRecord | undefined> {
  try {
    return (await ports.sites.load(site)).record;
  } catch (error) {
    ports.log.error('guard could not read the site', { ...site, error: String(error) });
    return undefined;
  }
}

/** The last launch here is so old that no instance of it can be left. */
function isQuiet(ports: Ports, { launchedAt = 0 }: SiteRecord): boolean {
  return launchedAt < searchedFrom(ports);
}

function searchedFrom({ clock }: Ports): Instant {
  return clock.now() - SEARCH_SECONDS * SECOND_MS;
}

async function recentJobs(ports: Ports, site: Site): Promise<Job[]> {
  return ports.drs.jobs(site, { since: searchedFrom(ports) });
}

function ours(jobs: Job[], owner: string): Job[] {
  return jobs.filter((job) => job.tags['DrillOwner'] === owner && job.initiatedBy === 'START_DRILL');
}

/**
 * Terminates instances that these jobs made and that are proved ours, unless a real recovery is running. Returns how
 * many live instances it found.
 */
async function terminateOf(
  ports: Ports,
  site: Site,
  launches: OwnLaunch[],
  recent: Job[],
  serversPerJob: number,
): Promise<number> {
  if (launches.length === 0) return 0;
  const byJob = new Map(launches.map((launch) => [launch.jobId, launch]));
  const sourceServerIds = [...new Set(launches.flatMap((launch) => launch.sourceServerIds))];
  const isSilent = launches.some((launch) => launch.sourceServerIds.length === 0);
  const listed = await ports.drs.recoveryInstances(site, isSilent ? 'all' : { sourceServerIds });
  const living = listed.filter((instance) => isLive(instance) && byJob.has(instance.jobId ?? ''));
  const instanceIds = living.map((instance) => instance.instanceId);
  const ec2 = new Map((await ports.ec2.instances(site, { instanceIds })).map((one) => [one.instanceId, one]));
  const proven = await provenOf(ports, living, ec2, byJob, recent);
  const others = recent.filter((job) => !byJob.has(job.jobId));
  const recoveries = await recoveriesAmong(ports, site, others);
  const ready = proven.filter((instance) => !isHeldBack(recoveries, instance.sourceServerId));
  if (ready.length < proven.length) {
    const jobIds = recoveries.map((recovery) => recovery.jobId);
    ports.log.info('guard waits for real recoveries', { ...site, jobIds, instances: proven.length - ready.length });
  }
  const attached = await attachedTo(ports, site, ready, ec2);
  for (const chunk of inChunks(ready, serversPerJob)) await terminateChunk(ports, site, byJob, attached, chunk);
  return living.length + listed.filter((instance) => isLive(instance) && !instance.jobId).length;
}

/**
 * Writes the ids down before it acts. DRS accepts all ids of a call or none, so a refused call is retried in halves,
 * down to single instances.
 */
async function terminateChunk(
  ports: Ports,
  site: Site,
  jobs: Map<string, OwnLaunch>,
  attached: Attached[],
  chunk: RecoveryInstance[],
): Promise<void> {
  const at = ports.clock.now();
  for (const [drillId, instanceIds] of byDrill(chunk, jobs)) {
    await ports.drills.note(drillId, at, { type: 'GuardFound', instanceIds });
  }
  try {
    await refuseByLever(ports, site, 'terminate');
    const recoveries = await recoveriesNow(ports, site, new Set(jobs.keys()));
    if (chunk.some((instance) => isHeldBack(recoveries, instance.sourceServerId))) return;
    const instanceIds = chunk.map((instance) => instance.instanceId);
    const { jobId } = await ports.drs.terminateProvenInstances(site, instanceIds);
    for (const [drillId, ids] of byDrill(chunk, jobs)) await notify(ports, drillId, at, jobId ?? '', ids, attached);
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error;
    ports.log.error('guard could not terminate', { instances: chunk.length, kind: error.kind, message: error.message });
    if (chunk.length === 1 || HOPELESS.has(error.kind)) return;
    for (const half of inChunks(chunk, Math.ceil(chunk.length / 2)))
      await terminateChunk(ports, site, jobs, attached, half);
  }
}

/** Failures that occur with fewer instances too. */
const HOPELESS: ReadonlySet<string> = new Set(['THROTTLED', 'DENIED', 'LEVER', 'UNAVAILABLE']);

async function notify(
  ports: Ports,
  drillId: string,
  at: Instant,
  jobId: string,
  instanceIds: string[],
  attachedTo: Attached[],
): Promise<void> {
  ports.log.error('guard terminated instances', { drillId, jobId, instances: instanceIds.length });
  const attached = attachedTo.filter((one) => instanceIds.includes(one.instanceId));
  await ports.inbox.put(drillId, `guard/${jobId}`, ports.ids.next(), {
    type: 'GuardTerminated',
    at,
    jobId,
    instanceIds,
    ...(attached.length > 0 && { attached }),
  });
}

/** The volumes on record may be unreadable, and that must not stop the cleaning. */
async function attachedTo(
  ports: Ports,
  site: Site,
  ready: RecoveryInstance[],
  ec2: ReadonlyMap<string, Ec2Instance>,
): Promise<Attached[]> {
  try {
    return await newlyAttached(ports, site, ready, ec2);
  } catch (error) {
    ports.log.error('guard could not read which volumes were attached', { ...site, error: String(error) });
    return [];
  }
}

function byDrill(chunk: RecoveryInstance[], jobs: Map<string, OwnLaunch>): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { instanceId, jobId } of chunk) {
    const drillId = jobs.get(jobId ?? '')?.drillId ?? '';
    groups.set(drillId, [...(groups.get(drillId) ?? []), instanceId]);
  }
  return groups;
}
