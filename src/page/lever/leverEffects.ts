import type { DrillSummary, Lever } from '../api/client.ts';
import { counted } from '../words/counted.ts';
import { jobsOpen, terminatedAtOnce } from './leverDetails.ts';
import { anywhereIn, type LeverState, leverInForce, placeOf } from './levers.ts';
import type { Move } from './move.ts';

/** What a move of a lever does now, with the drills and instances that it affects, a sentence each. */
export function leverEffects(move: Move): string[] {
  const { state, region, levers, drills, details } = move;
  const there = drills?.filter(({ site }) => region === null || site.region === region);
  return [
    ...MEANINGS[state](region),
    ...(there === undefined ? [UNKNOWN] : affected(state, there)),
    ...(there !== undefined && there.length > details.length ? [PARTLY] : []),
    ...(state === 'OPEN' ? [] : jobsOpen(details)),
    ...terminatedAtOnce(move),
    ...still(state, region, levers),
  ];
}

const UNKNOWN = 'The open drills could not be read, so the page cannot say which drills this affects.';

const PARTLY = 'Not all of them are read in full, so jobs and instances of theirs may be missing here.';

const MEANINGS: Record<LeverState, (region: string | null) => string[]> = {
  OPEN: (region) => [`Drills may launch again in ${placeOf(region)}, also scheduled ones.`],
  NO_LAUNCHES: (region) => [
    `No drill launches anything in ${anywhereIn(region)}. New drills are REJECTED, also scheduled ones.`,
    'Running drills hold and clean up as planned.',
  ],
  FROZEN: (region) => [
    `No drill launches or terminates anything in ${anywhereIn(region)}, not even a hard stop or the guard.`,
    'Instances stay up beyond their hold, and cost money, until the lever is moved.',
  ],
};

function affected(state: LeverState, drills: readonly DrillSummary[]): string[] {
  if (drills.length === 0) return ['No drill is open there now.'];
  const waiting = drills.filter(({ phase }) => phase === 'REQUESTED' || phase === 'VALIDATING').length;
  const launching = drills.filter(({ phase }) => phase === 'LAUNCHING').length;
  const standing = `${openSaid(drills)} there now`;
  if (state === 'OPEN') return [`${standing}.`, ...resumed(launching)];
  if (state === 'FROZEN') return [`${standing}, and would stay up.`, ...stopped(waiting, launching)];
  return [`${standing}, and will be terminated as planned.`, ...stopped(waiting, launching)];
}

function resumed(launching: number): string[] {
  if (launching === 0) return [];
  return [`${counted(launching, 'drill')} in LAUNCHING ${launching === 1 ? 'goes' : 'go'} on launching.`];
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

/** What may be up: launched and not yet proved gone; while a drill is LAUNCHING, also what may come of its jobs. */
export function instancesUp(drills: readonly DrillSummary[]): number {
  return drills.reduce((sum, { phase, servers: { launched, total, failed, gone } }) => {
    const made = phase === 'LAUNCHING' ? Math.max(launched, total - failed) : launched;
    return sum + Math.max(0, made - gone);
  }, 0);
}
