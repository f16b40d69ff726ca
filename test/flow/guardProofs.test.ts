import { describe, expect, test } from 'vitest';
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
