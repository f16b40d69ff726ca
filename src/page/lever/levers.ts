import type { Lever, LeverMove } from '../api/client.ts';

export type LeverState = Lever['state'];

/** What a state means, as a sentence. */
export const STATE_MEANINGS: Record<LeverState, string> = {
  OPEN: 'Drills launch and clean up.',
  NO_LAUNCHES: 'No drill launches anything. Running drills hold and clean up as planned.',
  FROZEN: 'No drill launches or terminates anything, not even a hard stop or the guard. Instances stay up.',
};

/** When a person chooses a state, as sentences. */
export const STATE_CHOICES: Record<LeverState, string> = {
  OPEN: 'Drills launch and clean up.',
  NO_LAUNCHES: 'The usual choice in a real disaster. Nothing is launched. Running drills clean up.',
  FROZEN: 'Only if even a termination would do harm. Instances stay up and cost money.',
};

/** `all Regions`, or the Region. */
export function placeOf(region: string | null): string {
  return region ?? 'all Regions';
}

/** Where nothing happens: `any Region`, or the Region. */
export function anywhereIn(region: string | null): string {
  return region ?? 'any Region';
}

/** What counts now: an expired lever counts as OPEN. */
export function standingState({ state, inForce }: Pick<Lever, 'state' | 'inForce'>): LeverState {
  return inForce ? state : 'OPEN';
}

/** The strictest lever that counts in a Region, which may be the one for all Regions; undefined: both are open. */
export function leverInForce(levers: readonly Lever[], region: string | null): Lever | undefined {
  const counting = levers.filter((one) => one.inForce && (one.region === null || one.region === region));
  return (
    counting.find(({ state }) => state === 'FROZEN') ?? counting.find((one) => one.region === region) ?? counting[0]
  );
}

/** The state of the lever of all Regions, where it counts instead of this one because it is stricter. */
export function overruling(lever: Lever, levers: readonly Lever[]): LeverState | undefined {
  const counting = leverInForce(levers, lever.region);
  return counting === undefined || counting.region === lever.region ? undefined : counting.state;
}

/**
 * Whether a real recovery closed this lever, or was started while a person had closed it. The moves of all levers,
 * newest first, are followed back to the one that closed it.
 */
export function isClosedForRecovery(lever: Lever, moves: readonly LeverMove[]): boolean {
  if (!lever.inForce) return false;
  if (isOfRecovery(lever.reason)) return true;
  const own = moves.filter(({ region, what }) => region === lever.region && what === 'MOVED');
  const closing = own.findIndex(({ from }) => from === 'OPEN');
  return own.slice(0, closing === -1 ? undefined : closing + 1).some(({ reason }) => isOfRecovery(reason));
}

/** The product's own words. A person who writes the same has to type a word more. */
function isOfRecovery(reason: string | null): boolean {
  return /^Real recovery \S+ was started in this Region\./.test(reason ?? '');
}
