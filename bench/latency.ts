import type { Dice } from '../src/simulator/aws/dice.ts';

/** The latency of a service in milliseconds, as quantiles. Draws interpolate between them. */
export interface Latency {
  what: string;
  source: string;
  quantiles: readonly (readonly [share: number, milliseconds: number])[];
}

/** One latency model for all contestants. Values without a source are assumptions, and marked as such. */
export const LATENCIES = {
  bus: {
    what: 'EventBridge to Lambda',
    source: 'bitesizedserverless.com, eu-west-1, February 2023: p50 148, p90 241, p99 387',
    quantiles: [
      [0, 80],
      [0.5, 148],
      [0.9, 241],
      [0.99, 387],
      [1, 600],
    ],
  },
  stream: {
    what: 'DynamoDB stream to Lambda',
    source: 'bitesizedserverless.com, eu-west-1, September 2022: p10 118, p50 213, p90 341, p99 552',
    quantiles: [
      [0, 60],
      [0.1, 118],
      [0.5, 213],
      [0.9, 341],
      [0.99, 552],
      [1, 800],
    ],
  },
  queue: {
    what: 'SQS to Lambda',
    source: 'assumed',
    quantiles: [
      [0, 10],
      [0.5, 40],
      [0.99, 200],
      [1, 400],
    ],
  },
  send: {
    what: 'SQS SendMessage',
    source: 'assumed',
    quantiles: [
      [0, 5],
      [0.5, 12],
      [0.99, 60],
      [1, 150],
    ],
  },
  aws: {
    what: 'a call to DRS, EC2 or the Scheduler',
    source: 'assumed',
    quantiles: [
      [0, 60],
      [0.5, 120],
      [0.99, 500],
      [1, 1000],
    ],
  },
  table: {
    what: 'a call to DynamoDB',
    source: 'assumed',
    quantiles: [
      [0, 3],
      [0.5, 6],
      [0.99, 25],
      [1, 60],
    ],
  },
  lambda: {
    what: 'starting a function and running our code',
    source: 'assumed; a cold start is under 1 % of runs',
    quantiles: [
      [0, 4],
      [0.5, 10],
      [0.99, 40],
      [0.995, 450],
      [1, 600],
    ],
  },
  state: {
    what: 'a transition of a state machine',
    source: 'assumed',
    quantiles: [
      [0, 15],
      [0.5, 30],
      [1, 80],
    ],
  },
} as const satisfies Record<string, Latency>;

export type LatencyName = keyof typeof LATENCIES;

/**
 * A schedule fires at any second of its minute (EventBridge Scheduler user guide: precision of 60 seconds), as in the
 * simulator.
 */
export const SCHEDULER = 'within its minute (EventBridge Scheduler user guide)';

/** Draws a latency. */
export function drawMilliseconds(name: LatencyName, dice: Dice): number {
  const { quantiles }: Latency = LATENCIES[name];
  const share = dice.roll();
  const above = quantiles.findIndex(([at]) => at >= share);
  const [from, to] = [quantiles[above - 1] ?? quantiles[0], quantiles[above]];
  if (from === undefined || to === undefined) throw new RangeError(`the latency ${name} has no quantiles`);
  const part = to[0] === from[0] ? 0 : (share - from[0]) / (to[0] - from[0]);
  return Math.round(from[1] + part * (to[1] - from[1]));
}
