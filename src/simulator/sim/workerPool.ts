import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { SeedSummary, SimTask } from './worker.ts';

/** Workers that share a list of tasks. */
export interface SimPool {
  ask(task: SimTask): Promise<SeedSummary[]>;
  close(): Promise<void>;
}

/** One worker per core. `entry` is another build of the worker's file. */
export function openPool(
  entry: URL | string = new URL('./worker.ts', import.meta.url),
  size = availableParallelism(),
): SimPool {
  const idle = Array.from({ length: size }, () => new Worker(entry, { execArgv: [] }));
  const all = [...idle];
  const waiting: ((worker: Worker) => void)[] = [];
  const release = (worker: Worker) => {
    const next = waiting.shift();
    if (next === undefined) idle.push(worker);
    else next(worker);
  };
  const obtain = () =>
    new Promise<Worker>((resolve) => {
      const worker = idle.pop();
      if (worker === undefined) waiting.push(resolve);
      else resolve(worker);
    });
  return {
    async ask(task) {
      const worker = await obtain();
      try {
        return await answerOf(worker, task);
      } finally {
        release(worker);
      }
    },
    async close() {
      await Promise.all(all.map((worker) => worker.terminate()));
    },
  };
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
    done[index] ??= pool.ask({ type: 'run', seeds: chunks[index] ?? [], leftOut, withTrace });
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

function answerOf(worker: Worker, task: SimTask): Promise<SeedSummary[]> {
  return new Promise((resolve, reject) => {
    const answered = (answer: { summaries: SeedSummary[] } | { error: string }) => {
      worker.off('error', reject);
      if ('error' in answer) reject(new Error(answer.error));
      else resolve(answer.summaries);
    };
    worker.once('message', answered);
    worker.once('error', reject);
    worker.postMessage(task);
  });
}
