import { describe, expect, test } from 'vitest';
import { EMPTY_LOOK_SECONDS } from '../../../src/drill/bounds.ts';
import type { RecoveryPointChoice } from '../../../src/drill/drill.ts';
import { inTurns } from '../../../src/flow/inTurns.ts';
import { findBusy, inspect, isLive } from '../../../src/flow/perform/inspect.ts';
import { SITE, serverId } from '../../builders.ts';
import {
  callsDuring,
  type FlowWorld,
  MINUTE,
  openWorld,
  passTime,
  startDrillInto,
  startThirdPartyDrill,
} from '../given.ts';

describe('an inspection', () => {
  test('reports what a validation must know of every server, in the order of the request', async () => {
    // given
    const world = openWorld([
      { hostname: 'db-1', lagSeconds: 40, tags: { team: 'shop' } },
      {
        replicationState: 'STALLED',
        replicationError: 'UNSTABLE_NETWORK',
        launchDisposition: 'STOPPED',
        launchIntoInstanceId: 'i-0123456789abcdef0',
      },
    ]);
    // when
    const [first, second] = await look(world, world.servers);
    // then
    expect(first).toMatchObject({
      sourceServerId: world.servers[0],
      exists: true,
      hostname: 'db-1',
      replicationState: 'CONTINUOUS',
      lagSeconds: 40,
      extendedFrom: null,
      launchIntoInstanceId: null,
      liveInstances: [],
      tags: { team: 'shop' },
    });
    expect(second).toMatchObject({
      replicationState: 'STALLED',
      replicationError: { code: 'UNSTABLE_NETWORK' },
      launchDisposition: 'STOPPED',
      launchIntoInstanceId: 'i-0123456789abcdef0',
    });
  });

  test('reports that a server does not exist when DRS does not list it', async () => {
    const world = openWorld(1);
    expect(await look(world, [serverId(77)])).toEqual([{ sourceServerId: serverId(77), exists: false }]);
  });

  test('sees the live instance of a real recovery', async () => {
    // given
    const world = openWorld([{ launchSeconds: 60 }]);
    world.aws.startRealRecovery(SITE, world.servers);
    await passTime(world, 120);
    // when
    const [seen] = await look(world, world.servers);
    // then
    expect(seen).toMatchObject({ liveInstances: [{ isDrill: false }], lastLaunch: { status: 'LAUNCHED' } });
  });

  test('reports a machine that a drill was launched into, where a waiver would let a launch replace it', async () => {
    // given
    const world = openWorld([{ launchSeconds: 60 }]);
    const machine = startDrillInto(world);
    await passTime(world, 120);
    world.aws.untagOutside(SITE, machine);
    // when
    const [seen] = await lookWaived(world);
    const [unrequested] = await look(world, world.servers);
    // then
    const missing = 'it is older than the job that should have made it';
    expect(seen).toMatchObject({ notMadeInstances: [{ instanceId: machine, missing }] });
    expect(unrequested).not.toHaveProperty('notMadeInstances');
  });

  test('lets a waiver replace what its own job has made', async () => {
    const world = openWorld([{ launchSeconds: 60 }]);
    startThirdPartyDrill(world, world.servers);
    await passTime(world, 120);
    const [seen] = await lookWaived(world);
    expect(seen).toMatchObject({ liveInstances: [{ isDrill: true }] });
    expect(seen).not.toHaveProperty('notMadeInstances');
  });

  test('costs four questions for all, and three for each server', async () => {
    const world = openWorld(20);
    expect(await callsDuring(world, () => look(world, world.servers))).toEqual({
      'drs:DescribeSourceServers': 1,
      'drs:DescribeRecoveryInstances': 1,
      'ec2:DescribeInstances': 2,
      'drs:GetLaunchConfiguration': 20,
      'ec2:DescribeLaunchTemplateVersions': 20,
      'drs:DescribeRecoverySnapshots': 20,
    });
  });

  test('finds the newest point, the newest before a time, or the named one', async () => {
    // given
    const start = openWorld(1).aws.now();
    const world = openWorld([{ snapshots: [start - 60 * MINUTE, start - 40 * MINUTE, start - 20 * MINUTE] }]);
    const [id = ''] = world.servers;
    const newest = await pointsOf(world, { type: 'LATEST' });
    const before = await pointsOf(world, { type: 'AT_OR_BEFORE', at: start - 30 * MINUTE });
    const all = await world.ports.drs.recoveryPoints(SITE, id, { from: 0 });
    const oldest = all.at(-1)?.snapshotId ?? '';
    // when
    const named = await pointsOf(world, { type: 'ID', ids: { [id]: oldest } });
    // then
    expect(newest.map((point) => point.at)).toEqual([start - 20 * MINUTE]);
    expect(before.map((point) => point.at)).toEqual([start - 40 * MINUTE]);
    expect(named[0]).toEqual({ snapshotId: oldest, at: start - 60 * MINUTE });
  });
});

describe('who is busy', () => {
  test('is every server in an open job, whoever started it', async () => {
    // given
    const world = openWorld(3);
    const [a = '', b = '', c = ''] = world.servers;
    const theirs = startThirdPartyDrill(world, [a]);
    const real = world.aws.startRealRecovery(SITE, [b]);
    // when
    const { jobs } = await findBusy(world.ports, SITE, [a, b, c]);
    // then
    const byServer = jobs.map(({ sourceServerId, jobId }) => [sourceServerId, jobId]);
    expect(Object.fromEntries(byServer)).toEqual({ [a]: theirs, [b]: real });
  });

  test('is also one whose job has just ended: DRS may not list its instance yet', async () => {
    // given
    const world = openWorld([{ launchSeconds: 60 }]);
    const jobId = startThirdPartyDrill(world, world.servers);
    await passTime(world, 120);
    // when
    const { jobs } = await findBusy(world.ports, SITE, world.servers);
    // then
    expect(jobs).toMatchObject([{ sourceServerId: world.servers[0], jobId }]);
  });

  test('is not one whose job ended five minutes ago', async () => {
    const world = openWorld([{ launchSeconds: 60 }]);
    startThirdPartyDrill(world, world.servers);
    await passTime(world, 60 + 10 + EMPTY_LOOK_SECONDS);
    expect((await findBusy(world.ports, SITE, world.servers)).jobs).toEqual([]);
  });

  test('and real recoveries of the site are reported, whichever servers they launch', async () => {
    const world = openWorld(2);
    const [requested = '', other = ''] = world.servers;
    const jobId = world.aws.startRealRecovery(SITE, [other]);
    expect(await findBusy(world.ports, SITE, [requested])).toEqual({
      jobs: [],
      recoveryJobIds: [jobId],
      crowd: { jobs: 1, servers: 1 },
    });
  });

  test('is not a server outside the request', async () => {
    const world = openWorld(2);
    startThirdPartyDrill(world, world.servers.slice(0, 1));
    expect((await findBusy(world.ports, SITE, world.servers.slice(1))).jobs).toEqual([]);
  });
});

test.each([
  ['RUNNING', true],
  ['STOPPED', true],
  ['SHUTTING-DOWN', true],
  ['A_WORD_OF_TOMORROW', true],
  ['TERMINATED', false],
  ['NOT_FOUND', false],
])('an instance that DRS calls %s lives: %s', (state, lives) => {
  expect(isLive({ state })).toBe(lives);
});

test('questions run a few at a time, and their answers keep the order', async () => {
  // given
  let running = 0;
  let most = 0;
  const ask = async (item: number) => {
    running += 1;
    most = Math.max(most, running);
    await Promise.resolve();
    running -= 1;
    return item * 10;
  };
  // when
  const answers = await inTurns([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], ask);
  // then
  expect(answers).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120]);
  expect(most).toBe(5);
});

async function look(
  world: FlowWorld,
  sourceServerIds: string[],
  recoveryPoint: RecoveryPointChoice = { type: 'LATEST' },
) {
  return (await inspect(world.ports, SITE, { sourceServerIds, recoveryPoint })).answers;
}

/** Each server's live drill instance may be replaced. */
async function lookWaived(world: FlowWorld) {
  const { servers } = world;
  const requested = { sourceServerIds: servers, recoveryPoint: { type: 'LATEST' }, mayReplaceDrill: servers } as const;
  return (await inspect(world.ports, SITE, requested)).answers;
}

async function pointsOf(world: FlowWorld, choice: RecoveryPointChoice) {
  const [seen] = await look(world, world.servers, choice);
  return seen?.exists === true ? seen.points : [];
}
