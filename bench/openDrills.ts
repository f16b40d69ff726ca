import { HOUR_SECONDS, SECOND_MS } from '../src/drill/bounds.ts';
import { requestDrills } from './memoryRuns.ts';
import { createProcessorWorld } from './processorWorld.ts';
import { createStopwatch } from './stopwatch.ts';

/**
 * `node --expose-gc bench/openDrills.ts DRILLS SEED`: runs one-server drills until all of them hold, and prints their
 * memory use as JSON: of the whole world (table, journals and simulated AWS), and of the drills alone as `decide` reads
 * them.
 */
const [drills, seed] = process.argv.slice(2).map(Number);
const ALL_HOLD_AFTER_SECONDS = 2 * HOUR_SECONDS;
const HOLD_SECONDS = 4 * HOUR_SECONDS;

const before = await heapUsed();
const world = createProcessorWorld(seed ?? 1, createStopwatch());
requestDrills(world, drills ?? 0, 1, HOLD_SECONDS);
await world.run(world.now() + ALL_HOLD_AFTER_SECONDS * SECOND_MS);
const after = await heapUsed();
const read = world.drills();
const holding = read.filter(({ phase }) => phase === 'HOLDING').length;
const drillBytes = (await heapUsed()) - after;
console.log(JSON.stringify({ drills: read.length, holding, worldBytes: after - before, drillBytes }));

/** Several times, because what finished calls held becomes free only as the event loop goes on. */
async function heapUsed(): Promise<number> {
  for (let times = 0; times < 5; times++) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return process.memoryUsage().heapUsed;
}
