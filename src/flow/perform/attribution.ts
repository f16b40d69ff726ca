import type { Site } from '../../drill/drill.ts';
import type { ServerToSearch } from '../../drill/effects.ts';
import type { RecoveryInstance } from '../../drill/inputs.ts';
import type { Ec2Instance, Ports } from '../ports.ts';
import { isLive } from './inspect.ts';

/** An instance as DRS lists it or EC2 describes it, with the server and job that both together report. */
export interface Attributed {
  instanceId: string;
  /** Null when neither reports it. */
  sourceServerId: string | null;
  jobId: string | null;
  state: string;
  lives: boolean;
  volumeIds: string[];
}

/**
 * What these servers' launches may have made: by DRS's listing, by the job's tag (no launch template removes it), and
 * by the server's tag.
 */
export async function instancesOf(ports: Ports, site: Site, servers: ServerToSearch[]): Promise<Attributed[]> {
  const sourceServerIds = servers.map((server) => server.sourceServerId);
  const byDrs = await ports.drs.recoveryInstances(site, { sourceServerIds });
  const byJobTag = await ports.ec2.instances(site, { jobIds: servers.map((server) => server.jobId) });
  const byServerTag = await ports.ec2.instances(site, { sourceServerIds });
  const seen = new Map<string, Attributed>();
  for (const one of [...byDrs.map(ofDrs), ...byJobTag.map(ofEc2), ...byServerTag.map(ofEc2)])
    seen.set(one.instanceId, together(seen.get(one.instanceId), one));
  return [...seen.values()];
}

/** The instance that a server's launch made. */
export function madeBy(server: ServerToSearch, instances: Attributed[]): Attributed | undefined {
  return mayBe(server, instances).find(({ sourceServerId, jobId }) => sourceServerId !== null && jobId !== null);
}

/** Live instances that a server's launch may have made, because neither DRS nor EC2 reports their server or job. */
export function suspectsOf(server: ServerToSearch, instances: Attributed[]): Attributed[] {
  return mayBe(server, instances).filter(
    ({ sourceServerId, jobId, lives }) => lives && (sourceServerId === null || jobId === null),
  );
}

function mayBe({ sourceServerId, jobId, conversionServerIds = [] }: ServerToSearch, instances: Attributed[]) {
  return instances.filter(
    (one) =>
      (one.sourceServerId ?? sourceServerId) === sourceServerId &&
      (one.jobId ?? jobId) === jobId &&
      !conversionServerIds.includes(one.instanceId),
  );
}

function ofDrs(instance: RecoveryInstance): Attributed {
  const { instanceId, sourceServerId, jobId, state, volumeIds } = instance;
  return { instanceId, sourceServerId: sourceServerId || null, jobId, state, lives: isLive(instance), volumeIds };
}

function ofEc2({ instanceId, sourceServerId, jobId, state, volumeIds }: Ec2Instance): Attributed {
  return { instanceId, sourceServerId, jobId, state, lives: state !== 'terminated', volumeIds };
}

/** DRS's answer comes first. For the state, EC2 is authoritative. */
function together(one: Attributed | undefined, other: Attributed): Attributed {
  if (one === undefined) return other;
  return {
    ...other,
    sourceServerId: one.sourceServerId ?? other.sourceServerId,
    jobId: one.jobId ?? other.jobId,
    volumeIds: [...new Set([...one.volumeIds, ...other.volumeIds])],
  };
}
