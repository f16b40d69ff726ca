import { DAY_SECONDS, EMPTY_LOOK_SECONDS, SECOND_MS } from '../../drill/bounds.ts';
import type { Instant, PastDurations, Site } from '../../drill/drill.ts';
import type { Effect } from '../../drill/effects.ts';
import type { RecoveryInstance, ServerInspection } from '../../drill/inputs.ts';
import type { ServerLine } from '../../history/coverage.ts';
import { CallFailed } from '../errors.ts';
import { isRealRecovery, isSilent } from '../jobs.ts';
import type { Job, Ports } from '../ports.ts';
import { asFarAsAnswered } from '../retryQuestions.ts';
import { type Recovered, standingRecoveries } from '../standingRecoveries.ts';
import { straysOf } from '../strays.ts';
import { inspectServer } from './inspectServer.ts';
import { type NotMade, notMadeAmong } from './replaceable.ts';
import { crowdOf } from './room.ts';

type Listed = Extract<ServerInspection, { exists: true }>;

/** What an inspection reads from DRS and EC2. */
export type InspectionPorts = Pick<Ports, 'drs' | 'ec2'> & {
  clock: Pick<Ports['clock'], 'now'>;
  history: Pick<Ports['history'], 'loadServer'>;
};

/** What a validation must know about these servers: four questions about all of them, and three about each. */
export async function inspect(
  ports: InspectionPorts,
  site: Site,
  {
    sourceServerIds,
    recoveryPoint,
    mayReplaceDrill = [],
  }: Omit<Extract<Effect, { kind: 'Inspect' }>, 'kind' | 'networks'>,
): Promise<{ answers: ServerInspection[]; failure: CallFailed | undefined }> {
  const [servers, instances, tagged] = await Promise.all([
    ports.drs.sourceServers(site, sourceServerIds),
    ports.drs.recoveryInstances(site, { sourceServerIds }),
    ports.ec2.instances(site, { sourceServerIds }),
  ]);
  const listed = new Map(servers.map((server) => [server.sourceServerId, server]));
  const recovered = await standingRecoveries(ports, site, servers, instances);
  const notMade = await notMadeAmong(ports, site, liveDrills(instances, mayReplaceDrill));
  return asFarAsAnswered(ports, sourceServerIds, async (sourceServerId): Promise<ServerInspection> => {
    const server = listed.get(sourceServerId);
    if (server === undefined) return { sourceServerId, exists: false };
    const [found, { value: line }] = await Promise.all([
      inspectServer(ports, site, server, recoveryPoint),
      ports.history.loadServer(sourceServerId),
    ]);
    const strays = straysOf(sourceServerId, tagged, instances);
    const standing = standingOf(instances, strays, recovered.get(sourceServerId), sourceServerId);
    const refused = refusedOf(found, recovered.get(sourceServerId));
    return { ...found, ...standing, ...notMadeOf(sourceServerId, notMade), ...pastDurationsOf(line), ...refused };
  });
}

/** The servers that DRS does not list. */
export async function unknownAmong(
  { drs }: Pick<Ports, 'drs'>,
  site: Site,
  sourceServerIds: string[],
): Promise<string[]> {
  const listed = new Set((await drs.sourceServers(site, sourceServerIds)).map((server) => server.sourceServerId));
  return sourceServerIds.filter((id) => !listed.has(id));
}

/** Whether an instance still exists, by the EC2 state that DRS reports. An unknown state counts as living. */
export function isLive({ state }: Pick<RecoveryInstance, 'state'>): boolean {
  return state !== 'TERMINATED' && state !== 'NOT_FOUND';
}

/** The live instances of these servers that DRS lists as drill instances. */
export function liveDrills(instances: RecoveryInstance[], sourceServerIds: string[]): RecoveryInstance[] {
  return instances.filter(
    (instance) => instance.isDrill && isLive(instance) && sourceServerIds.some((id) => isOf(instance, id)),
  );
}

/**
 * The jobs that work, or have just worked, on any of these servers; the open real recoveries of the site; and how much
 * of the site third parties use.
 */
export async function findBusy(ports: Ports, site: Site, sourceServerIds: string[]) {
  const now = ports.clock.now();
  const jobs = await jobsAround(ports, site, now);
  const owner = await ports.owner();
  const recoveries = jobs.filter((job) => job.status !== 'COMPLETED' && isRealRecovery(job, owner));
  const busy = busyAmong(jobs, sourceServerIds, owner, now);
  const crowd = crowdOf(jobs, owner);
  const found = { jobs: busy, recoveryJobIds: recoveries.map((job) => job.jobId) };
  return crowd === undefined ? found : { ...found, crowd: { jobs: crowd.jobs, servers: crowd.servers } };
}

/** All jobs that may matter now: since `from`, and at least the last day, which is longer than any job runs. */
export async function jobsAround(ports: Ports, site: Site, from: Instant): Promise<Job[]> {
  return ports.drs.jobs(site, { since: Math.min(from, ports.clock.now() - DAY_SECONDS * SECOND_MS) });
}

/**
 * DRS lists an instance some seconds after its job has ended. Until then, a third party's last launch counts as
 * running. A job that no longer names its servers may have launched any of these.
 */
export function busyAmong(jobs: Job[], sourceServerIds: string[], owner: string, now: Instant) {
  const settledBefore = now - EMPTY_LOOK_SECONDS * SECOND_MS;
  const isRecent = (job: Job) =>
    job.type !== 'TERMINATE' && (job.endedAt ?? now) > settledBefore && job.tags['DrillOwner'] !== owner;
  return jobs
    .filter((job) => job.status !== 'COMPLETED' || isRecent(job))
    .flatMap((job) => {
      const named = new Set(job.servers.map((server) => server.sourceServerId));
      const busy = isSilent(job) ? sourceServerIds : sourceServerIds.filter((id) => named.has(id));
      return busy.map((sourceServerId) => ({ sourceServerId, jobId: job.jobId, tags: job.tags }));
    });
}

function pastDurationsOf(line: ServerLine | undefined): { pastDurations?: PastDurations } {
  if (line?.pastDurations == null) return {};
  const { launchSeconds, terminationSeconds } = line.pastDurations;
  return { pastDurations: { launchSeconds, terminationSeconds } };
}

/** Every existing instance of a server that a launch would delete. */
function standingOf(
  instances: RecoveryInstance[],
  strays: { instanceId: string; state: string }[],
  recovered: Recovered | undefined,
  sourceServerId: string,
) {
  const isKnown = recovered !== undefined && recovered !== 'UNSEEN' && !(recovered instanceof CallFailed);
  const unlisted = isKnown ? [...strays, recovered] : strays;
  return {
    liveInstances: instances.filter((instance) => isOf(instance, sourceServerId) && isLive(instance)),
    unlistedInstances: unlisted.map(({ instanceId, state }) => ({ instanceId, state })),
    ...(recovered === 'UNSEEN' ? { recoveryUnseen: true as const } : {}),
  };
}

function refusedOf({ refused }: Pick<Listed, 'refused'>, recovered: Recovered | undefined): Pick<Listed, 'refused'> {
  if (recovered instanceof CallFailed) return { refused: { ...refused, recovery: recovered.message } };
  return refused === undefined ? {} : { refused };
}

function notMadeOf(sourceServerId: string, notMade: NotMade[]) {
  const own = notMade.filter((instance) => isOf(instance, sourceServerId));
  if (own.length === 0) return {};
  return { notMadeInstances: own.map(({ instanceId, missing }) => ({ instanceId, missing })) };
}

/** An instance without a server in DRS's answer may belong to any server. */
export function isOf(instance: Pick<RecoveryInstance, 'sourceServerId'>, sourceServerId: string): boolean {
  return instance.sourceServerId === sourceServerId || instance.sourceServerId === '';
}
