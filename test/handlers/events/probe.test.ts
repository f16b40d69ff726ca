import { describe, expect, test } from 'vitest';
import type { ProbeAnswer, ProbeTarget } from '../../../src/probe/probeRequest.ts';
import { payloadOf, through } from '../given.ts';

/** The payload, but with addresses that no test may reach. */
async function payload(): Promise<{ budgetMilliseconds: number; targets: ProbeTarget[] }> {
  const { budgetMilliseconds, targets } = (await payloadOf('probe')) as Awaited<ReturnType<typeof payload>>;
  const metadata = '169.254.169.254';
  const moved = (target: ProbeTarget): ProbeTarget =>
    target.kind === 'HOST' ? { ...target, host: metadata } : { ...target, address: metadata };
  return { budgetMilliseconds, targets: targets.map(moved) };
}

describe('the probe', () => {
  test('says of each target what it saw, in the order of the request', async () => {
    const { results } = (await through('probe', await payload())) as unknown as ProbeAnswer;
    expect(results.map(({ id, result }) => `${result} ${id}`)).toEqual([
      'REFUSED shop-answers/s-11111111111111111',
      'REFUSED orders-listen/s-22222222222222222',
      'REFUSED production-unreachable/db.example.com',
    ]);
    expect(new Set(results.map(({ message }) => message)).size).toBe(1);
  });

  test('a request that it does not understand is refused, and the answer says where', async () => {
    const { budgetMilliseconds, targets } = await payload();
    const wrong = { budgetMilliseconds, targets: [...targets.slice(0, 2), { ...targets[2], port: 0 }] };
    expect(await through('probe', wrong)).toEqual({
      refused: expect.stringContaining('targets[2].port: must be a whole number from 1 to 65535'),
    });
  });
});
