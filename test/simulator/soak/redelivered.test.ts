import { expect, test } from 'vitest';
import { redelivered } from '../../../src/simulator/soak/redelivered.ts';

const FAILED = { batchItemFailures: [{ itemIdentifier: '1' }] };

/** What the function does at its first deliveries; afterwards it succeeds. */
function answering(...first: (() => unknown)[]) {
  const calls = { count: 0 };
  return { calls, deliver: async () => first[calls.count++]?.() };
}

test('a stream record that its function reports as failed is delivered again', async () => {
  const { calls, deliver } = answering(() => FAILED);
  expect(await redelivered(deliver, 0)).toBe(true);
  expect(calls.count).toBe(2);
});

test('an event whose function fails is delivered again', async () => {
  const { calls, deliver } = answering(() => {
    throw new Error('timed out');
  });
  expect(await redelivered(deliver, 0)).toBe(true);
  expect(calls.count).toBe(2);
});

test('what is taken is delivered once', async () => {
  const { calls, deliver } = answering(() => ({ batchItemFailures: [] }));
  expect(await redelivered(deliver, 0)).toBe(true);
  expect(calls.count).toBe(1);
});

test('a dead letter that always fails is given up, and that is said', async () => {
  expect(await redelivered(async () => FAILED, 0)).toBe(false);
});
