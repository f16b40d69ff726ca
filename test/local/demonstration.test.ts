import { expect, test } from 'vitest';
import { startWorld } from './startedWorld.ts';

const sum = (counts: Record<string, number>) => Object.values(counts).reduce((total, count) => total + count, 0);

test('npm start runs a drill with one failing server to its clean end, and says so in one JSON object', {
  timeout: 90_000,
}, async () => {
  const world = startWorld(['--once', '--json']);
  expect(await world.ended(), world.stderr()).toBe(0);
  const told = JSON.parse(world.stdout());
  expect(told.drill).toMatchObject({ phase: 'ENDED', outcome: 'FAILED', cleanup: 'CLEAN' });
  expect(told.drill.servers.map((server: { result: string }) => server.result).sort()).toEqual([
    'FAILED',
    ...Array(5).fill('LAUNCHED'),
  ]);
  for (const server of told.drill.servers.filter((one: { result: string }) => one.result === 'LAUNCHED')) {
    expect(server.recoveryTime.seconds).toBeGreaterThan(0);
    expect(server.recoveryPoint.seconds).toBeGreaterThanOrEqual(0);
  }
  expect(told.drill.servers.at(-1)).toMatchObject({ error: expect.stringContaining('Conversion failed') });
  expect(told.journal[0]).toMatchObject({ seq: 1, cause: 'Requested' });
  expect(told.drsCalls.StartRecovery).toBe(2);
  expect(sum(told.ec2Calls)).toBeGreaterThan(0);
  expect(told.instancesLeft).toBe(0);
});

test('a drill of one server asks DRS no more than it must', { timeout: 90_000 }, async () => {
  const world = startWorld(['--once', '--json', '--servers', '1', '--fail', '0']);
  expect(await world.ended(), world.stderr()).toBe(0);
  const { drill, drsCalls } = JSON.parse(world.stdout());
  expect(drill).toMatchObject({ outcome: 'PASSED', cleanup: 'CLEAN' });
  expect(sum(drsCalls)).toBeLessThanOrEqual(18);
  expect(drsCalls.DescribeJobs).toBeLessThanOrEqual(5);
});
