import { expect, test } from 'vitest';
import { SECOND_MS, VALIDATION_SECONDS_MAX } from '../../src/drill/bounds.ts';
import { noFaults } from '../../src/simulator/aws/faults.ts';
import { calmScenario } from '../../src/simulator/seeded/scenarios/scenarios.ts';
import { runSeed } from '../../src/simulator/seeded/seededWorld.ts';

test('validates 300 servers in time at five DRS calls per second, and inspects none twice', async () => {
  // given
  const all = Array.from({ length: 300 }, (_, index) => index);
  const servers = all.map(() => ({ launchSeconds: 600 }));
  // when
  const ran = await runSeed(7, (_dice, now) => ({
    ...calmScenario(now, [all], servers),
    faults: { ...noFaults, drsCallsPerSecond: 5 },
  }));
  // then
  const [drill] = ran.drills;
  expect(ran.violations).toEqual([]);
  expect(drill?.outcome).toBe('PASSED');
  const seconds = ((drill?.waves[0]?.beganAt ?? 0) - (drill?.requestedAt ?? 0)) / SECOND_MS;
  expect(seconds).toBeGreaterThan((2 * 300) / 5);
  expect(seconds).toBeLessThan(VALIDATION_SECONDS_MAX / 4);
  const operation = 'DescribeRecoverySnapshots';
  const refused = ran.injected[`${operation}: ThrottlingException`] ?? 0;
  // Once before the launch, and once for the recovery point that was used.
  expect((ran.calls[`drs:${operation}`] ?? 0) - refused).toBe(2 * 300);
}, 60_000);
