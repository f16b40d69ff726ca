import type { Drill } from '../src/drill/drill.ts';
import { createProcessorWorld, type ProcessorWorld } from './processorWorld.ts';
import { createStopwatch, threadMs } from './stopwatch.ts';

/** What a run of drills in memory took of one core, in milliseconds. */
export interface MemoryRun {
  drills: number;
  servers: number;
  productMs: number;
  simulatedMs: number;
  /** Of each advance, in their order. */
  advances: number[];
  /** One of the drills as it ended. */
  example: Drill;
}

/** As many at a time do not bind the quotas of a site. */
export const DRILLS_OF_A_SITE = 20;

/** Runs so many drills of so many servers each, from their requests to their ends; throws when one of them does not pass. */
export async function runInMemory(drills: number, servers: number, seed: number): Promise<MemoryRun> {
  const watch = createStopwatch();
  const world = createProcessorWorld(seed, watch);
  requestDrills(world, drills, servers);
  const began = threadMs();
  await world.run();
  const workedMs = threadMs() - began;
  const [example, ...others] = world.drills();
  if (example === undefined || [example, ...others].some(({ outcome }) => outcome !== 'PASSED'))
    throw new Error('a drill in a world without faults did not pass');
  const productMs = workedMs * watch.productShare();
  return { drills, servers, productMs, simulatedMs: workedMs - productMs, advances: watch.advances, example };
}

/** The same drills several times: the same advances in the same order. The quickest counts, for what else the machine does only adds. */
export async function repeatInMemory(drills: number, servers: number, seed: number, times: number): Promise<MemoryRun> {
  const runs: MemoryRun[] = [];
  for (let time = 0; time < times; time++) runs.push(await runInMemory(drills, servers, seed));
  const [first] = runs;
  if (first === undefined) throw new Error('there is nothing to repeat');
  return {
    ...first,
    productMs: Math.min(...runs.map((run) => run.productMs)),
    simulatedMs: Math.min(...runs.map((run) => run.simulatedMs)),
    advances: first.advances.map((_, index) => Math.min(...runs.map(({ advances }) => advances[index] ?? 0))),
  };
}

export function requestDrills(world: ProcessorWorld, drills: number, servers: number, holdSeconds?: number): void {
  for (let index = 0; index < drills; index++) {
    const region = `us-east-${Math.floor(index / DRILLS_OF_A_SITE) + 1}`;
    world.request({ accountId: '111122223333', region }, servers, holdSeconds);
  }
}

/** How long this core takes to write a drill's record as JSON and to read it again: what nothing that keeps it there can do without. */
export function roundTripMs(drill: Drill): number {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const began = performance.now();
    for (let time = 0; time < TRIPS_OF_A_ROUND; time++) JSON.parse(JSON.stringify(drill));
    return (performance.now() - began) / TRIPS_OF_A_ROUND;
  });
  return Math.min(...rounds);
}

const ROUNDS = 25;
const TRIPS_OF_A_ROUND = 20;
