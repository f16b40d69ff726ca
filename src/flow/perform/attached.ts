import type { Site } from '../../drill/drill.ts';
import type { Attached } from '../../drill/inputs.ts';
import { inTurns } from '../inTurns.ts';
import type { Ec2Instance, Ports } from '../ports.ts';

/**
 * The instances to which volumes were attached after they were found. EC2 does not delete such a volume with its
 * instance (EC2 user guide).
 */
export async function newlyAttached(
  ports: Pick<Ports, 'instances'>,
  site: Site,
  instances: { sourceServerId: string; instanceId: string }[],
  ec2: ReadonlyMap<string, Ec2Instance>,
): Promise<Attached[]> {
  const pointers = await inTurns(instances, ({ instanceId }) => ports.instances.find(site, instanceId));
  return instances.flatMap(({ sourceServerId, instanceId }, index) => {
    const known = pointers[index]?.volumeIds ?? [];
    const volumeIds = [...new Set([...known, ...(ec2.get(instanceId)?.volumeIds ?? [])])];
    return volumeIds.length > known.length ? [{ sourceServerId, instanceId, volumeIds }] : [];
  });
}
