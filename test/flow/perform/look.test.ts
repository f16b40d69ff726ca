import { describe, expect, test } from 'vitest';
import { ERROR_CHARACTERS_MAX, ERRORS_CHARACTERS_MAX } from '../../../src/drill/bounds.ts';
import { lookAtInstances, lookAtLaunches, lookAtPoints, ourLaunch } from '../../../src/flow/perform/look.ts';
import { OWNER, SITE } from '../../builders.ts';
import {
  DRILL_ID,
  type FlowWorld,
  openWorld,
  passTime,
  record,
  request,
  startThirdPartyDrill,
  THIRD_PARTY,
  untilPhase,
} from '../given.ts';

const TAG = `${DRILL_ID}/0/0`;

describe('finding our own launch', () => {
  test('finds the job with our owner, its launch tag and the exact set of servers', async () => {
    const world = openWorld(2);
    const jobId = startThirdPartyDrill(world, world.servers, OWNER);
    expect((await find(world, world.servers.toReversed()))?.jobId).toBe(jobId);
  });

  test('never takes the job of another deployment, although tag and servers are the same', async () => {
    const world = openWorld(1);
    startThirdPartyDrill(world, world.servers, THIRD_PARTY);
    expect(await find(world)).toBeUndefined();
  });

  test('never finds another launch of ours', async () => {
    const world = openWorld(1);
    startThirdPartyDrill(world, world.servers, OWNER);
    expect(await find(world, world.servers, `${DRILL_ID}/1/1`)).toBeUndefined();
  });

  test('never takes a job of other servers', async () => {
    const world = openWorld(2);
    startThirdPartyDrill(world, world.servers.slice(0, 1), OWNER);
    expect(await find(world)).toBeUndefined();
  });

  test('takes a job that has ended and no longer names its servers', async () => {
    // given
    const world = openWorld([{ launchSeconds: 60 }], { participatingServersEmpty: 1 });
    const jobId = startThirdPartyDrill(world, world.servers, OWNER);
    // when
    await passTime(world, 120);
    // then
    expect(await find(world)).toMatchObject({ jobId, servers: [] });
  });
});

describe('a look at launches', () => {
  test('reports of each server what its job and the job’s log say', async () => {
    // given
    const world = openWorld([
      { launchSeconds: 60 },
      { launchSeconds: 60, outcome: 'FAILS_CONVERSION', errorText: 'no driver' },
    ]);
    const [good, bad] = world.servers;
    const jobId = startThirdPartyDrill(world, world.servers, OWNER);
    await passTime(world, 120);
    // when
    const [job] = await lookAtLaunches(world.ports, SITE, [jobId]);
    // then
    expect(job).toMatchObject({ jobId, status: 'COMPLETED' });
    const seen = new Map(job?.servers.map((server) => [server.sourceServerId, server]));
    const [instance] = world.aws.liveInstances();
    expect(seen.get(good ?? '')).toMatchObject({
      launchStatus: 'LAUNCHED',
      instanceId: instance?.instanceId,
      launchedAt: expect.any(Number),
      errorText: null,
      neverExisted: false,
    });
    expect(seen.get(bad ?? '')).toMatchObject({ launchStatus: 'FAILED', errorText: 'no driver', neverExisted: true });
  });

  test('reads from the log what a job that has ended no longer says', async () => {
    // given
    const servers = [{ launchSeconds: 60 }, { launchSeconds: 60, outcome: 'FAILS_LAUNCH' as const }];
    const world = openWorld(servers, { participatingServersEmpty: 1 });
    const jobId = startThirdPartyDrill(world, world.servers, OWNER);
    await passTime(world, 120);
    // when
    const [job] = await lookAtLaunches(world.ports, SITE, [jobId]);
    // then
    const results = job?.servers.map((server) => [server.sourceServerId, server.launchStatus]);
    expect(Object.fromEntries(results ?? [])).toEqual({
      [world.servers[0] ?? '']: 'LAUNCHED',
      [world.servers[1] ?? '']: 'FAILED',
    });
  });

  test('a launch that failed after it had begun may have left an instance', async () => {
    const world = openWorld([{ launchSeconds: 60, outcome: 'FAILS_LAUNCH' }]);
    const jobId = startThirdPartyDrill(world, world.servers, OWNER);
    await passTime(world, 120);
    const [job] = await lookAtLaunches(world.ports, SITE, [jobId]);
    expect(job?.servers).toMatchObject([{ launchStatus: 'FAILED', neverExisted: false }]);
  });

  test.each([
    ['after its snapshot', 'ENDS_AFTER_SNAPSHOT', 'SNAPSHOT_END'],
    ['a second after its launch step began', 'ENDS_AT_LAUNCH', 'LAUNCH_START'],
  ] as const)(
    'a launch that ends %s without a message gives no reason, and proves nothing',
    async (_when, outcome, last) => {
      const world = openWorld([{ launchSeconds: 60, outcome }]);
      const jobId = startThirdPartyDrill(world, world.servers, OWNER);
      await passTime(world, 120);
      const [job] = await lookAtLaunches(world.ports, SITE, [jobId]);
      expect(job?.servers).toMatchObject([
        { launchStatus: 'FAILED', errorText: null, lastEvent: last, neverExisted: false },
      ]);
    },
  );

  test.each([
    ['with a conversion', {}],
    ['in recovery mode FAST', { recoveryMode: 'FAST' as const }],
  ])('an error that a launch overcame, %s, is not why it failed, and proves nothing', async (_how, mode) => {
    // given
    const world = openWorld([{ ...mode, launchSeconds: 60, usesPreviousSnapshot: true, outcome: 'ENDS_AT_LAUNCH' }]);
    const jobId = startThirdPartyDrill(world, world.servers, OWNER);
    await passTime(world, 1200);
    const { jobLog } = world.ports.drs;
    const seenIn = async (events: string[]) => {
      world.ports.drs.jobLog = async (...answer) =>
        (await jobLog(...answer)).filter(({ event }) => !events.includes(event));
      return (await lookAtLaunches(world.ports, SITE, [jobId]))[0]?.servers[0];
    };
    // when
    const whole = await seenIn([]);
    const lagging = await seenIn([
      'JOB_END',
      'LAUNCH_START',
      'USING_PREVIOUS_SNAPSHOT',
      'CONVERSION_START',
      'CONVERSION_END',
    ]);
    // then
    const nothing = { errorText: null, neverExisted: false };
    expect([whole, lagging]).toMatchObject([nothing, nothing]);
  });

  test('a failed snapshot without an alternative is why the launch failed, and nothing was made', async () => {
    const world = openWorld([{ outcome: 'FAILS_SNAPSHOT', errorText: 'no agent' }]);
    const jobId = startThirdPartyDrill(world, world.servers, OWNER);
    await passTime(world, 1200);
    const [job] = await lookAtLaunches(world.ports, SITE, [jobId]);
    expect(job?.servers).toMatchObject([{ launchStatus: 'FAILED', errorText: 'no agent', neverExisted: true }]);
  });

  test.each([
    'An error occurred (UnauthorizedOperation) when calling the DeleteVolume operation',
    'not authorized on resource: arn:aws:ec2:us-east-1:111122223333:volume/vol-0123456789abcdef0',
    'instance i-0123456789abcdef0 is still there',
  ])('what DRS reports as not removed may still exist, although no launch was reached: %s', async (text) => {
    const world = openWorld([{ launchSeconds: 60, outcome: 'FAILS_CONVERSION', errorText: text }]);
    const jobId = startThirdPartyDrill(world, world.servers, OWNER);
    await passTime(world, 120);
    const [job] = await lookAtLaunches(world.ports, SITE, [jobId]);
    expect(job?.servers).toMatchObject([{ launchStatus: 'FAILED', neverExisted: false }]);
  });

  test.each([
    ['one server’s error', 1, ERROR_CHARACTERS_MAX],
    ['the errors of a hundred servers', 100, ERRORS_CHARACTERS_MAX / 100],
  ])('shortens %s so that all of them fit the journal', async (_what, count, longest) => {
    // given: DRS API model, JobLogEventData.rawError: up to 65,536 characters
    const failing = { launchSeconds: 60, outcome: 'FAILS_CONVERSION' as const, errorText: '失'.repeat(65_536) };
    const world = openWorld(Array.from({ length: count }, () => failing));
    const jobId = startThirdPartyDrill(world, world.servers, OWNER);
    await passTime(world, 120);
    // when
    const [job] = await lookAtLaunches(world.ports, SITE, [jobId]);
    // then
    expect(job?.servers.map((server) => server.errorText?.length)).toEqual(
      Array.from({ length: count }, () => longest),
    );
  });
});

describe('a look at instances', () => {
  test('finds those of our own job, with EC2’s state and both status checks', async () => {
    // given
    const world = await holding();
    // when
    const [seen] = await lookAtInstances(world.ports, SITE, [whereabouts(world, null)]);
    // then
    expect(seen).toMatchObject({ instanceId: known(world), state: 'running', statusChecks: 'ok' });
    expect(seen?.volumeIds).toHaveLength(1);
    expect(seen?.pointInTimeAt).not.toBeNull();
  });

  test('does not treat the instance of another job as ours', async () => {
    // given
    const world = await holding();
    const answer = { ...whereabouts(world, null), jobId: 'drsjob-00000000000000999' };
    // when
    const [seen] = await lookAtInstances(world.ports, SITE, [answer]);
    // then
    expect(seen).toMatchObject({ instanceId: null, state: null, statusChecks: null });
  });

  test('never takes an instance for ours that DRS does not call a drill’s', async () => {
    // given
    const world = await holding();
    const { recoveryInstances } = world.ports.drs;
    world.ports.drs.recoveryInstances = async (...answer) =>
      (await recoveryInstances(...answer)).map((instance) => ({ ...instance, isDrill: false }));
    // when
    const [seen] = await lookAtInstances(world.ports, SITE, [whereabouts(world, null)]);
    // then
    expect(seen?.instanceId).toBeNull();
  });

  test('reports no status checks of an instance that does not run', async () => {
    const world = await holding();
    world.aws.stopOutside(SITE, known(world) ?? '');
    await passTime(world, 120);
    const [seen] = await lookAtInstances(world.ports, SITE, [whereabouts(world, known(world))]);
    expect(seen).toMatchObject({ state: 'stopped', statusChecks: null });
  });
});

describe('a look at points', () => {
  test('finds the point with the instance’s time', async () => {
    const world = await holding();
    const { point } = record(world).servers[world.servers[0] ?? ''] ?? {};
    expect(point).toMatchObject({ kind: 'ON_DEMAND', snapshotId: expect.stringMatching(/^pit-/) });
    const sourceServerId = world.servers[0] ?? '';
    const { answers: found } = await lookAtPoints(world.ports, SITE, [{ sourceServerId, at: (point?.at ?? 0) + 300 }]);
    expect(found).toEqual([{ sourceServerId, snapshotId: point?.snapshotId }]);
  });

  test('finds none when no point has that time', async () => {
    const world = openWorld();
    const sourceServerId = world.servers[0] ?? '';
    const { answers: found } = await lookAtPoints(world.ports, SITE, [
      { sourceServerId, at: world.aws.now() + 123_456 },
    ]);
    expect(found).toEqual([{ sourceServerId, snapshotId: null }]);
  });
});

async function find(world: FlowWorld, sourceServerIds = world.servers, tag = TAG) {
  const jobs = await world.ports.drs.jobs(SITE, { since: world.aws.now() - 3_600_000 });
  return ourLaunch(jobs, { owner: OWNER, tag, sourceServerIds });
}

async function holding(): Promise<FlowWorld> {
  const world = openWorld();
  await request(world);
  await untilPhase(world, 'HOLDING');
  return world;
}

function known(world: FlowWorld): string | undefined {
  return record(world).servers[world.servers[0] ?? '']?.instanceId;
}

/** The input about the drill's only server. */
function whereabouts(world: FlowWorld, instanceId: string | null | undefined) {
  const jobId = record(world).launches[0]?.jobId ?? '';
  return { sourceServerId: world.servers[0] ?? '', jobId, instanceId: instanceId ?? null };
}
