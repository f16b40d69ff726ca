import type { RecoveryInstance } from '../drill/inputs.ts';
import type { Ec2Instance } from './ports.ts';

/** An instance that a launch would delete although DRS does not list it as a drill's. */
export type Stray = Pick<Ec2Instance, 'instanceId' | 'state'>;

/**
 * Instances that run in EC2 by a server's tags and that DRS does not list as a drill's. An operator who failed over,
 * left DRS and stayed has production there, and a launch would delete it. An instance without a server tag counts for
 * every server in the question.
 */
export function straysOf(sourceServerId: string, tagged: Ec2Instance[], listed: RecoveryInstance[]): Stray[] {
  const drills = new Set(listed.flatMap(({ instanceId, isDrill }) => (isDrill ? [instanceId] : [])));
  return tagged
    .filter((instance) => instance.sourceServerId === null || instance.sourceServerId === sourceServerId)
    .filter(({ instanceId, state }) => state !== 'terminated' && !drills.has(instanceId));
}
