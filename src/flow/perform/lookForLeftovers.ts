import type { Site } from '../../drill/drill.ts';
import type { ServerToSearch } from '../../drill/effects.ts';
import type { LeftoverSeen } from '../../drill/inputs.ts';
import { inTurns } from '../inTurns.ts';
import type { Ec2Instance, JobVolume, Ports } from '../ports.ts';
import { type Attributed, instancesOf, madeBy, suspectsOf } from './attribution.ts';
import { stateOf } from './stateOf.ts';

/**
 * What is left of each server's launch: the instance, by id, by DRS's listing and by EC2's tags; its volumes, by id and
 * by tag; and the conversion servers that DRS's log names.
 */
export async function lookForLeftovers(ports: Ports, site: Site, servers: ServerToSearch[]): Promise<LeftoverSeen[]> {
  const unknown = servers.filter((server) => server.instanceId === null);
  const searched = await instancesOf(ports, site, unknown);
  const found = instancesBy(servers, searched);
  const instanceIds = [...found.values()].map((instance) => instance.instanceId);
  const conversionServerIds = servers.flatMap((server) => server.conversionServerIds ?? []);
  const described = await ports.ec2.instances(site, { instanceIds: [...instanceIds, ...conversionServerIds] });
  const ec2 = new Map(described.map((instance) => [instance.instanceId, instance]));
  const pointers = await inTurns(instanceIds, (id) => ports.instances.find(site, id));
  const recorded = new Map(instanceIds.map((id, index) => [id, pointers[index]?.volumeIds ?? []]));
  const isTerminated = (sourceServerId: string) => !lives(ec2.get(found.get(sourceServerId)?.instanceId ?? ''));
  const terminated = servers.filter((server) => isTerminated(server.sourceServerId));
  const tagged = await ports.ec2.volumesOfJobs(
    site,
    terminated.map((server) => server.jobId),
  );
  const recordedOfTerminated = terminated.flatMap(
    (server) => recorded.get(found.get(server.sourceServerId)?.instanceId ?? '') ?? [],
  );
  const left = new Set(await ports.ec2.volumes(site, recordedOfTerminated));
  return servers.map((server) => {
    const loose = tagged.filter((volume) => isOf(volume, server, ec2)).map((volume) => volume.volumeId);
    const instance = found.get(server.sourceServerId);
    const volumeIds = recorded.get(instance?.instanceId ?? '') ?? [];
    const stillThere = [...new Set([...volumeIds.filter((id) => left.has(id)), ...loose])];
    const isReported = isTerminated(server.sourceServerId) && (volumeIds.length > 0 || loose.length > 0);
    const seen = instance && ec2.get(instance.instanceId);
    const leftover = leftoverOf(server.sourceServerId, instance, seen, volumeIds, isReported ? stillThere : null);
    return { ...leftover, ...conversionServersOf(server, ec2), ...suspects(server, searched, found) };
  });
}

function leftoverOf(
  sourceServerId: string,
  instance: FoundInstance | undefined,
  seen: Ec2Instance | undefined,
  recorded: string[],
  volumesLeft: string[] | null,
): LeftoverSeen {
  if (instance === undefined) return { sourceServerId, instanceId: null, state: null, volumeIds: [], volumesLeft };
  const attached = [...instance.volumeIds, ...(seen?.volumeIds ?? [])];
  return {
    sourceServerId,
    instanceId: instance.instanceId,
    ...stateOf(seen),
    state: seen?.state ?? null,
    volumeIds: [...new Set([...recorded, ...attached])],
    volumesLeft,
    ...(attached.every((id) => recorded.includes(id)) ? {} : { hasNewVolumes: true }),
  };
}

/** Any instance that EC2 does not report as terminated may still run. */
function conversionServersOf({ conversionServerIds = [] }: ServerToSearch, ec2: Map<string, Ec2Instance>) {
  const standing = conversionServerIds.flatMap((id) => ec2.get(id) ?? []).filter(({ state }) => state !== 'terminated');
  if (standing.length === 0) return {};
  return { conversionServers: standing.map(({ instanceId, state }) => ({ instanceId, state })) };
}

/** The volumes of a live instance exist. They need no query. */
function lives(instance: Ec2Instance | undefined): boolean {
  return LIVING.has(instance?.state ?? '');
}

const LIVING: ReadonlySet<string> = new Set(['pending', 'running', 'stopping', 'stopped', 'shutting-down']);

/** A volume without a server tag may belong to any server of its job, unless a live instance holds it. */
function isOf(volume: JobVolume, server: ServerToSearch, ec2: Map<string, Ec2Instance>): boolean {
  if (volume.jobId !== server.jobId) return false;
  if (volume.sourceServerId !== null) return volume.sourceServerId === server.sourceServerId;
  return !lives(ec2.get(volume.instanceId ?? ''));
}

type FoundInstance = { instanceId: string; volumeIds: string[] };

function instancesBy(servers: ServerToSearch[], searched: Attributed[]): Map<string, FoundInstance> {
  const found = new Map<string, FoundInstance>();
  for (const server of servers) {
    const { sourceServerId, instanceId } = server;
    const ours = instanceId === null ? madeBy(server, searched) : { instanceId, volumeIds: [] };
    if (ours !== undefined) found.set(sourceServerId, ours);
  }
  return found;
}

/** An unattributed item counts against every server that may own it, unless it is known to belong to another one. */
function suspects(server: ServerToSearch, searched: Attributed[], found: Map<string, FoundInstance>) {
  if (found.has(server.sourceServerId)) return {};
  const known = new Set([...found.values()].map(({ instanceId }) => instanceId));
  const seen = suspectsOf(server, searched).filter(({ instanceId }) => !known.has(instanceId));
  return seen.length === 0 ? {} : { suspects: seen.map(({ instanceId, state }) => ({ instanceId, state })) };
}
