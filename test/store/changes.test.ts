import { describe, expect, test } from 'vitest';
import { SERVERS_PER_DRILL_MAX } from '../../src/drill/bounds.ts';
import type { RequestedEffect } from '../../src/drill/effects.ts';
import { changesOf, partsOf } from '../../src/store/changes.ts';
import { aDrill, anEntry, aSave, aWake, instanceId, START, serverId, someServers, someTerms } from '../builders.ts';

describe('what a save writes', () => {
  test('is the same for each attempt at the same save', () => {
    const save = aSave(aDrill(), { requested: [aWake('e1')], calledDrillIds: ['other'], readInboxIds: ['a', 'a'] });
    expect(changesOf(save)).toEqual(changesOf(structuredClone(save)));
    expect(changesOf(save).readInboxIds).toEqual(['a']);
  });

  test('holds the largest possible request in half of an item', () => {
    // given
    const servers = someServers(SERVERS_PER_DRILL_MAX, {
      launch: 11,
      reported: true,
      result: 'LAUNCHED',
      instanceId: instanceId(1),
      launchedAt: START,
      verifiedAt: START,
      verified: 'STOPPED_AS_CONFIGURED',
      point: { kind: 'ON_DEMAND', at: START, snapshotId: 'pit-00000000000000001' },
      terminationAt: START,
      reportedGone: true,
      emptyAt: START,
      gone: 'ACKNOWLEDGED',
    });
    const pairs = <Value>(count: number, pair: (n: number) => [string, Value]) =>
      Object.fromEntries(Array.from({ length: count }, (_, n) => pair(n)));
    const terms = someTerms({
      recoveryPoint: { type: 'ID', ids: pairs(300, (n) => [serverId(n), 'pit-00000000000000001']) },
      tags: pairs(40, (n) => [`key-${n}`.padEnd(256, '-'), 'v'.repeat(256)]),
      waivers: Array.from({ length: 50 }, (_, n) => ({
        check: 'LAG',
        sourceServerId: serverId(n),
        reason: 'r'.repeat(256),
      })),
    });
    // when
    const bytes = Buffer.byteLength(JSON.stringify(aDrill({ servers, terms })));
    // then
    expect(bytes).toBeGreaterThan(100_000);
    expect(bytes).toBeLessThan(200_000);
  });
});

describe('the evidence of a drill', () => {
  const drill = aDrill();
  const ended = (requested: RequestedEffect[]) =>
    changesOf(
      aSave(drill, { readVersion: 1, requested, entry: anEntry(drill, 2, { facts: [{ type: 'DrillEnded' }] }) }),
    );

  test('is due with the save that ends it, and with no other', () => {
    expect(ended([]).unsealed).toEqual({ drillId: drill.drillId, because: 'ENDED', dueAt: drill.at });
    expect(changesOf(aSave(drill)).unsealed).toBeUndefined();
  });

  test('counts as an item of the save', () => {
    const effects = (count: number) => Array.from({ length: count }, (_, n) => aWake(`e${n}`));
    expect(() => ended(effects(96))).not.toThrow();
    expect(() => ended(effects(97))).toThrow('has 101 items, more than 100');
  });
});

describe('a long text', () => {
  test.each(['ASCII only '.repeat(50), 'größer – 失敗 🙂 '.repeat(50)])(
    'is cut between characters and can be joined again',
    (text) => {
      const parts = partsOf(text, 101);
      expect(parts.join('')).toBe(text);
      expect(Math.max(...parts.map((part) => Buffer.byteLength(part)))).toBeLessThanOrEqual(101);
      expect(parts.length).toBeGreaterThan(4);
    },
  );

  test('that fits is one part', () => {
    expect(partsOf('short', 101)).toEqual(['short']);
  });
});
