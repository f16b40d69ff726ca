import { expect, it } from 'vitest';
import { addDue, type Due, takeFirst } from '../../../src/simulator/aws/agenda.ts';
import { createDice, hashOf } from '../../../src/simulator/aws/dice.ts';

it('draws the same numbers for the same seed and others for another', () => {
  const throws = (seed: number) => {
    const dice = createDice(seed);
    return Array.from({ length: 20 }, () => dice.roll());
  };
  expect(throws(1)).toEqual(throws(1));
  expect(throws(1)).not.toEqual(throws(2));
});

it('continues from its saved state', () => {
  const dice = createDice(42);
  dice.hex(100);
  const copy = createDice(dice.state);
  expect(copy.uuid()).toBe(dice.uuid());
});

it('stays within its bounds and reaches both of them', () => {
  const dice = createDice(3);
  const throws = Array.from({ length: 500 }, () => dice.between(2, 5));
  expect(new Set(throws)).toEqual(new Set([2, 3, 4, 5]));
});

it('draws nothing for a probability of zero, so that a disabled fault changes no other draw', () => {
  const dice = createDice(9);
  const before = dice.state;
  expect(dice.chance(0)).toBe(false);
  expect(dice.state).toBe(before);
});

it('hits about as often as the probability says', () => {
  const dice = createDice(11);
  const hits = Array.from({ length: 10_000 }, () => dice.chance(0.25)).filter(Boolean).length;
  expect(hits).toBeGreaterThan(2_300);
  expect(hits).toBeLessThan(2_700);
});

it('makes ids of the requested length', () => {
  const dice = createDice(5);
  expect(dice.hex(17)).toMatch(/^[0-9a-f]{17}$/);
  expect(dice.alphanumeric(9)).toMatch(/^[0-9a-zA-Z]{9}$/);
  expect(dice.uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
});

it('gives different texts different hashes', () => {
  expect(new Set(Array.from({ length: 1000 }, (_, n) => hashOf(`server ${n}`))).size).toBe(1000);
});

it('returns due tasks in order of time, and in order of insertion at equal times', () => {
  const dice = createDice(8);
  const agenda: Due<number>[] = [];
  for (let seq = 0; seq < 300; seq++) addDue(agenda, { at: dice.between(0, 40), seq, task: seq });
  const taken = Array.from({ length: 300 }, () => takeFirst(agenda));
  const places = taken.map((due) => (due?.at ?? 0) * 1000 + (due?.seq ?? 0));
  expect(places).toEqual(places.toSorted((one, other) => one - other));
  expect(takeFirst(agenda)).toBeUndefined();
});
