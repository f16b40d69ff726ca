import { describe, expect, test } from 'vitest';
import type { RecoveryInstance } from '../../src/drill/inputs.ts';
import { CallFailed } from '../../src/flow/errors.ts';
import { refusedServers } from '../../src/flow/perform/recheckBeforeLaunch.ts';
import { SITE } from '../builders.ts';
import {
  callsDuring,
  type FlowWorld,
  inspected,
  openWorld,
  passTime,
  record,
  request,
  startThirdPartyDrill,
  untilPhase,
} from './given.ts';

const HOURS_MS = 3_600_000;

describe('an instance that DRS no longer lists', () => {
  test('is seen by its tags, and the drill is rejected: a launch would delete production', async () => {
    // given
    const world = await failedOver();
    // when
    await request(world);
    const drill = await untilPhase(world, 'ENDED');
    // then
    expect(drill).toMatchObject({ outcome: 'REJECTED', failedChecks: [{ check: 'no-real-instance' }] });
    expect(world.aws.liveInstances()).toHaveLength(1);
  });

  test('is also seen in the last look before a launch', async () => {
    const world = await failedOver();
    const [instance] = world.aws.liveInstances();
    expect(await refused(world)).toEqual([
      `Instance ${instance?.instanceId} is running in EC2, and DRS does not list it as a drill instance.`,
    ]);
  });

  test('is seen by its id when its tags were removed', async () => {
    // given
    const world = await failedOver();
    const [instance] = world.aws.liveInstances();
    world.aws.untagOutside(SITE, instance?.instanceId ?? '');
    // when
    const [seen] = await inspected(world);
    // then
    expect(seen).toMatchObject({ unlistedInstances: [{ instanceId: instance?.instanceId, state: 'running' }] });
  });

  test('is gone when EC2 calls it terminated', async () => {
    const world = await failedOver();
    world.aws.terminateOutside(SITE, world.aws.liveInstances()[0]?.instanceId ?? '');
    await passTime(world, 120);
    const [seen] = await inspected(world);
    expect(seen).toMatchObject({ unlistedInstances: [] });
    expect(seen).not.toMatchObject({ recoveryUnseen: true });
  });

  test('is unseen when EC2 has forgotten it: the drill takes a second look, then runs', async () => {
    // given
    const world = await failedOver();
    world.aws.terminateOutside(SITE, world.aws.liveInstances()[0]?.instanceId ?? '');
    world.aws.advance(world.aws.now() + 3 * HOURS_MS);
    expect(await inspected(world)).toMatchObject([{ recoveryUnseen: true, unlistedInstances: [] }]);
    // when
    await request(world);
    await passTime(world, 200);
    expect(record(world).phase).toBe('VALIDATING');
    // then
    expect((await untilPhase(world, 'ENDED')).outcome).toBe('PASSED');
  });

  test('is left to the check on drill instances when it was a drill’s and DRS says so', async () => {
    const world = openWorld([{ launchSeconds: 60 }]);
    startThirdPartyDrill(world, world.servers);
    await passTime(world, 120);
    expect(await inspected(world)).toMatchObject([{ liveInstances: [{ isDrill: true }], unlistedInstances: [] }]);
  });

  test('counts for every server in the question when it names no server', async () => {
    const world = openWorld(2);
    const instances = async () => [
      {
        instanceId: 'i-00000001',
        state: 'running',
        sourceServerId: null,
        jobId: null,
        attachedAt: null,
        privateAddress: null,
        subnetId: null,
        securityGroupIds: [],
        volumeIds: [],
      },
    ];
    world.ports.ec2.instances = instances;
    expect(await inspected(world)).toMatchObject([
      { unlistedInstances: [{ instanceId: 'i-00000001' }] },
      { unlistedInstances: [{ instanceId: 'i-00000001' }] },
    ]);
  });
});

describe('a real recovery that was launched', () => {
  test('and names no instance gives no answer: the look has failed', async () => {
    // given
    const world = await failedOver();
    const { jobLog } = world.ports.drs;
    world.ports.drs.jobLog = async (site, jobId) =>
      (await jobLog(site, jobId)).map((item) => ({ ...item, instanceId: null }));
    // then
    await expect(inspected(world)).rejects.toMatchObject({ kind: 'UNAVAILABLE' });
  });

  test('and whose log DRS refuses to show never counts as ended, however often it is looked at', async () => {
    // given
    const world = await failedOver();
    world.ports.drs.jobLog = async () => {
      throw new CallFailed('DENIED', 'DescribeJobLogItems: AccessDeniedException: not you');
    };
    // when
    await request(world);
    const drill = await untilPhase(world, 'ENDED');
    // then
    expect(drill.outcome).toBe('REJECTED');
    expect(drill.failedChecks).toMatchObject([{ check: 'no-real-instance', sourceServerId: world.servers[0] }]);
  });

  test('costs nothing more when no last launch was one', async () => {
    const world = openWorld(3);
    const calls = await callsDuring(world, () => inspected(world));
    expect(calls).not.toHaveProperty(['drs:DescribeJobs']);
    expect(calls).toMatchObject({ 'ec2:DescribeInstances': 2 });
  });
});

test('an entry in DRS without a server counts for every server in the question', async () => {
  const world = openWorld(2);
  const listed: RecoveryInstance = {
    ...{ instanceId: 'i-00000001', sourceServerId: '', jobId: null, isDrill: false, state: 'RUNNING' },
    ...{ pointInTimeAt: null, volumeIds: [] },
  };
  world.ports.drs.recoveryInstances = async () => [listed];
  expect(await inspected(world)).toMatchObject([{ liveInstances: [listed] }, { liveInstances: [listed] }]);
  expect(await refused(world)).toHaveLength(2);
});

/** An operator has recovered the server for real, and has disconnected its instance from DRS. */
async function failedOver(): Promise<FlowWorld> {
  const world = openWorld([{ launchSeconds: 60 }]);
  world.aws.startRealRecovery(SITE, world.servers);
  await passTime(world, 900);
  const [instance] = world.aws.liveInstances();
  const input = { recoveryInstanceID: instance?.instanceId };
  world.aws.call('drs', 'DisconnectRecoveryInstance', input, SITE);
  world.aws.call('drs', 'DeleteRecoveryInstance', input, SITE);
  return world;
}

async function refused(world: FlowWorld): Promise<string[]> {
  const servers = world.servers.map((sourceServerId) => ({ sourceServerId, mayReplaceDrill: true }));
  const at = world.aws.now();
  const effect = {
    ...{ kind: 'StartRecovery' as const, launch: 0, servers, recoveryPoint: { type: 'LATEST' as const }, tags: {} },
    ...{ requestedAt: at, lookedAt: at, searchFrom: at, attempt: 1 },
  };
  return (await refusedServers(world.ports, SITE, effect, [])).map(({ reason }) => reason);
}
