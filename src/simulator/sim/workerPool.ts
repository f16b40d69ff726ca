import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { SeedSummary, SimTask } from './worker.ts';

/** Workers that share a list of tasks. */
export type SimPool = Piscina<SimTask, SeedSummary[]>;

/** One worker per core. `entry` is the path of another build of the worker's file. */
export function openPool(
  entry = fileURLToPath(new URL('./worker.ts', import.meta.url)),
  size = availableParallelism(),
): SimPool {
  return new Piscina({ filename: entry, minThreads: size, maxThreads: size, execArgv: [] });
}

/** Runs seeds in numerical order from `from` on, until all ran or `enough` returns true. */
export async function runSeeds(
  pool: SimPool,
  range: { from: number; count: number; leftOut?: string[]; withTrace?: boolean },
  onSeed: (summary: SeedSummary) => 'GO_ON' | 'ENOUGH',
): Promise<void> {
  const { from, count, leftOut = [], withTrace = false } = range;
  const chunks = Array.from({ length: Math.ceil(count / CHUNK) }, (_, index) => {
    const start = from + index * CHUNK;
    return Array.from({ length: Math.min(CHUNK, from + count - start) }, (_each, place) => start + place);
  });
  const state = { completed: false };
  const done: Promise<SeedSummary[]>[] = [];
  const started = (index: number) => {
    done[index] ??= pool.run({ type: 'run', seeds: chunks[index] ?? [], leftOut, withTrace });
    return done[index];
  };
  for (let index = 0; index < chunks.length && !state.completed; index++) {
    for (let ahead = index; ahead < Math.min(index + AHEAD, chunks.length); ahead++) started(ahead);
    for (const summary of await started(index)) if (onSeed(summary) === 'ENOUGH') state.completed = true;
    done[index] = Promise.resolve([]);
  }
  await Promise.allSettled(done);
}

const CHUNK = 20;
const AHEAD = 2 * availableParallelism();
