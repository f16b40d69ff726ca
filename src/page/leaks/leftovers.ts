import type { Drill } from '../api/client.ts';

export type LeftStanding = Drill['leftStanding'][number];

/** Drills that need somebody, or that wait with instances up. */
export interface Troubled {
  /** Not everything that they launched is proved gone. */
  leaked: Drill[];
  /** Their record violates an invariant; the guard cleans up after them. */
  quarantined: Drill[];
  /** They clean up, and wait with instances up. */
  waiting: Drill[];
}

/** Sorts open drills by what is wrong with them. A drill that leaks and is quarantined is in both. */
export function troubledOf(drills: readonly Drill[]): Troubled {
  const open = drills.filter(({ phase }) => phase !== 'ENDED');
  const leaked = open.filter(({ cleanup }) => cleanup === 'LEAKED');
  const quarantined = open.filter((drill) => drill.quarantined !== null);
  const others = open.filter((drill) => !leaked.includes(drill) && !quarantined.includes(drill));
  return {
    leaked,
    quarantined,
    waiting: others.filter(({ phase, waits }) => phase === 'TERMINATING' && (waits?.instancesUp ?? 0) > 0),
  };
}

/** What keeps it from going, as far as AWS has reported it. */
export function keptBy({ isProtected, failback, lastWords }: LeftStanding): string {
  const reasons = [
    ...(isProtected ? ['It is protected against termination (disableApiTermination).'] : []),
    ...(failback === null ? [] : [`Its failback is ${failback}.`]),
    ...(lastWords === null ? [] : [`DRS: ${lastWords}`]),
  ];
  return reasons.length === 0 ? 'AWS has reported no reason.' : reasons.join(' ');
}

/** What a person does about it, by the runbook. */
export function remedyOf({ what, isProtected, failback }: LeftStanding): string {
  if (isProtected) return 'Remove the protection in EC2. The drill then terminates the instance itself.';
  if (failback !== null) return 'End the failback first. The drill then terminates the instance itself.';
  if (/conversion server/i.test(what))
    return 'Terminate it in EC2 once its job has completed. The drill never does, because nothing proves whose it is.';
  return 'Look for it in EC2, by its id or by the tag drs.amazonaws.com-source-server. Terminate in the DRS console what belongs to the drill.';
}
