import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstDifference } from '../../../src/evidence/chain/firstDifference.ts';

describe('the first difference', () => {
  test.each([
    [1, 2, '', '1', '2'],
    [{ a: 1 }, { a: 2 }, 'a', '1', '2'],
    [{ a: { b: [1, { c: 'x' }] } }, { a: { b: [1, { c: 'y' }] } }, 'a.b.1.c', '"x"', '"y"'],
    [{ a: 1 }, {}, 'a', '1', 'absent'],
    [{ a: null }, {}, 'a', 'null', 'absent'],
    [[1], [1, 2], '1', 'absent', '2'],
    [[], {}, '', '[]', '{}'],
    [{ a: null }, { a: {} }, 'a', 'null', '{}'],
    [{ b: 1, a: 1 }, { a: 2, b: 2 }, 'a', '1', '2'],
  ])('of %j and %j is %s', (one, other, path, its, others) => {
    expect(firstDifference(one, other)).toEqual({ path, one: its, other: others });
  });

  test('shows the beginning of a long value', () => {
    expect(firstDifference('a'.repeat(300), 1)?.one).toBe(`"${'a'.repeat(119)}…`);
  });

  test('is found between two values exactly when they are not equal', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        expect(firstDifference(one, structuredClone(one))).toBeNull();
        const isEqual = firstDifference(one, other) === null;
        expect(isEqual).toBe(firstDifference(other, one) === null);
      }),
    );
  });
});
