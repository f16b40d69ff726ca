import type { Drill } from '../src/drill/drill.ts';
import { packed, unpacked } from '../src/store/packedText.ts';
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
  const workedMs = await timed(() => world.run());
  const [example, ...others] = world.drills();
  if (example === undefined || [example, ...others].some(({ outcome }) => outcome !== 'PASSED'))
    throw new Error('a drill in a world without faults did not pass');
  const productMs = workedMs * watch.productShare();
  return { drills, servers, productMs, simulatedMs: workedMs - productMs, advances: watch.advances, example };
}

/** What the work took of this thread. The system counts that in ticks, so what is short is measured by the clock. */
async function timed(work: () => Promise<void>): Promise<number> {
  const [thread, clock] = [threadMs(), performance.now()];
  await work();
  const passedMs = performance.now() - clock;
  return passedMs < SHORT_MS ? passedMs : threadMs() - thread;
}

const SHORT_MS = 300;

/** The same drills several times: the same advances in the same order. The quickest counts, for what else the machine does only adds. */
export async function repeatInMemory(
  drills: number,
  servers: number,
  seed: number,
  { worlds = 1, times }: { worlds?: number; times: number },
): Promise<MemoryRun> {
  const runs: MemoryRun[] = [];
  for (let time = 0; time < times; time++) runs.push(await meanInMemory(drills, servers, seed, worlds));
  const [first] = runs;
  if (first === undefined) throw new Error('there is nothing to repeat');
  return {
    ...first,
    productMs: Math.min(...runs.map((run) => run.productMs)),
    simulatedMs: Math.min(...runs.map((run) => run.simulatedMs)),
    advances: first.advances.map((_, index) => Math.min(...runs.map(({ advances }) => advances[index] ?? 0))),
  };
}

/** Few drills take too short a time to be measured once: one world after the other, and their mean. */
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

/** How long this core takes to write a drill's record as JSON and to read it again: what nothing that keeps it there can do without. */
export function roundTripMs(drill: Drill): number {
  return quickestMs(() => JSON.parse(JSON.stringify(drill)));
}

/** What the table in DynamoDB takes beside that: the record is packed when it is saved, and unpacked when it is loaded. */
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
