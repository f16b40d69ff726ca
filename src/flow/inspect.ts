import { DAY_SECONDS, EMPTY_LOOK_SECONDS, SECOND_MS } from '../drill/bounds.ts';
import type { ServerLine, Took } from '../drill/coverage.ts';
import type { Instant, Network, RecoveryPointChoice, Site } from '../drill/drill.ts';
import type { Effect } from '../drill/effects.ts';
import type { RecoveryInstance, RecoveryPoint, ServerInspection } from '../drill/inputs.ts';
import type { Job, Ports, SourceServer } from './ports.ts';

/** How many questions about single servers run at once, so that no burst is throttled. */
const QUESTIONS_AT_ONCE = 5;

/** What a validation must know of these servers: three questions about all of them, two about each. */
export async function inspect(
  ports: Ports,
  site: Site,
  { sourceServerIds, recoveryPoint, networks }: Extract<Effect, { kind: 'Inspect' }>,
): Promise<ServerInspection[]> {
  const listed = new Map(
    (await ports.drs.sourceServers(site, sourceServerIds)).map((server) => [server.sourceServerId, server]),
  );
  const instances = await ports.drs.recoveryInstances(site, { sourceServerIds });
  return inTurns(sourceServerIds, async (sourceServerId) => {
    const server = listed.get(sourceServerId);
    if (server === undefined) return { sourceServerId, exists: false };
    const configuration = await ports.drs.launchConfiguration(site, sourceServerId);
    const points = await pointsFor(ports, site, sourceServerId, recoveryPoint);
    const { value: line } = await ports.history.loadServer(sourceServerId);
    const network = networks ? await networkOf(ports, site, configuration.launchTemplateId) : null;
    const live = instances.filter((instance) => instance.sourceServerId === sourceServerId && isLive(instance));
    return { ...inspectionOf(server, configuration, points, live, network), ...tookOf(line) };
  });
}

/** Whether an instance still exists, by DRS's word for EC2's state; an unknown word counts as living. */
export function isLive({ state }: Pick<RecoveryInstance, 'state'>): boolean {
  return state !== 'TERMINATED' && state !== 'NOT_FOUND';
}

/** The jobs in which any of these servers is, or was a moment ago, and the open real recoveries of the site. */
export async function findBusy(ports: Ports, site: Site, sourceServerIds: string[]) {
  const now = ports.clock.now();
  const jobs = await jobsAround(ports, site, now);
  const owner = await ports.owner();
  const recoveries = jobs.filter((job) => job.status !== 'COMPLETED' && isRealRecovery(job, owner));
  const busy = busyAmong(jobs, sourceServerIds, owner, now);
  return { jobs: busy, recoveryJobIds: recoveries.map((job) => job.jobId) };
}

/** All jobs that may matter at this moment: since `from`, and those of a day back, longer than any job lasts. */
export async function jobsAround(ports: Ports, site: Site, from: Instant): Promise<Job[]> {
  return ports.drs.jobs(site, { since: Math.min(from, ports.clock.now() - DAY_SECONDS * SECOND_MS) });
}

/**
 * DRS lists an instance some seconds after its job is over; until then somebody else's last launch counts as still going on,
 * and one that no longer tells its servers may have been of any of these.
 */
export function busyAmong(jobs: Job[], sourceServerIds: string[], owner: string, now: Instant) {
  const settledBefore = now - EMPTY_LOOK_SECONDS * SECOND_MS;
  const isRecent = (job: Job) =>
    job.type === 'LAUNCH' && (job.endedAt ?? 0) > settledBefore && job.tags['DrillOwner'] !== owner;
  return jobs
    .filter((job) => job.status !== 'COMPLETED' || isRecent(job))
    .flatMap((job) => {
      const named = new Set(job.servers.map((server) => server.sourceServerId));
      const busy = isSilent(job) ? sourceServerIds : sourceServerIds.filter((id) => named.has(id));
      return busy.map((sourceServerId) => ({ sourceServerId, jobId: job.jobId, tags: job.tags }));
    });
}

/** A job that is over and names no server; seen of finished jobs. Its log still does. */
export function isSilent(job: Job): boolean {
  return job.status === 'COMPLETED' && job.servers.length === 0;
}

/** A job that launches for real; this product starts none. One of others that does not tell who initiated it may be one. */
export function isRealRecovery(job: Job, owner: string): boolean {
  if (job.initiatedBy !== null && job.initiatedBy !== '') return job.initiatedBy === 'START_RECOVERY';
  return job.type !== 'TERMINATE' && job.tags['DrillOwner'] !== owner;
}

/** Runs one question after the other in a few lanes; the answers keep the order of the items. */
export async function inTurns<Item, Result>(
  items: readonly Item[],
  ask: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += QUESTIONS_AT_ONCE) {
    results.push(...(await Promise.all(items.slice(start, start + QUESTIONS_AT_ONCE).map(ask))));
  }
  return results;
}

function tookOf(line: ServerLine | undefined): { took?: Took } {
  if (line?.took == null) return {};
  const { launchSeconds, terminationSeconds } = line.took;
  return { took: { launchSeconds, terminationSeconds } };
}

async function networkOf(ports: Ports, site: Site, launchTemplateId: string | null): Promise<Network | null> {
  return launchTemplateId === null ? null : ports.ec2.launchTemplateNetwork(site, launchTemplateId);
}

async function pointsFor(
  ports: Ports,
  site: Site,
  sourceServerId: string,
  choice: RecoveryPointChoice,
): Promise<RecoveryPoint[]> {
  if (choice.type === 'LATEST') return (await ports.drs.recoveryPoints(site, sourceServerId)).slice(0, 1);
  if (choice.type === 'AT_OR_BEFORE')
    return (await ports.drs.recoveryPoints(site, sourceServerId, { to: choice.at })).slice(0, 1);
  const points = await ports.drs.recoveryPoints(site, sourceServerId, { from: 0 });
  return points.filter((point) => point.snapshotId === choice.ids[sourceServerId]).concat(points.slice(0, 1));
}

function inspectionOf(
  server: SourceServer,
  configuration: { disposition: string; launchIntoInstanceId: string | null },
  points: RecoveryPoint[],
  liveInstances: RecoveryInstance[],
  network: Network | null,
): ServerInspection {
  const { jobId, status, type } = server.lastLaunch;
  return {
    sourceServerId: server.sourceServerId,
    exists: true,
    hostname: server.hostname,
    replicationState: server.replicationState,
    lagSeconds: server.lagSeconds,
    lastLaunch: { jobId, status, type },
    extendedFrom: server.extendedFrom,
    launchDisposition: configuration.disposition,
    launchIntoInstanceId: configuration.launchIntoInstanceId,
    points,
    liveInstances,
    tags: server.tags,
    network,
  };
}
