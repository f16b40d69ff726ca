import { describe, expect, test } from 'vitest';
import type { Ports } from '../../src/flow/ports.ts';
import { type FlowWorld, factsOf, openWorld, passTime, record, request, SECOND, untilPhase } from './given.ts';

/** DRS's answers may lag some seconds behind each other. */
const LAG_SECONDS = 20;

describe('a job that has ended and no longer names its servers, and whose log lags behind', () => {
  test('does not fail a server whose launch is not in the log yet', async () => {
    // given
    const world = openWorld([{ launchSeconds: 300 }], { participatingServersEmpty: 1 });
    lagging(world);
    await request(world);
    // when
    const drill = await untilPhase(world, 'HOLDING');
    // then
    expect(drill.servers[world.servers[0] ?? '']).toMatchObject({ result: 'LAUNCHED', verified: 'STATUS_CHECKS' });
    expect(factsOf(world).filter(({ type }) => type === 'ServerFailed')).toEqual([]);
  });

  test('does not fail the first of two waves, nor end the drill', async () => {
    // given
    const world = openWorld([{ launchSeconds: 300 }, { launchSeconds: 240 }], { participatingServersEmpty: 1 });
    lagging(world);
    await request(world, {
      waves: world.servers.map((id) => [id]),
      terms: { onLaunchFailure: 'TERMINATE', holdSeconds: 300 },
    });
    // when
    const drill = await untilPhase(world, 'ENDED');
    // then
    expect(drill).toMatchObject({ outcome: 'PASSED', cleanup: 'CLEAN' });
  });

  test('does not report a server as never launched when the log does not show its instance yet', async () => {
    // given: the last consistent snapshot is used, and the launch fails after it has made an instance
    const world = openWorld([{ launchSeconds: 60, outcome: 'FAILS_LAUNCH', usesPreviousSnapshot: true }], {
      failedLaunchKeepsInstance: 1,
    });
    const lag = lagging(world, 40);
    await request(world);
    await untilPhase(world, 'TERMINATING');
    lag.seconds = 0;
    // when
    await passTime(world, 1200);
    // then
    expect(world.aws.liveInstances()).toEqual([]);
    expect(record(world)).toMatchObject({ phase: 'ENDED', cleanup: 'CLEAN' });
    expect(record(world).servers[world.servers[0] ?? '']?.gone).not.toBe('NEVER_EXISTED');
  });
});

/** The log's answer is always some seconds old; that of DescribeJobs is current. */
function lagging({ aws, ports }: FlowWorld, seconds = LAG_SECONDS): { seconds: number } {
  const lag = { seconds };
  const { jobLog } = ports.drs;
  ports.drs.jobLog = async (...requested: Parameters<Ports['drs']['jobLog']>) =>
    (await jobLog(...requested)).filter(({ at }) => at <= aws.now() - lag.seconds * SECOND);
  return lag;
}
