import { expect, test } from 'vitest';
import { startWorld } from './startedWorld.ts';

const sum = (counts: Record<string, number>) => Object.values(counts).reduce((total, count) => total + count, 0);

test('two dozen drills end clean on the wire while AWS, the table and the functions fail at random', {
  timeout: 150_000,
}, async () => {
  const world = startWorld(['--drills', '25', '--seed', '7', '--json'], 'soak');
  const code = await world.ended();
  expect(world.stdout(), world.stderr()).not.toBe('');
  const told = JSON.parse(world.stdout());
  expect(told.violations, world.stderr()).toEqual([]);
  expect(code).toBe(0);
  expect(told).toMatchObject({ drills: 25, ended: 25 });
  expect(told.launches).toBeGreaterThan(0);
  expect(told.strangersLaunches).toBeGreaterThan(0);
  expect(sum(told.injected)).toBeGreaterThan(0);
  expect(sum(told.deaths)).toBeGreaterThan(0);
});
