import { SECOND_MS } from '../../drill/bounds.ts';
import type { Dice } from '../aws/dice.ts';
import type { Gate } from './coroutines.ts';
import type { Scenario } from './scenarios/plans.ts';
import { calmScenario } from './scenarios/scenarios.ts';
import { type Ran, runSeed } from './seededWorld.ts';

/** The result of crashing a function at some points of a drill. */
export interface Crashed {
  points: number;
  /** Runs in which the function also died at the same point of the retry. */
  again: number;
  violations: { point: number; violation: string }[];
}

/** A drill of two waves without any other fault: one server fails, and the hold is extended. */
export function storyOfTwoWaves(_dice: Dice, now: number): Scenario {
  const servers = [
    { launchSeconds: 200, bootSeconds: 30 },
    { launchSeconds: 220, bootSeconds: 30 },
    { launchSeconds: 200, bootSeconds: 30, outcome: 'FAILS_LAUNCH' as const },
  ];
  const story = calmScenario(now, [[0], [1, 2]], servers, { holdSeconds: 300, onLaunchFailure: 'CONTINUE' });
  const drills = story.drills.map((drill) => ({
    ...drill,
    actions: [{ at: now + 600 * SECOND_MS, action: 'extend' as const, seconds: 900 }],
  }));
  return { ...story, drills };
}

/** How many points there are at which a function of the story could die. */
export async function countPoints(): Promise<number> {
  return (await runSeed(SEED, storyOfTwoWaves)).gates;
}

/** Kills a function at each of these points, and again at the same point of the retry. */
export async function crashAt(points: Iterable<number>): Promise<Crashed> {
  const crashed: Crashed = { points: 0, again: 0, violations: [] };
  for (const point of points) {
    const deaths = { count: 0, name: '', local: 0 };
    const ran = await runSeed(SEED, storyOfTwoWaves, (gate) => dies(gate, point, deaths));
    crashed.points += 1;
    if (deaths.count > 1) crashed.again += 1;
    for (const violation of violationsOf(ran, deaths.count)) crashed.violations.push({ point, violation });
  }
  return crashed;
}

const SEED = 1;

function dies(gate: Gate, point: number, deaths: { count: number; name: string; local: number }): boolean {
  const isFirst = gate.count === point;
  const isSecond = deaths.count === 1 && gate.name === deaths.name && gate.local === deaths.local;
  if (!isFirst && !isSecond) return false;
  Object.assign(deaths, { count: deaths.count + 1, name: gate.name, local: gate.local });
  return true;
}

function violationsOf({ violations, drills }: Ran, deaths: number): string[] {
  const quiet = deaths === 0 ? ['no function reached this point'] : [];
  const lost = drills.length === 1 ? [] : ['the drill was accepted'];
  return [...violations, ...quiet, ...lost];
}
