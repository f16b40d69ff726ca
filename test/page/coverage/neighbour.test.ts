import fc from 'fast-check';
import { expect, test } from 'vitest';
import { neighbour } from '../../../src/page/coverage/neighbour.ts';

/** Two rows of three, then a row of one further down, as under another heading. */
const BOXES = [0, 1, 2, 0, 1, 2, 0].map((column, index) => ({ left: column * 30, top: Math.floor(index / 3) * 26 }));

test('arrow keys move through the heat map as through rows', () => {
  expect(neighbour(BOXES, 1, 'ArrowDown')).toBe(4);
  expect(neighbour(BOXES, 4, 'ArrowUp')).toBe(1);
  expect(neighbour(BOXES, 5, 'ArrowDown')).toBe(6);
  expect(neighbour(BOXES, 2, 'ArrowRight')).toBe(3);
  expect(neighbour(BOXES, 3, 'End')).toBe(6);
});

test('at an end the focus stays, and other keys do what they always do', () => {
  expect(neighbour(BOXES, 0, 'ArrowLeft')).toBeUndefined();
  expect(neighbour(BOXES, 6, 'ArrowDown')).toBeUndefined();
  expect(neighbour(BOXES, 0, 'Enter')).toBeUndefined();
});

test('a key never moves outside the map', () => {
  const keys = fc.constantFrom('ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End');
  const boxes = fc.array(fc.record({ left: fc.nat(500), top: fc.nat(5) }), { minLength: 1 });
  fc.assert(
    fc.property(boxes, fc.nat(), keys, (all, from, key) => {
      const to = neighbour(all, from % all.length, key);
      expect(to === undefined || (to >= 0 && to < all.length)).toBe(true);
    }),
  );
});
