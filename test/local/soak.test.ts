import { expect, test } from 'vitest';
import { startWorld } from './startedWorld.ts';

const sum = (counts: Record<string, number>) => Object.values(counts).reduce((total, count) => total + count, 0);

test('two dozen drills end clean on the wire while AWS, the table and the functions fail at random', {
  timeout: 600_000,
}, async () => {
  const world = startWorld(['--drills', '25', '--seed', '7', '--json'], 'soak');
  const code = await world.ended();
  expect(world.stdout(), world.stderr()).not.toBe('');
  const reported = JSON.parse(world.stdout());
  expect(reported.violations, world.stderr()).toEqual([]);
  expect(code).toBe(0);
  expect(reported).toMatchObject({ drills: 25, ended: 25 });
  expect(reported.launches).toBeGreaterThan(0);
  expect(reported.thirdPartyLaunches).toBeGreaterThan(0);
  expect(sum(reported.injected)).toBeGreaterThan(0);
  expect(sum(reported.deaths)).toBeGreaterThan(0);
});
