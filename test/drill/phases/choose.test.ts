import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RETEST_AFTER_SECONDS, SECOND_MS } from '../../../src/drill/bounds.ts';
import type { Choice } from '../../../src/drill/drill.ts';
import type { Candidate } from '../../../src/drill/inputs.ts';
import { chooseServers } from '../../../src/drill/phases/choose.ts';
import { server, T } from '../given.ts';

const APP: Choice = { tags: { Tier: ['app', 'web'] } };
const DAY = 86_400_000;

describe('the servers of a wave', () => {
  test('are all that have one of the allowed values for every tag', () => {
    const choice = { tags: { Tier: ['app', 'web'], Site: ['berlin'] } };
    const candidates = [
      candidate(1, { tags: { Tier: 'app', Site: 'berlin' } }),
      candidate(2, { tags: { Tier: 'web', Site: 'berlin' } }),
      candidate(3, { tags: { Tier: 'db', Site: 'berlin' } }),
      candidate(4, { tags: { Tier: 'app' } }),
      candidate(5, { tags: null }),
    ];
    expect(chosen([{ choice }], candidates)).toEqual([[server(1), server(2)]]);
  });

  test('leave out the excluded ones, and those that an earlier wave or the request has', () => {
    const waves = [{ choice: { ...APP, exclude: [server(1)] } }, { ids: [server(2)] }, { choice: APP }];
    expect(
      chosen(
        waves,
        [1, 2, 3, 4].map((n) => candidate(n)),
      ),
    ).toEqual([[server(3), server(4)], [server(2)], [server(1)]]);
  });

  test('without a sample include servers that cannot be drilled, so that a check names them', () => {
    expect(chosen([{ choice: APP }], [candidate(1, { isDisconnected: true })])).toEqual([[server(1)]]);
  });

  test('are refused when none matches, and when there are too many', () => {
    expect(chooseServers([wave({ choice: APP })], [], at())).toEqual({
      refused: 'No source server matches the tags of wave 1.',
    });
    const many = Array.from({ length: 301 }, (_, n) => candidate(n));
    expect(chooseServers([wave({ choice: APP })], many, at())).toEqual({
      refused: 'The waves match 301 servers; a drill has at most 300.',
    });
  });
});

describe('a sample', () => {
  const stalest = (count: number): Choice => ({ ...APP, sample: { count, by: 'STALEST' } });

  test('takes those that were never proved, then those that were proved the longest ago', () => {
    const candidates = [
      candidate(1, { provedAt: T - DAY }),
      candidate(2, { provedAt: T - 9 * DAY }),
      candidate(3),
      candidate(4, { provedAt: T - 5 * DAY }),
    ];
    expect(chosen([{ choice: stalest(3) }], candidates)).toEqual([[server(3), server(2), server(4)]]);
  });

  test('leaves a failed server out until the third night after it', () => {
    const failed = candidate(1, { failedAt: T - RETEST_AFTER_SECONDS * SECOND_MS + 1 });
    expect(chosen([{ choice: stalest(2) }], [failed, candidate(2)])).toEqual([[server(2)]]);
    const rested = candidate(1, { failedAt: T - RETEST_AFTER_SECONDS * SECOND_MS });
    expect(chosen([{ choice: stalest(2) }], [rested, candidate(2)])).toEqual([[server(1), server(2)]]);
  });

  test('leaves out claimed, denied and disconnected servers, and says so when none is left', () => {
    const candidates = [
      candidate(1),
      candidate(2, { tags: { Tier: 'app', 'drs-drill': 'deny' } }),
      candidate(3, { isDisconnected: true }),
    ];
    const circumstances = at({ claimed: new Set([server(1)]) });
    expect(chooseServers([wave({ choice: stalest(1) })], candidates, circumstances)).toEqual({
      refused: 'Of the 3 servers that match the tags of wave 1, none can be drilled now.',
    });
  });

  test('at random depends on the seed alone, not on the order of the candidates, and takes each server sometimes', () => {
    const candidates = [1, 2, 3, 4, 5].map((n) => candidate(n));
    const random: Choice = { ...APP, sample: { count: 1, by: 'RANDOM' } };
    const pick = (seed: number, from = candidates) => chosen([{ choice: random }], from, at({ seed }))?.[0]?.[0];
    const seeds = Array.from({ length: 100 }, (_, n) => n / 100);
    expect(seeds.map((seed) => pick(seed))).toEqual(seeds.map((seed) => pick(seed, candidates.toReversed())));
    expect(new Set(seeds.map((seed) => pick(seed))).size).toBe(5);
  });

  test('never names a server twice, nor more than requested, nor one that may not be drilled', () => {
    fc.assert(
      fc.property(
        fc.array(someCandidate, { maxLength: 30 }),
        fc.array(fc.tuple(fc.integer({ min: 1, max: 8 }), fc.constantFrom('STALEST', 'RANDOM')), { minLength: 1 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (some, samples, seed) => {
          const candidates = some.map((one, n) => ({ ...one, sourceServerId: server(n) }));
          const waves = samples.map(([count, by]) => wave({ choice: { ...APP, sample: { count, by } as never } }));
          const made = chooseServers(waves, candidates, at({ seed, claimed: new Set([server(0)]) }));
          if ('refused' in made) return;
          const all = made.waves.flat();
          expect(new Set(all).size).toBe(all.length);
          expect(all).not.toContain(server(0));
          made.waves.forEach((ids, index) => {
            expect(ids.length).toBeLessThanOrEqual(samples[index]?.[0] ?? 0);
          });
          for (const one of candidates)
            if (one.isDisconnected || one.failedAt === T) expect(all).not.toContain(one.sourceServerId);
        },
      ),
    );
  });
});

const someCandidate = fc.record({
  tags: fc.constantFrom({ Tier: 'app' }, { Tier: 'db' }, null),
  provedAt: fc.constantFrom(null, T - DAY, T - 2 * DAY),
  failedAt: fc.constantFrom(null, T, T - 9 * DAY),
  isDisconnected: fc.boolean(),
});

function candidate(n: number, changes: Partial<Candidate> = {}): Candidate {
  const known = { provedAt: null, failedAt: null, isDisconnected: false };
  return { sourceServerId: server(n), tags: { Tier: 'app' }, ...known, ...changes };
}

function wave({ ids = [], choice }: { ids?: string[]; choice?: Choice }) {
  return { sourceServerIds: ids, ...(choice && { choice }) };
}

function at(changes: { seed?: number; claimed?: Set<string> } = {}) {
  return { at: T, seed: 0, claimed: new Set<string>(), ...changes };
}

function chosen(waves: Parameters<typeof wave>[0][], candidates: Candidate[], circumstances = at()) {
  const made = chooseServers(waves.map(wave), candidates, circumstances);
  return 'refused' in made ? undefined : made.waves;
}
