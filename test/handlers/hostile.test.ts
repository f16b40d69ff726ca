import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { payloadOf, through } from './given.ts';
import type { Verdict } from './hostile/judge.ts';
import { keptWorld } from './hostile/keptWorld.ts';
import { type Endpoint, payloadsFor, SHARES } from './hostile/payloads.ts';
import { openStoredWorld, openWorld, type StoredWorld } from './hostile/world.ts';

/**
 * How many in all, and where fast-check begins: HOSTILE_PAYLOADS=100000 npx vitest run test/handlers/hostile.test.ts
 */
const PAYLOADS = Number(process.env['HOSTILE_PAYLOADS'] ?? 10_000);
const SEED = Number(process.env['HOSTILE_SEED'] ?? 1);
const ENDPOINTS = Object.keys(SHARES) as Endpoint[];
const SHARES_IN_ALL = Object.values(SHARES).reduce((sum, share) => sum + share, 0);
/** Each of them takes several calls over the network. */
const STORED_PART = 1 / 100;

const verdicts: Record<string, Partial<Record<Verdict, number>>> = {};
const began = performance.now();
afterAll(() => {
  const sum = Object.values(verdicts)
    .flatMap(Object.values)
    .reduce((total, count) => total + count, 0);
  console.log(`${sum} hostile payloads in ${((performance.now() - began) / 1000).toFixed(1)} s, seed ${SEED}`);
  console.table(verdicts);
});

describe('hostile payloads are refused, ignored or a dead letter, and change nothing', () => {
  test.each(ENDPOINTS)('%s', { timeout: 600_000 }, async (endpoint) => {
    const { put } = keptWorld(openWorld);
    await throwAt(endpoint, PAYLOADS * (1 - STORED_PART), put);
  });
});

describe('the same through the store in DynamoDB', () => {
  let stored: StoredWorld;
  beforeAll(async () => {
    stored = await openStoredWorld();
  });
  afterAll(() => stored.close());

  test.each(ENDPOINTS)('%s', { timeout: 600_000 }, async (endpoint) => {
    const { put } = keptWorld(stored.open);
    await throwAt(endpoint, PAYLOADS * STORED_PART, put);
  });
});

describe('the hostile world is one in which an attack could succeed', () => {
  test('the hard stop that is due terminates the instance', async () => {
    const world = await openWorld();
    const before = await world.state();
    await through('hardStop', await payloadOf('hardStop'));
    expect(world.acts.map(({ what }) => what)).toContain('drills.note');
    expect(before).not.toContain('TerminateRecoveryInstances');
    expect(await world.state()).toContain('TerminateRecoveryInstances');
  });
});

describe('an event that requests a drill speaks only for its own account', () => {
  const OTHER = '999988887777';
  test.each([
    ['another account requests this one', { account: OTHER }, {}],
    ['another account names this one', { account: OTHER }, { accountId: '111122223333' }],
    ['this account names another', {}, { accountId: OTHER }],
    ['another account names itself', { account: OTHER }, { accountId: OTHER }],
    ['it says who requested it', {}, { requestedBy: 'somebody else' }],
    ['it says whose drill it is', {}, { owner: 'somebody else' }],
  ])('%s: refused', async (_what, around, inside) => {
    const world = await openWorld();
    const before = await world.state();
    const payload = await payloadOf('drillRequested');
    await through('drillRequested', { ...payload, ...around, detail: { ...Object(payload['detail']), ...inside } });
    expect(await world.state()).toBe(before);
    expect(world.logged.join()).toContain('refused');
  });
});

async function throwAt(
  endpoint: Endpoint,
  payloads: number,
  put: (endpoint: Endpoint, text: string) => Promise<Verdict>,
): Promise<void> {
  const numRuns = Math.ceil((payloads * SHARES[endpoint]) / SHARES_IN_ALL);
  const property = fc.asyncProperty(await payloadsFor(endpoint), async (text) =>
    count(endpoint, await put(endpoint, text)),
  );
  await fc.assert(property, { numRuns, seed: SEED });
  expect(Object.prototype).not.toHaveProperty('polluted');
}

function count(endpoint: Endpoint, verdict: Verdict): void {
  const counts = verdicts[endpoint] ?? {};
  counts[verdict] = (counts[verdict] ?? 0) + 1;
  verdicts[endpoint] = counts;
}
