import { describe, expect, test } from 'vitest';
import type { Drill } from '../../../src/drill/drill.ts';
import type { Fact, JournalEntry } from '../../../src/drill/facts.ts';
import { REPLAYED_SCHEMA, replay } from '../../../src/evidence/chain/replay.ts';
import { SCHEMA } from '../../../src/store/schema.ts';
import { seededDrills } from '../seededDrills.ts';

describe('a replay', async () => {
  const drills = (await Promise.all([17, 19, 25].map(seededDrills))).flat();
  const [{ kept } = drillMissing()] = drills;
  const record = (): Drill => JSON.parse(kept.record.json);

  test('of what the table keeps finds nothing', () => {
    for (const { kept } of drills) {
      const record = JSON.parse(kept.record.json) as Drill;
      expect(replay(kept.entries, record)).toEqual({ drill: expect.anything(), violation: null, difference: null });
    }
  });

  test('names the first member of the record that the journal does not make', () => {
    const { difference } = replay(kept.entries, { ...record(), outcome: 'FAILED', why: 'no reason' });
    expect(difference).toBe('outcome is "FAILED", and the journal makes it "PASSED".');
  });

  test('names what the record lacks', () => {
    const { world: _, ...rest } = record();
    expect(replay(kept.entries, rest).difference).toBe('world is absent, and the journal makes it "SIMULATED".');
  });

  test('names the entry after which an invariant does not hold', () => {
    const entries = withFacts((facts) => facts.filter(({ type }) => type !== 'ServerGone'));
    expect(replay(entries, record()).violation).toMatch(
      /^After entry \d+ it does not hold that a CLEAN drill has proof for every server whose launch was requested\.$/,
    );
  });

  test('names the entry that goes back in time', () => {
    const entries = [...kept.entries, { ...kept.entries[0], seq: 99 } as JournalEntry];
    expect(replay(entries, record()).violation).toBe(
      'After entry 99 it does not hold that a drill that has ended does not change.',
    );
  });

  test('names an entry with a fact that no version has written', () => {
    const entries = withFacts((facts) => [...facts, { type: 'Invented' } as unknown as Fact]);
    expect(replay(entries, record()).violation).toBe('Entry 1 has a fact that is unknown or incomplete.');
  });

  test.each([
    ['is empty', []],
    ['does not begin with a request', [{ drillId: 'd', seq: 1, at: 1, cause: '', facts: [] }]],
  ])('of a journal that %s makes no drill', (_, entries) => {
    expect(replay(entries, record())).toMatchObject({
      drill: undefined,
      difference: expect.stringMatching(/^The record is \{.*…, and the journal makes it null\.$/),
    });
  });

  test('knows the schema that this version writes', () => {
    expect(REPLAYED_SCHEMA).toBe(SCHEMA);
  });

  function withFacts(change: (facts: Fact[]) => Fact[]): JournalEntry[] {
    return kept.entries.map((entry) => ({ ...entry, facts: change(entry.facts) }));
  }
});

function drillMissing(): never {
  throw new Error('no drill');
}
