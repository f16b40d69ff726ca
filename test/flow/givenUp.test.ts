import { describe, expect, test } from 'vitest';
import { SITE } from '../builders.ts';
import { callsDuring, type FlowWorld, openWorld, passTime, record, request, untilPhase } from './given.ts';

const HANGS_SECONDS = 5 * 3600;

describe('a wave that is given up while its job hangs on one of two servers', () => {
  test('terminates the launched server at once, if DRS accepts it', async () => {
    // given
    const world = await hangingWave(true);
    // when
    await untilPhase(world, 'TERMINATING');
    await passTime(world, 600);
    // then
    expect(world.aws.liveInstances(SITE)).toEqual([]);
    expect([record(world).phase, record(world).launches[0]?.state]).toEqual(['TERMINATING', 'STARTED']);
  });

  test('requests the termination at once and then rarely while DRS refuses it, and succeeds after the job', async () => {
    // given
    const world = await hangingWave(false);
    // when
    const atOnce = await callsDuring(world, async () => {
      await untilPhase(world, 'TERMINATING');
      await passTime(world, 60);
    });
    // then
    expect(atOnce['drs:TerminateRecoveryInstances']).toBeGreaterThanOrEqual(1);
    // when
    const calls = await callsDuring(world, () => passTime(world, 3600));
    // then
    expect(world.aws.liveInstances(SITE)).toHaveLength(1);
    expect(calls['drs:TerminateRecoveryInstances']).toBeGreaterThanOrEqual(4);
    expect(calls['drs:TerminateRecoveryInstances']).toBeLessThanOrEqual(24);
    // when
    const drill = await untilPhase(world, 'ENDED');
    // then
    expect([drill.outcome, drill.cleanup]).toEqual(['FAILED', 'CLEAN']);
  });
});

/** The first server is launched, the second one hangs for hours. */
async function hangingWave(launchedIsFree: boolean): Promise<FlowWorld> {
  const faults = { launchedIsFree, serverHangSecondsMax: HANGS_SECONDS };
  const world = openWorld([{ launchSeconds: 300 }, { outcome: 'HANGS' }], faults);
  await request(world, { terms: { launchAllowanceSeconds: 1800 } });
  return world;
}
