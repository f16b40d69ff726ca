import { expect, test } from 'vitest';
import { startWorld } from './startedWorld.ts';

const sum = (counts: Record<string, number>) => Object.values(counts).reduce((total, count) => total + count, 0);

test('npm start runs a drill that passes, then one with a failing server, to their clean ends, and says so in one JSON object', {
  timeout: 180_000,
}, async () => {
  const world = startWorld(['--once', '--json', '--servers', '4', '--speed', '600']);
  expect(await world.ended(), world.stderr()).toBe(0);
  const reported = JSON.parse(world.stdout());
  expect(reported).toMatchObject({ seed: 1, region: 'eu-west-1' });
  expect(
    reported.drills.map(({ drill, asPlanned, instancesLeft }: Report) => [
      drill.outcome,
      drill.cleanup,
      asPlanned,
      instancesLeft,
    ]),
  ).toEqual([
    ['PASSED', 'CLEAN', true, 0],
    ['FAILED', 'CLEAN', true, 0],
  ]);
  const [first, second] = reported.drills;
  const results = reported.drills.map(({ drill }: Report) => drill.servers.map(({ result }) => result));
  expect(results).toEqual([
    ['LAUNCHED', 'LAUNCHED'],
    ['LAUNCHED', 'FAILED'],
  ]);
  for (const server of first.drill.servers) {
    expect(server.recoveryTime.seconds).toBeGreaterThan(0);
    expect(server.recoveryPoint.seconds).toBeGreaterThanOrEqual(0);
  }
  expect(second.drill.servers.at(-1)).toMatchObject({ error: expect.stringContaining('Conversion failed') });
  for (const { drill, evidence } of reported.drills)
    expect(evidence).toBe(`s3://evidencebucket/bundles/${drill.drillId}/first/envelope.json`);
  expect(first.journal[0]).toMatchObject({ seq: 1, cause: 'Requested' });
  expect([first.drsCalls.StartRecovery, second.drsCalls.StartRecovery]).toEqual([2, 1]);
  expect(sum(first.ec2Calls)).toBeGreaterThan(0);
});

test('a drill of one server makes no unnecessary calls to DRS', { timeout: 90_000 }, async () => {
  const world = startWorld(['--once', '--json', '--servers', '1', '--fail', '0']);
  expect(await world.ended(), world.stderr()).toBe(0);
  const [{ drill, drsCalls }] = JSON.parse(world.stdout()).drills;
  expect(drill).toMatchObject({ outcome: 'PASSED', cleanup: 'CLEAN' });
  expect(sum(drsCalls)).toBeLessThanOrEqual(18);
  expect(drsCalls.DescribeJobs).toBeLessThanOrEqual(5);
});

interface Report {
  drill: { drillId: string; outcome: string; cleanup: string; servers: { result: string }[] };
  asPlanned: boolean;
  instancesLeft: number;
  evidence: string | null;
}
