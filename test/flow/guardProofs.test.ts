import { describe, expect, test } from 'vitest';
import { OtherSchema } from '../../src/flow/errors.ts';
import { guardDrill, guardSite } from '../../src/flow/guard.ts';
import { SITE } from '../builders.ts';
import { DRILL_ID, type FlowWorld, openWorld, passTime, record, request, untilPhase } from './given.ts';

const DAY = 86_400_000;

describe('the guard uses the same proofs as the drill', () => {
  test('and leaves a machine that a server was launched into', async () => {
    // given: the drill no longer advances
    const world = await launchedInto();
    const [machine] = world.aws.liveInstances();
    stopTheDrill(world);
    // when
    await guardDrill(world.ports, { site: SITE, drillId: DRILL_ID, n: 9 });
    await guardSite(later(world), SITE);
    // then
    expect(world.aws.history.terminations).toEqual([]);
    expect(world.aws.liveInstances()).toEqual([machine]);
    expect(world.logged).toContainEqual({
      message: 'guard left an instance that is not proved ours',
      details: { instanceId: machine?.instanceId, missing: expect.stringContaining('older than the job') },
    });
  });

  test('and repeats for an instance whose proof is missing for now', async () => {
    // given
    const world = await holding();
    stopTheDrill(world);
    const { instances } = world.ports.ec2;
    world.ports.ec2.instances = async () => [];
    await guardDrill(world.ports, { site: SITE, drillId: DRILL_ID, n: 9 });
    expect(world.aws.history.terminations).toEqual([]);
    // when
    world.ports.ec2.instances = instances;
    await passTime(world, 600);
    // then
    expect(world.aws.history.terminations).toHaveLength(1);
  });

  test('and cleans up after a deleted job that is on record', async () => {
    for (const guard of [hardStop, sweep]) {
      // given
      const world = await holding();
      stopTheDrill(world);
      deleteJobs(world);
      // when
      await guard(world);
      // then
      expect(world.aws.history.terminations.map(({ instanceIds }) => instanceIds)).toEqual([instancesOf(world)]);
    }
  });

  test('but a deleted job that is on no record proves nothing', async () => {
    for (const guard of [hardStop, sweep]) {
      // given
      const world = await holding();
      stopTheDrill(world);
      deleteJobs(world);
      world.ports.drills.load = async () => undefined;
      // when
      await guard(world);
      // then
      expect(world.aws.history.terminations).toEqual([]);
    }
  });

  test('and names no more instances in a call than the deployment allows servers in a job', async () => {
    // given
    const world = await holding(3);
    stopTheDrill(world);
    // when
    await guardDrill(world.ports, { site: SITE, drillId: DRILL_ID, n: 9 }, 2);
    // then
    expect(world.aws.history.terminations.map(({ instanceIds }) => instanceIds.length)).toEqual([2, 1]);
  });
});

async function holding(servers = 1): Promise<FlowWorld> {
  const world = openWorld(servers);
  await request(world);
  await untilPhase(world, 'HOLDING');
  return world;
}

async function launchedInto(): Promise<FlowWorld> {
  const world = openWorld();
  world.held.add('StartRecovery');
  await request(world);
  await passTime(world, 30);
  world.aws.launchInto(SITE, world.servers[0] ?? '', world.aws.addMachine(SITE, 'stopped'));
  world.held.clear();
  await untilPhase(world, 'HOLDING');
  return world;
}

/** From now on the drill's own effects do nothing. */
function stopTheDrill(world: FlowWorld): void {
  for (const kind of ['Wake', 'ArmWake', 'Terminate', 'LookForLeftovers', 'LookAtLaunches', 'LookAtInstances'] as const)
    world.held.add(kind);
}

test('a hard stop that finds neither the record nor its jobs repeats, until the record can be read', async () => {
  // given: DRS has deleted the jobs, and another version has written the record
  const world = openWorld();
  await request(world, { terms: { holdSeconds: 3600 } });
  await untilPhase(world, 'HOLDING');
  deleteJobs(world);
  world.queue.splice(0);
  const { load } = world.ports.drills;
  world.ports.drills.load = async () => {
    throw new OtherSchema('drill', 'newer');
  };
  const stop = { site: SITE, drillId: DRILL_ID, n: record(world).hardStopCount };
  await guardDrill(world.ports, stop);
  expect(world.aws.liveInstances()).toHaveLength(1);
  // when: the deployment goes on with the newer version, which only this stop's repetition notices
  world.ports.drills.load = load;
  world.ports.inbox.put = async () => undefined;
  await passTime(world, 1800);
  // then
  expect(world.aws.liveInstances()).toEqual([]);
});

test('a hard stop without a record does not repeat for a drill that has ended', async () => {
  const world = openWorld();
  await request(world);
  await untilPhase(world, 'ENDED');
  world.ports.drills.load = async () => {
    throw new OtherSchema('drill', 'newer');
  };
  await passTime(world, 1200);
  const before = world.aws.calls.total()['scheduler:CreateSchedule'];
  await guardDrill(world.ports, { site: SITE, drillId: DRILL_ID, n: 1 });
  expect(world.aws.calls.total()['scheduler:CreateSchedule']).toBe(before);
});

function deleteJobs(world: FlowWorld): void {
  for (const { jobId } of record(world).launches) world.aws.call('drs', 'DeleteJob', { jobID: jobId }, SITE);
}

function hardStop(world: FlowWorld): Promise<void> {
  return guardDrill(world.ports, { site: SITE, drillId: DRILL_ID, n: 9 });
}

function sweep(world: FlowWorld): Promise<void> {
  return guardSite(later(world), SITE);
}

/** The next day: every hard stop is past. */
function later({ ports }: FlowWorld): FlowWorld['ports'] {
  return { ...ports, clock: { ...ports.clock, now: () => ports.clock.now() + DAY } };
}

function instancesOf(world: FlowWorld): (string | undefined)[] {
  return Object.values(record(world).servers).map((server) => server.instanceId);
}
