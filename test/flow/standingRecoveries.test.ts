import { describe, expect, test } from 'vitest';
import type { Faults } from '../../src/simulator/aws/faults.ts';
import { SITE } from '../builders.ts';
import {
  callsDuring,
  type FlowWorld,
  inspected,
  openWorld,
  passTime,
  request,
  startThirdPartyDrill,
  untilPhase,
} from './given.ts';

const HOUR_SECONDS = 3600;
const DAY_SECONDS = 24 * HOUR_SECONDS;

describe('an instance of a real recovery that has left DRS and lost its tags stays production', () => {
  test('after a later drill of a third party that was skipped', async () => {
    // given
    const world = await failedOverUntagged();
    const [production] = world.aws.liveInstances();
    await later(world, { serverSkipped: 1 }, () => startThirdPartyDrill(world, world.servers));
    // when
    await request(world);
    const drill = await untilPhase(world, 'ENDED');
    // then
    expect(drill).toMatchObject({ outcome: 'REJECTED', failedChecks: [{ check: 'no-real-instance' }] });
    expect(drill.failedChecks[0]?.message).toContain(production?.instanceId);
    expect(world.aws.liveInstances()).toEqual([production]);
  });

  test('after a later real recovery that was skipped', async () => {
    const world = await failedOverUntagged();
    const [production] = world.aws.liveInstances();
    await later(world, { serverSkipped: 1 }, () => world.aws.startRealRecovery(SITE, world.servers));
    expect(await inspected(world)).toMatchObject([
      { unlistedInstances: [{ instanceId: production?.instanceId, state: 'running' }] },
    ]);
  });

  test('after many failed drills, months later', async () => {
    // given
    const world = await failedOverUntagged();
    const [production] = world.aws.liveInstances();
    for (let drills = 0; drills < 3; drills++) {
      await passTime(world, 30 * DAY_SECONDS);
      await later(world, { serverSkipped: 1 }, () => startThirdPartyDrill(world, world.servers));
    }
    // then
    expect(await inspected(world)).toMatchObject([{ unlistedInstances: [{ instanceId: production?.instanceId }] }]);
  });

  test('when its job no longer names its servers', async () => {
    // given: DRS lists no servers of a job once it has ended, only its log does
    const world = await failedOverUntagged({ participatingServersEmpty: 1 });
    const [production] = world.aws.liveInstances();
    await later(world, { serverSkipped: 1 }, () => startThirdPartyDrill(world, world.servers));
    // then
    expect(await inspected(world)).toMatchObject([{ unlistedInstances: [{ instanceId: production?.instanceId }] }]);
  });

  test('where DRS does not name the job of the last launch', async () => {
    // given
    const world = await failedOverUntagged();
    const { drs } = world.ports;
    const unnamed = async (...args: Parameters<typeof drs.sourceServers>) =>
      (await drs.sourceServers(...args)).map((one) => ({ ...one, lastLaunch: { ...one.lastLaunch, jobId: null } }));
    world.ports.drs = { ...drs, sourceServers: unnamed };
    // then
    await expect(inspected(world)).rejects.toThrow('does not name the last launch job');
  });

  test('until a launch that has made an instance has replaced it', async () => {
    // given
    const world = await failedOverUntagged();
    await later(world, {}, () => startThirdPartyDrill(world, world.servers));
    terminateAll(world);
    // EC2 shows a terminated instance for an hour.
    await passTime(world, 3 * HOUR_SECONDS);
    await later(world, { serverSkipped: 1 }, () => startThirdPartyDrill(world, world.servers));
    // then
    const [seen] = await inspected(world);
    expect(seen).toMatchObject({ unlistedInstances: [] });
    expect(seen).not.toHaveProperty('recoveryUnseen');
  });

  test('until EC2 calls it terminated', async () => {
    // given
    const world = await failedOverUntagged();
    await later(world, { serverSkipped: 1 }, () => startThirdPartyDrill(world, world.servers));
    terminateAll(world);
    await passTime(world, 60);
    // then
    const [seen] = await inspected(world);
    expect(seen).toMatchObject({ unlistedInstances: [] });
    expect(seen).not.toHaveProperty('recoveryUnseen');
  });
});

test('a real recovery of other servers does not concern a server whose last drill failed', async () => {
  const world = openWorld([{ launchSeconds: 60 }, { launchSeconds: 60 }]);
  const [ours = '', theirs = ''] = world.servers;
  await later(world, { participatingServersEmpty: 1 }, () => world.aws.startRealRecovery(SITE, [theirs]));
  await later(world, { serverSkipped: 1 }, () => startThirdPartyDrill(world, [ours]));
  const [seen] = await inspected(world, [ours]);
  expect(seen).toMatchObject({ unlistedInstances: [] });
  expect(seen).not.toHaveProperty('recoveryUnseen');
});

describe('the list of jobs costs a query', () => {
  test('when a last launch has made no instance', async () => {
    const world = openWorld(3);
    await later(world, { serverSkipped: 1 }, () => startThirdPartyDrill(world, world.servers));
    expect(await callsDuring(world, () => inspected(world))).toMatchObject({ 'drs:DescribeJobs': 1 });
  });

  test('and none when every last launch has', async () => {
    const world = openWorld([{ launchSeconds: 60 }]);
    await later(world, {}, () => startThirdPartyDrill(world, world.servers));
    expect(await callsDuring(world, () => inspected(world))).not.toHaveProperty(['drs:DescribeJobs']);
  });
});

/** An operator has recovered the server for real, disconnected its instance from DRS, and removed its tags. */
async function failedOverUntagged(faults: Partial<Faults> = {}): Promise<FlowWorld> {
  const world = openWorld([{ launchSeconds: 60 }]);
  await later(world, faults, () => world.aws.startRealRecovery(SITE, world.servers));
  const recoveryInstanceID = world.aws.liveInstances()[0]?.instanceId ?? '';
  world.aws.call('drs', 'DisconnectRecoveryInstance', { recoveryInstanceID }, SITE);
  world.aws.call('drs', 'DeleteRecoveryInstance', { recoveryInstanceID }, SITE);
  world.aws.untagOutside(SITE, recoveryInstanceID);
  return world;
}

/** Launches while these faults last, until the job has ended. */
async function later(world: FlowWorld, faults: Partial<Faults>, launch: () => unknown): Promise<void> {
  const usual = { ...world.faults };
  Object.assign(world.faults, faults);
  launch();
  Object.assign(world.faults, usual);
  await passTime(world, 900);
}

function terminateAll(world: FlowWorld): void {
  for (const { instanceId } of world.aws.liveInstances()) world.aws.terminateOutside(SITE, instanceId);
}
