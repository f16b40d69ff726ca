import type { Drill } from '../src/drill/drill.ts';
import { packed, unpacked } from '../src/store/packedText.ts';
import { createProcessorWorld, type ProcessorWorld } from './processorWorld.ts';
import { createStopwatch, threadMs } from './stopwatch.ts';

/** The time that a run of drills in memory took on one core, in milliseconds. */
export interface MemoryRun {
  drills: number;
  servers: number;
  productMs: number;
  simulatedMs: number;
  /** The time of each advance, in order. */
  advances: number[];
  /** One of the drills, after its end. */
  example: Drill;
}

/** The site's quotas allow this many drills at a time. */
export const DRILLS_OF_A_SITE = 20;

/** Runs drills of the given size from request to end. Throws if one does not pass. */
export async function runInMemory(drills: number, servers: number, seed: number): Promise<MemoryRun> {
  const watch = createStopwatch();
  const world = createProcessorWorld(seed, watch);
  requestDrills(world, drills, servers);
  const workedMs = await timed(() => world.run());
  const [example, ...others] = world.drills();
  if (example === undefined || [example, ...others].some(({ outcome }) => outcome !== 'PASSED'))
    throw new Error('a drill in a world without faults did not pass');
  const productMs = workedMs * watch.productShare();
  return { drills, servers, productMs, simulatedMs: workedMs - productMs, advances: watch.advances, example };
}

/** The CPU time of this thread. The system counts it in ticks, so short work is measured by the clock. */
async function timed(work: () => Promise<void>): Promise<number> {
  const [thread, clock] = [threadMs(), performance.now()];
  await work();
  const passedMs = performance.now() - clock;
  return passedMs < SHORT_MS ? passedMs : threadMs() - thread;
}

const SHORT_MS = 300;

/**
 * Runs the same drills several times, with the same advances in the same order. The fastest run counts: other load only
 * adds time.
 */
export async function repeatInMemory(
  drills: number,
  servers: number,
  seed: number,
  { worlds = 1, times }: { worlds?: number; times: number },
): Promise<MemoryRun> {
  const runs: MemoryRun[] = [];
  for (let time = 0; time < times; time++) runs.push(await meanInMemory(drills, servers, seed, worlds));
  const [first] = runs;
  if (first === undefined) throw new Error('nothing to repeat');
  return {
    ...first,
    productMs: Math.min(...runs.map((run) => run.productMs)),
    simulatedMs: Math.min(...runs.map((run) => run.simulatedMs)),
    advances: first.advances.map((_, index) => Math.min(...runs.map(({ advances }) => advances[index] ?? 0))),
  };
}

/** A few drills take too little time to measure: runs one world after the other and returns the mean. */
async function meanInMemory(drills: number, servers: number, seed: number, worlds: number): Promise<MemoryRun> {
  const mean = await runInMemory(drills, servers, seed);
  for (let world = 1; world < worlds; world++) {
    const { productMs, simulatedMs } = await runInMemory(drills, servers, seed);
    mean.productMs += productMs;
    mean.simulatedMs += simulatedMs;
  }
  return { ...mean, productMs: mean.productMs / worlds, simulatedMs: mean.simulatedMs / worlds };
}

export function requestDrills(world: ProcessorWorld, drills: number, servers: number, holdSeconds?: number): void {
  for (let index = 0; index < drills; index++) {
    const region = `us-east-${Math.floor(index / DRILLS_OF_A_SITE) + 1}`;
    world.request({ accountId: '111122223333', region }, servers, holdSeconds);
  }
}

/** The additional time of the DynamoDB table on this core: it packs a record to save it, and unpacks it to load it. */
export function packingMs(drill: Drill): number {
  const text = JSON.stringify(drill);
  return quickestMs(() => unpacked(packed(text)));
}

function quickestMs(work: () => unknown): number {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const began = performance.now();
    for (let time = 0; time < TIMES_A_ROUND; time++) work();
    return (performance.now() - began) / TIMES_A_ROUND;
  });
  return Math.min(...rounds);
}

const ROUNDS = 25;
const TIMES_A_ROUND = 20;
