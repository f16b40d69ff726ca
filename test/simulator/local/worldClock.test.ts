import { expect, test } from 'vitest';
import { createWorldClock } from '../../../src/simulator/local/worldClock.ts';

test('the clock runs at its speed while idle, and no faster than real time while busy', () => {
  let wall = 0;
  const clock = createWorldClock(1000, 60, () => wall);
  wall += 500;
  expect(clock.now()).toBe(1000 + 30_000);
  clock.setBusy(true);
  wall += 500;
  expect(clock.now()).toBe(1000 + 30_500);
  clock.setBusy(false);
  wall += 10;
  expect(clock.now()).toBe(1000 + 31_100);
});

test('a clock slower than real time stays so while busy', () => {
  let wall = 0;
  const clock = createWorldClock(0, 0.5, () => wall);
  clock.setBusy(true);
  wall += 1000;
  expect(clock.now()).toBe(500);
});
