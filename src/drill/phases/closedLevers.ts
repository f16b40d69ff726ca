import type { Instant } from '../drill.ts';
import { type Lever, leverInForce, leverStanding } from '../lever.ts';
import type { Blackouts } from './blackouts.ts';

/** A lever in force, and its message: where it is closed, why, by whom, since when and until when. */
export interface ClosedLever {
  lever: Lever;
  said: string;
}

/** The stored levers of a Region: its own, and the one for all Regions. */
export interface Levers {
  own: Lever | undefined;
  forAll: Lever | undefined;
  /** The blackouts, which are kept beside the lever for all Regions. */
  blackouts?: Blackouts | undefined;
}

/** The closed levers, the strictest first. */
export function closedLevers(
  region: string,
  { own, forAll }: Pick<Levers, 'own' | 'forAll'>,
  at: Instant,
): ClosedLever[] {
  const closed = [closedLever(region, own, at), closedLever('all Regions', forAll, at)].flatMap((one) => one ?? []);
  return closed.sort((one, other) => strictness(other) - strictness(one));
}

function closedLever(place: string, kept: Lever | undefined, at: Instant): ClosedLever | undefined {
  const lever = leverStanding(kept, at);
  return lever === undefined || leverInForce([lever], at) === undefined
    ? undefined
    : { lever, said: said(place, lever) };
}

function strictness({ lever }: ClosedLever): number {
  return lever.state === 'FROZEN' ? 1 : 0;
}

/** The reason comes first, because a long text is cut off at the end. */
function said(place: string, { state, reason, by, at, expiresAt, afterwards }: Lever): string {
  const until = expiresAt === null || afterwards !== undefined ? '' : ` until ${timeOf(expiresAt)}`;
  return `The lever of ${place} is ${state}: “${reason}”, by ${by} since ${timeOf(at)}${until}`;
}

function timeOf(at: Instant): string {
  return new Date(at).toISOString();
}
