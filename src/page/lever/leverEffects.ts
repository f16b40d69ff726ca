import type { DrillSummary, Lever } from '../api/client.ts';
import { counted } from '../words/counted.ts';
import { type LeverState, leverInForce, placeOf } from './levers.ts';

interface Move {
  state: LeverState;
  /** null: the lever for all Regions. */
  region: string | null;
  levers: readonly Lever[];
  /** Every drill that has not ended; undefined: not read. */
  drills: readonly DrillSummary[] | undefined;
}

/** What a move of a lever does now, with the drills and instances that it affects, a sentence each. */
export function leverEffects({ state, region, levers, drills }: Move): string[] {
  const place = placeOf(region);
  const there = drills?.filter(({ site }) => region === null || site.region === region);
  return [
    ...MEANINGS[state](place),
    ...(there === undefined ? [UNKNOWN] : affected(state, there)),
    ...still(state, region, levers),
  ];
}

const UNKNOWN = 'The open drills could not be read, so the page cannot say which drills this affects.';

const MEANINGS: Record<LeverState, (place: string) => string[]> = {
  OPEN: (place) => [`Drills may launch again in ${place}, also scheduled ones.`],
  NO_LAUNCHES: (place) => [
    `No drill launches anything in ${place}. New drills are REJECTED, also scheduled ones.`,
    'Running drills hold and clean up as planned.',
  ],
  FROZEN: (place) => [
    `No drill launches or terminates anything in ${place}, not even a hard stop or the guard.`,
    'Instances stay up beyond their hold, and cost money, until the lever is moved.',
  ],
};

function affected(state: LeverState, drills: readonly DrillSummary[]): string[] {
  if (drills.length === 0) return ['No drill is open there now.'];
  const waiting = drills.filter(({ phase }) => phase === 'REQUESTED' || phase === 'VALIDATING').length;
  const launching = drills.filter(({ phase }) => phase === 'LAUNCHING').length;
  const standing = `${openSaid(drills)} there now`;
  if (state === 'OPEN') return [`${standing}.`];
  if (state === 'FROZEN') return [`${standing}, and would stay up.`, ...stopped(waiting, launching)];
  return [`${standing}, and will be terminated as planned.`, ...stopped(waiting, launching)];
}

function stopped(waiting: number, launching: number): string[] {
  return [
    ...(waiting > 0 ? [`${counted(waiting, 'drill')} without a launch would be REJECTED.`] : []),
    ...(launching > 0 ? [`${counted(launching, 'drill')} in LAUNCHING would launch nothing more.`] : []),
  ];
}

/** The levers that keep launches from happening although this one is opened. */
function still(state: LeverState, region: string | null, levers: readonly Lever[]): string[] {
  if (state !== 'OPEN') return [];
  const others = levers.filter((one) => one.inForce && one.region !== region);
  if (region === null)
    return others.map((one) => `The lever of ${placeOf(one.region)} stays ${one.state}, so nothing is launched there.`);
  const forAll = leverInForce(others, null);
  return forAll === undefined ? [] : [`The lever of all Regions stays ${forAll.state}, so nothing is launched there.`];
}

/** `2 instances of 1 open drill may be up`. */
export function openSaid(drills: readonly DrillSummary[]): string {
  return `${counted(instancesUp(drills), 'instance')} of ${counted(drills.length, 'open drill')} may be up`;
}

/** Launched and not yet proved gone. */
export function instancesUp(drills: readonly DrillSummary[]): number {
  return drills.reduce((sum, { servers }) => sum + Math.max(0, servers.launched - servers.gone), 0);
}
