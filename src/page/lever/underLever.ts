import type { Lever } from '../api/client.ts';
import { counted } from '../words/counted.ts';

/** The lever in force, as far as its words need it; undefined: open. */
export type LeverThere = Pick<Lever, 'state'> | undefined;

/** Nothing is terminated under it. */
export function isFrozen(lever: LeverThere): boolean {
  return lever?.state === 'FROZEN';
}

/** What a closed lever changes about a drill that is to clean up, in sentences, with the instances that are up. */
export function cleanupUnderLever(lever: LeverThere, instancesUp: number): string[] {
  if (isFrozen(lever))
    return [`The lever is FROZEN: nothing is terminated until it is opened. ${stayUp(instancesUp)}`.trim()];
  if (lever?.state === 'NO_LAUNCHES')
    return [
      'The lever is NO_LAUNCHES: the drill cleans up all the same, but no new drill can start until it is opened.',
    ];
  return [];
}

function stayUp(instances: number): string {
  if (instances === 0) return '';
  return instances === 1
    ? 'The instance stays up and costs money.'
    : `The ${counted(instances, 'instance')} stay up and cost money.`;
}
