import type { Instant, Site } from '../drill/drill.ts';
import type { Effect } from '../drill/effects.ts';
import type { InstanceSeen, JobSeen, JobServerSeen, LeftoverSeen } from '../drill/inputs.ts';
import { inTurns } from './inspect.ts';
import type { Job, JobLogItem, Ports } from './ports.ts';

type Servers<Kind extends Effect['kind']> = Extract<Effect, { kind: Kind; servers: unknown }>['servers'];

/** The job that is this launch: by owner, launch tag and the very set of servers; the time only bounds the search. */
export async function findOurLaunch(
  ports: Ports,
  site: Site,
  by: { owner: string; tag: string; sourceServerIds: string[]; searchFrom: Instant },
): Promise<Job | undefined> {
  const jobs = await ports.drs.jobs(site, { since: by.searchFrom });
  const wanted = [...by.sourceServerIds].sort().join();
  return jobs.find(
    (job) =>
      job.tags['DrillOwner'] === by.owner &&
      job.tags['Launch'] === by.tag &&
      job.servers
        .map((server) => server.sourceServerId)
        .sort()
        .join() === wanted,
  );
}

/** Jobs with their logs: only the log tells why a server failed and which instance it got. */
export async function lookAtLaunches(ports: Ports, site: Site, jobIds: string[]): Promise<JobSeen[]> {
  const jobs = await ports.drs.jobs(site, { jobIds });
  return inTurns(jobs, async (job) => {
    const log = await ports.drs.jobLog(site, job.jobId);
    const { jobId, status, createdAt, endedAt } = job;
    return { jobId, status, createdAt, endedAt, servers: job.servers.map((server) => serverSeen(server, log)) };
  });
}

/** The instances of a wave. DRS is asked only for those it has not shown yet; EC2 says whether they work. */
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
      state: ec2?.state ?? null,
      statusChecks: instanceId === null ? null : (checks[instanceId] ?? null),
      pointInTimeAt: found.get(sourceServerId)?.pointInTimeAt ?? null,
      volumeIds: unionOf(found.get(sourceServerId)?.volumeIds ?? [], ec2?.volumeIds ?? []),
    };
  });
}

/** Which recovery point of each server bears the instance's time; null when DRS has none of that time (any more). */
export async function lookAtPoints(ports: Ports, site: Site, servers: Servers<'LookAtPoints'>) {
  return inTurns(servers, async ({ sourceServerId, at }) => {
    const points = await ports.drs.recoveryPoints(site, sourceServerId);
    return {
      sourceServerId,
      snapshotId: points.find((point) => Math.abs(point.at - at) < SAME_POINT_MS)?.snapshotId ?? null,
    };
  });
}

/** What is left of each server's launch: the instance by id, or by DRS's listing and EC2's tags; and its volumes. */
export async function lookForLeftovers(
  ports: Ports,
  site: Site,
  servers: Servers<'LookForLeftovers'>,
): Promise<LeftoverSeen[]> {
  const found = await findInstances(ports, site, servers);
  const ids = servers.flatMap(({ sourceServerId }) => found.get(sourceServerId) ?? []);
  const states = new Map(
    (await ports.ec2.instances(site, { instanceIds: ids })).map((instance) => [instance.instanceId, instance.state]),
  );
  const pointers = new Map(await inTurns(ids, async (id) => [id, await ports.instances.find(site, id)] as const));
  const volumeIds = ids.flatMap((id) => pointers.get(id)?.volumeIds ?? []);
  const left = new Set(await ports.ec2.volumes(site, volumeIds));
  return servers.map(({ sourceServerId }) => {
    const instanceId = found.get(sourceServerId) ?? null;
    const volumes = instanceId === null ? [] : (pointers.get(instanceId)?.volumeIds ?? []);
    const state = instanceId === null ? null : (states.get(instanceId) ?? null);
    return { sourceServerId, instanceId, state, volumesLeft: volumes.filter((id) => left.has(id)) };
  });
}

/** DRS times carry microseconds, ours milliseconds. */
const SAME_POINT_MS = 1000;

async function findInstances(
  ports: Ports,
  site: Site,
  servers: Servers<'LookForLeftovers'>,
): Promise<Map<string, string>> {
  const found = new Map(
    servers.flatMap(({ sourceServerId, instanceId }) => (instanceId === null ? [] : [[sourceServerId, instanceId]])),
  );
  const unknown = servers.filter((server) => server.instanceId === null);
  if (unknown.length === 0) return found;
  const sourceServerIds = unknown.map((server) => server.sourceServerId);
  const byDrs = await ports.drs.recoveryInstances(site, { sourceServerIds });
  const byTag = await ports.ec2.instances(site, { sourceServerIds });
  for (const { sourceServerId, jobId } of unknown) {
    const ours = [...byDrs, ...byTag].find((one) => one.sourceServerId === sourceServerId && one.jobId === jobId);
    if (ours !== undefined) found.set(sourceServerId, ours.instanceId);
  }
  return found;
}

function serverSeen(server: Job['servers'][number], log: JobLogItem[]): JobServerSeen {
  const own = log.filter((item) => item.sourceServerId === server.sourceServerId);
  const launched = own.find((item) => item.event === 'LAUNCH_END');
  const failure = own.findLast((item) => item.errorText !== null);
  const steps: Record<string, Instant> = {};
  for (const { event, at } of own) steps[event] ??= at;
  return {
    sourceServerId: server.sourceServerId,
    launchStatus: server.launchStatus,
    instanceId: server.instanceId ?? own.findLast((item) => item.instanceId !== null)?.instanceId ?? null,
    launchedAt: launched?.at ?? null,
    lastEvent: own.at(-1)?.event ?? null,
    errorText: failure?.errorText ?? null,
    neverExisted: endedBeforeLaunch(own),
    usedPreviousSnapshot: 'USING_PREVIOUS_SNAPSHOT' in steps,
    steps,
  };
}

/** The launch step was never reached, and the log says that it will not be. */
function endedBeforeLaunch(own: JobLogItem[]): boolean {
  const events = new Set(own.map((item) => item.event));
  const reached = events.has('LAUNCH_START') || events.has('LAUNCH_END') || events.has('LAUNCH_FAILED');
  return !reached && ENDS_BEFORE_LAUNCH.some((event) => events.has(event));
}

/** DRS API model, JobLogEvent: after these no instance of the server is made in this job. */
const ENDS_BEFORE_LAUNCH = ['SERVER_SKIPPED', 'SNAPSHOT_FAIL', 'USING_PREVIOUS_SNAPSHOT_FAILED', 'CONVERSION_FAIL'];

function unionOf(one: string[], other: string[]): string[] {
  return [...new Set([...one, ...other])];
}
