import { parentPort, workerData } from 'node:worker_threads';
import { usePorts } from '../src/handlers/wiring/wiring.ts';
import { type Answer, move, timed } from './leverEndpoints.ts';

/** Moves the lever from a separate thread, as a separate function would. When it is stopped it returns the results. */
const { movers } = workerData as { movers: number };
/** People pause between two moves. */
const MOVE_PAUSE_MS = 200;

usePorts({ log: { info: () => undefined, error: () => undefined } });
const moves: Answer[] = [];
let stopped = false;
parentPort?.once('message', () => {
  stopped = true;
});
await Promise.all(
  Array.from({ length: movers }, async (_, mover) => {
    for (let n = 0; !stopped; n++) {
      moves.push(await timed(() => move(`mover ${mover}, move ${n}`)));
      await new Promise((resolve) => setTimeout(resolve, MOVE_PAUSE_MS));
    }
  }),
);
parentPort?.postMessage(moves);
