import type { Site } from '../drill/drill.ts';
import type { Effect } from '../drill/effects.ts';
import type { LeftoverSeen } from '../drill/inputs.ts';
import { inTurns } from './inTurns.ts';
import type { Ports } from './ports.ts';

type Servers = Extract<Effect, { kind: 'LookForLeftovers' }>['servers'];

/** What is left of each server's launch: the instance by id, or by DRS's listing and EC2's tags; and its volumes. */
export async function lookForLeftovers(ports: Ports, site: Site, servers: Servers): Promise<LeftoverSeen[]> {
  const found = await findInstances(ports, site, servers);
  const instanceIds = [...found.values()].map((instance) => instance.instanceId);
  const ec2 = new Map(
    (await ports.ec2.instances(site, { instanceIds })).map((instance) => [instance.instanceId, instance]),
  );
  const over = instanceIds.filter((id) => !LIVING.has(ec2.get(id)?.state ?? ''));
  const pointers = await inTurns(over, (id) => ports.instances.find(site, id));
  const volumes = new Map(over.map((id, index) => [id, pointers[index]?.volumeIds ?? []]));
  const left = new Set(await ports.ec2.volumes(site, [...volumes.values()].flat()));
  return servers.map(({ sourceServerId }) => {
    const instance = found.get(sourceServerId);
    if (instance === undefined)
      return { sourceServerId, instanceId: null, state: null, volumeIds: [], volumesLeft: null };
    const { instanceId, volumeIds } = instance;
    const seen = ec2.get(instanceId);
    const recorded = volumes.get(instanceId) ?? [];
    return {
      sourceServerId,
      instanceId,
      state: seen?.state ?? null,
      volumeIds: [...new Set([...volumeIds, ...(seen?.volumeIds ?? [])])],
      volumesLeft: recorded.length === 0 ? null : recorded.filter((id) => left.has(id)),
    };
  });
}

/** The volumes of an instance that lives are there; nobody needs to ask. */
const LIVING: ReadonlySet<string> = new Set(['pending', 'running', 'stopping', 'stopped', 'shutting-down']);

type FoundInstance = { instanceId: string; volumeIds: string[] };

async function findInstances(ports: Ports, site: Site, servers: Servers): Promise<Map<string, FoundInstance>> {
  const found = new Map<string, FoundInstance>();
  for (const { sourceServerId, instanceId } of servers) {
    if (instanceId !== null) found.set(sourceServerId, { instanceId, volumeIds: [] });
  }
  const unknown = servers.filter((server) => server.instanceId === null);
  const sourceServerIds = unknown.map((server) => server.sourceServerId);
  const byDrs = await ports.drs.recoveryInstances(site, { sourceServerIds });
  const byTag = await ports.ec2.instances(site, { sourceServerIds });
  for (const { sourceServerId, jobId } of unknown) {
    const ours = [...byDrs, ...byTag].find((one) => one.sourceServerId === sourceServerId && one.jobId === jobId);
    if (ours !== undefined) found.set(sourceServerId, ours);
  }
  return found;
}
