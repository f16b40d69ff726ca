import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packed, unpacked } from '../../src/store/packedText.ts';

test('a packed text comes back, and a text that was never packed is left as it is', () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      expect(unpacked(packed(json))).toBe(json);
      expect(unpacked(json)).toBe(json);
    }),
    { seed: 1 },
  );
});

test('a record that says the same of 300 servers takes a fifth of the room', () => {
  const servers = Array.from({ length: 300 }, (_, n) => ({
    sourceServerId: `s-${n}`,
    wave: 0,
    launch: 1,
    result: 'LAUNCHED',
  }));
  const json = JSON.stringify(servers);
  expect(packed(json).length).toBeLessThan(json.length / 5);
});
