import { describe, expect, test } from 'vitest';
import { hashOfEntry, hashOfRecord } from '../../../src/evidence/chain/journalHash.ts';

const ENTRY = { schema: 1, drillId: 'd-1', seq: 2, at: 1_772_359_200_000, cause: 'Woken' };

describe('the hash of a journal entry', () => {
  // printf '%s' '{"at":…,"cause":…,"drillId":…,"facts":[{"failed":…}],"schema":1,"seq":2}' | sha256sum
  test('is SHA-256 over its canonical JSON, so anyone can compute it', () => {
    const facts = JSON.stringify([{ type: 'WaveLaunched', wave: 0, launched: 1, failed: 0 }]);
    expect(hashOfEntry({ ...ENTRY, facts })).toBe(KNOWN);
  });

  test('does not depend on the order of members or on white space', () => {
    const [one, other] = ['[{"type":"X","a":1,"b":[2]}]', '[ {"b":[2],"a":1, "type":"X"} ]'];
    expect(hashOfEntry({ ...ENTRY, facts: one })).toBe(hashOfEntry({ ...ENTRY, facts: other }));
  });

  test.each([
    ['schema', { schema: 2 }],
    ['drill', { drillId: 'd-2' }],
    ['number', { seq: 3 }],
    ['time', { at: 0 }],
    ['cause', { cause: 'Requested' }],
    ['facts', { facts: '[{"type":"B"}]' }],
    ['entry before', { previousHash: 'a' }],
    ['record', { recordHash: 'a' }],
  ])('is another one when its %s is', (_, change) => {
    const entry = { ...ENTRY, facts: '[{"type":"A"}]' };
    expect(hashOfEntry({ ...entry, ...change })).not.toBe(hashOfEntry(entry));
  });

  test('exists for half a surrogate pair too, which may be in a text of AWS: U+FFFD replaces it', () => {
    const facts = (message: string) => JSON.stringify([{ type: 'LeakReported', message, [message]: 1 }]);
    const illFormed = hashOfEntry({ ...ENTRY, facts: facts('a\ud800\udfffb\udc00\ud800\\ud800') });
    expect(illFormed).toBe(hashOfEntry({ ...ENTRY, facts: facts('a\ud800\udfffb\ufffd\ufffd\\ud800') }));
    expect(illFormed).not.toBe(hashOfEntry({ ...ENTRY, facts: facts('a\ud800\udfffb\ufffd\\ud800') }));
  });
});

test('the hash of a record is that of its bytes', () => {
  expect(hashOfRecord('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

const KNOWN = '7c67a5ed6a277e7faa3b551b857bb44dbdedab4301c359a5ca87f39953137421';
