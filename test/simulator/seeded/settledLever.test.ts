import { expect, test } from 'vitest';
import { settledLever } from '../../../src/simulator/seeded/promises/settledLever.ts';
import type { Deployment, SeededWorld } from '../../../src/simulator/seeded/seededState.ts';

const EXPIRES = 10_000_000;

test.each([
  ['is obeyed by everybody while no clock can have passed its end', EXPIRES - 3001, 'FROZEN'],
  ['may be over for a function whose clock is ahead', EXPIRES - 3000, undefined],
  ['is not expected of a function that read it before it moved', 60_000, undefined],
])('a lever that expires %s', (_what, now, state) => {
  const lever = { state: 'FROZEN', reason: 'look', by: 'Ada', at: 0, expiresAt: EXPIRES };
  const world = { tasks: { now: () => now }, scenario: { platform: { clockSkewMsMax: 3000 } } };
  const deployment = { table: { levers: () => [{ lever }] } };
  expect(settledLever(world as unknown as SeededWorld, deployment as unknown as Deployment)?.state).toBe(state);
});
