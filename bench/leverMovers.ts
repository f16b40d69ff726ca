import { parentPort, workerData } from 'node:worker_threads';
import { usePorts } from '../src/handlers/wiring/wiring.ts';
import { type Answer, move, timed } from './leverEndpoints.ts';

/** Those who move the lever, in a thread of their own like a function of its own; told to stop, they answer with how their moves went. */
const { movers } = workerData as { movers: number };
/** Nobody moves a lever without a pause. */
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
