import type { ServerChecked } from '../../drill/checks/check.ts';
import type { Site } from '../../drill/drill.ts';
import type { ServerToCheck } from '../../drill/effects.ts';
import type { Ec2Instance, Ports } from '../ports.ts';

/** A server with its running instance, and the address that the instance has now. */
export interface Addressed {
  sourceServerId: string;
  instance: Ec2Instance & { privateAddress: string };
}

/**
 * Looks up where the instances of servers are right before they are asked. The record names only instances: an address
 * may belong to somebody else as soon as its instance is gone.
 */
export async function addressed(
  ports: Ports,
  site: Site,
  servers: readonly ServerToCheck[],
): Promise<{ reachable: Addressed[]; others: ServerChecked[] }> {
  const instanceIds = servers.map(({ instanceId }) => instanceId);
  const instances = new Map((await ports.ec2.instances(site, { instanceIds })).map((one) => [one.instanceId, one]));
  const reachable: Addressed[] = [];
  const others: ServerChecked[] = [];
  for (const { sourceServerId, instanceId } of servers) {
    const instance = instances.get(instanceId);
    if (instance === undefined || instance.state !== 'running') {
      const because = `instance ${instanceId} is ${instance?.state ?? 'not shown by EC2'}`;
      others.push({ sourceServerId, state: 'FAILED', because });
    } else if (instance.privateAddress === null) {
      others.push({ sourceServerId, state: 'NOT_RUN', because: `EC2 reports no private address of ${instanceId}` });
    } else reachable.push({ sourceServerId, instance: { ...instance, privateAddress: instance.privateAddress } });
  }
  return { reachable, others };
}
