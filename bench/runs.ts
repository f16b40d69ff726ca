import { type Counts, drsCalls, ec2Calls, perDrill, sumOf } from './counts.ts';
import { floorOf } from './floor.ts';
import { type Lags, lagsOf } from './lags.ts';
import { runOrchestrator } from './orchestrator.ts';
import { runOurs } from './ours.ts';
import { runPolling } from './polling.ts';
import { dollarsBy, dollarsOf } from './prices.ts';
import { type Shape, shapeOfDrills, shapeOfServers } from './shape.ts';

/** One contestant with one shape: the usage of one drill, and the lag of its record. */
export interface Run {
  contestant: 'ours' | 'polling' | 'orchestrator';
  shape: Shape;
  eventsLost: number;
  drsCalls: number;
  ec2Calls: number;
  lambdaRuns: number;
  dollarsPerThousand: number;
  dollarsBy: Record<string, number>;
  /** Per drill. */
  counts: Counts;
  /** Ours only: the total usage of sweep and guard, independent of the number of drills. */
  clockwork: Pick<Counts, 'calls' | 'runs' | 'readUnits' | 'writeUnits'>;
  floor: Record<string, number>;
  floorCalls: number;
  lags: Lags;
}

export const EVENTS_LOST = [0, 0.1];

/**
 * Runs every contestant with every size, without and with lost events. Losing events affects only those who receive
 * them.
 */
export async function runAll({ quick, seed }: { quick: boolean; seed: number }): Promise<Run[]> {
  const shapes = [
    ...[1, 20, 100, 300].map(shapeOfServers),
    ...(quick ? [1, 20, 200] : [1, 100, 10_000]).map(shapeOfDrills),
  ];
  const runs: Run[] = [];
  for (const shape of shapes) {
    for (const eventsLost of EVENTS_LOST) runs.push(await runOne('ours', shape, seed, eventsLost));
    for (const contestant of ['polling', 'orchestrator'] as const) runs.push(await runOne(contestant, shape, seed, 0));
  }
  return runs;
}

const CONTESTANTS = { ours: runOurs, polling: runPolling, orchestrator: runOrchestrator };

export async function runOne(
  contestant: Run['contestant'],
  shape: Shape,
  seed: number,
  eventsLost: number,
): Promise<Run> {
  const world = await CONTESTANTS[contestant](shape, seed, eventsLost);
  const outcomes = new Set([...world.records.values()].map(({ outcome }) => outcome));
  if (contestant === 'ours' && [...outcomes].join() !== 'PASSED') throw new Error(`a drill ended as ${[...outcomes]}`);
  const counts = perDrill(world.counts, shape.drills);
  const { calls, runs, readUnits, writeUnits } = world.clockwork;
  const floor = floorOf(shape);
  return {
    contestant,
    shape,
    eventsLost,
    drsCalls: drsCalls(counts),
    ec2Calls: ec2Calls(counts),
    lambdaRuns: sumOf(counts.runs),
    dollarsPerThousand: dollarsOf(counts) * 1000,
    dollarsBy: Object.fromEntries(Object.entries(dollarsBy(counts)).map(([what, dollars]) => [what, dollars * 1000])),
    counts,
    clockwork: { calls, runs, readUnits, writeUnits },
    floor,
    floorCalls: sumOf(floor),
    lags: lagsOf(world, contestant === 'ours'),
  };
}
