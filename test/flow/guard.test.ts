import { describe, expect, test } from 'vitest';
import { CallFailed, OtherSchema } from '../../src/flow/errors.ts';
import { guardDrill, guardSite } from '../../src/flow/guard.ts';
import { SITE } from '../builders.ts';
import {
  DRILL_ID,
  type FlowWorld,
  factsOf,
  openWorld,
  passTime,
  publish,
  record,
  request,
  runUntilQuiet,
  SECOND,
  startThirdPartyDrill,
  THIRD_PARTY,
  untilPhase,
} from './given.ts';

const DAY = 86_400 * SECOND;
const STOP = { site: SITE, drillId: DRILL_ID, n: 1 };

describe('the hard stop', () => {
  test('terminates although the record cannot be read', async () => {
    // given
    const world = await holding();
    world.ports.drills.load = async () => {
      throw new OtherSchema('drill', 'newer');
    };
    // when
    await guardDrill(world.ports, newestStop(world));
    // then
    expect(terminated(world)).toEqual(instancesOf(world));
    expect(world.logged.map((line) => line.message)).toContain('guard could not read the record');
  });

  test('terminates although the record is gone', async () => {
    // given
    const world = await holding();
    world.ports.drills.load = async () => undefined;
    // when
    await guardDrill(world.ports, STOP);
    // then
    expect(terminated(world)).toEqual(instancesOf(world));
  });

  test.each([
    ['who initiated its jobs', { initiatedBy: null }],
    ['the tags of its jobs', { hidesTags: true as const, tags: {} }],
  ])('repeats when DRS does not report %s, because a later call may report it', async (_what, hidden) => {
    // given: no record says which jobs are the drill's
    const world = await holding();
    world.ports.drills.load = async () => undefined;
    const { jobs } = world.ports.drs;
    world.ports.drs.jobs = async (...requested) => (await jobs(...requested)).map((job) => ({ ...job, ...hidden }));
    await passTime(world, 600);
    const schedules = () => world.aws.calls.total()['scheduler:CreateSchedule'] ?? 0;
    const before = schedules();
    // when
    await guardDrill(world.ports, STOP);
    // then
    expect([terminated(world), schedules()]).toEqual([[], before + 1]);
  });

  test('terminates a drill that hangs, by the schedule alone, and the drill gets the result', async () => {
    // given: from the hold on, queue, stream and wakes deliver nothing
    const world = await holding();
    const stopAt = record(world).hardStop?.at ?? 0;
    for (const kind of ['Wake', 'ArmWake', 'Terminate', 'LookForLeftovers'] as const) world.held.add(kind);
    const ours = instancesOf(world);
    const stuck = world.ports.drills.save;
    world.ports.drills.save = async () => ({ result: 'STALE' });
    // when: neither the end of the hold nor the hard stop reaches the drill
    const untilAfterTheStop = () => passTime(world, (stopAt - world.aws.now()) / SECOND + 3600);
    await expect(untilAfterTheStop()).rejects.toThrow('at every attempt to save it');
    expect(terminated(world)).toEqual([]);
    await expect(untilAfterTheStop()).rejects.toThrow('at every attempt to save it');
    // then
    expect(terminated(world)).toEqual(ours);
    world.ports.drills.save = stuck;
    world.held.clear();
    const drill = await untilPhase(world, 'ENDED');
    expect(drill).toMatchObject({ cleanup: 'CLEAN' });
    expect(factsOf(world)).toContainEqual(expect.objectContaining({ type: 'GuardTerminated', instanceIds: ours }));
    expect(world.aws.liveInstances()).toEqual([]);
  });

  test('leaves a volume that a tester attached to the drill, which is not clean before it is deleted', async () => {
    // given
    const world = await holding();
    const [instanceId = ''] = instancesOf(world);
    const volumeId = world.aws.attachVolume(SITE, instanceId);
    // when: the hard stop terminates instead of the drill, and the drill looks only after everything has ended
    for (const kind of ['Wake', 'ArmWake', 'Terminate', 'LookForLeftovers'] as const) world.held.add(kind);
    await passTime(world, ((record(world).hardStop?.at ?? 0) - world.aws.now()) / SECOND + 1800);
    expect(terminated(world)).toEqual([instanceId]);
    world.held.clear();
    await passTime(world, 3 * 3600);
    // then
    const [server = ''] = world.servers;
    expect(record(world)).toMatchObject({ cleanup: 'LEAKED', standing: { [server]: volumeId } });
    world.aws.call('ec2', 'DeleteVolume', { VolumeId: volumeId }, SITE);
    expect((await untilPhase(world, 'ENDED')).cleanup).toBe('CLEAN');
  });

  test('terminates although it cannot read which volumes were attached', async () => {
    // given
    const world = await holding();
    const ours = instancesOf(world);
    world.ports.instances.find = async () => {
      throw new OtherSchema('instance', 'newer');
    };
    // when
    await guardDrill(world.ports, newestStop(world));
    // then
    expect(terminated(world)).toEqual(ours);
  });

  test('stands down for a later stop', async () => {
    // given
    const world = await holding();
    await publish(world, { type: 'HoldUntilRequested', by: 'operator', holdUntil: world.aws.now() + 9_000_000 });
    await runUntilQuiet(world);
    expect(record(world).hardStop?.n).toBeGreaterThan(1);
    // when
    await guardDrill(world.ports, STOP);
    // then
    expect(terminated(world)).toEqual([]);
  });

  test('sends DRS no query about a drill that has ended with everything proved gone', async () => {
    // given
    const world = openWorld();
    await request(world);
    await untilPhase(world, 'ENDED');
    const before = world.aws.calls.total();
    // when
    await guardDrill(world.ports, STOP);
    // then
    expect(record(world).cleanup).toBe('CLEAN');
    expect(world.aws.calls.total()).toEqual(before);
  });

  test('does not stand down for a later stop that is past too', async () => {
    // given
    const world = await holding();
    await publish(world, { type: 'HoldUntilRequested', by: 'operator', holdUntil: world.aws.now() + 9_000_000 });
    await runUntilQuiet(world);
    for (const kind of ['Wake', 'ArmWake', 'Terminate'] as const) world.held.add(kind);
    const { now } = world.ports.clock;
    world.ports.clock.now = () => now() + 86_400_000;
    // when
    await guardDrill(world.ports, STOP);
    // then
    expect(terminated(world)).toEqual(instancesOf(world));
  });

  test('leaves the drill instance of another deployment in the same site untouched', async () => {
    // given: their drill has the very same id
    const world = openWorld(2);
    const [ours = '', theirs = ''] = world.servers;
    startThirdPartyDrill(world, [theirs], THIRD_PARTY);
    await request(world, { waves: [[ours]] });
    await untilPhase(world, 'HOLDING');
    // when
    await guardDrill(world.ports, newestStop(world));
    // then
    const kept = world.aws.liveInstances().find((instance) => instance.sourceServerId === theirs);
    expect(terminated(world)).toEqual([record(world).servers[ours]?.instanceId]);
    expect(terminated(world)).not.toContain(kept?.instanceId);
  });

  test('leaves the instance of a real recovery in the same site untouched', async () => {
    // given
    const world = openWorld(2);
    const [ours = '', real = ''] = world.servers;
    await request(world, { waves: [[ours]] });
    await untilPhase(world, 'HOLDING');
    world.aws.startRealRecovery(SITE, [real]);
    await passTime(world, 900);
    // when
    await guardDrill(world.ports, newestStop(world));
    // then
    const kept = world.aws.liveInstances().find((instance) => instance.sourceServerId === real);
    expect(kept?.isDrill).toBe(false);
    expect(terminated(world)).not.toContain(kept?.instanceId);
  });

  test('leaves the instances of our other drills untouched', async () => {
    // given
    const world = openWorld(2);
    const [a = '', b = ''] = world.servers;
    const other = 'd-000000000000000000000009';
    await request(world, { waves: [[a]] });
    await request(world, { drillId: other, waves: [[b]], terms: { holdSeconds: 7200 } });
    await untilPhase(world, 'HOLDING');
    await untilPhase(world, 'HOLDING', other);
    // when
    await guardDrill(world.ports, newestStop(world));
    // then
    expect(terminated(world)).toEqual([record(world).servers[a]?.instanceId]);
  });

  test('never treats an instance as ours if DRS does not call it a drill’s, whatever its job says', async () => {
    // given
    const world = await holding();
    const { recoveryInstances } = world.ports.drs;
    world.ports.drs.recoveryInstances = async (...requested) =>
      (await recoveryInstances(...requested)).map((instance) => ({ ...instance, isDrill: false }));
    // when
    await guardDrill(world.ports, newestStop(world));
    // then
    expect(terminated(world)).toEqual([]);
  });

  test('writes down what it found before it acts, and repeats when DRS did not accept it', async () => {
    // given
    const world = await holding();
    world.faults.internalError = { 'drs:TerminateRecoveryInstances': 1 };
    // when
    await guardDrill(world.ports, newestStop(world));
    // then
    expect(terminated(world)).toEqual([]);
    const note = { type: 'GuardFound', instanceIds: instancesOf(world) };
    expect(world.table.notesOf(DRILL_ID).map((one) => one.note)).toContainEqual(note);
    expect(stopsArmed(world)).toBe(record(world).hardStopCount + 1);
  });

  test('retries in halves when the whole call is refused, so one busy server does not keep the others up', async () => {
    // given
    const world = await holding(3);
    const [busy = ''] = instancesOf(world);
    const { terminateProvenInstances } = world.ports.drs;
    world.ports.drs.terminateProvenInstances = async (site, instanceIds) => {
      if (instanceIds.includes(busy)) throw new CallFailed('CONFLICT', 'one of them is busy');
      return terminateProvenInstances(site, instanceIds);
    };
    // when
    await guardDrill(world.ports, newestStop(world));
    // then
    expect(terminated(world)).toEqual(instancesOf(world).filter((id) => id !== busy));
  });

  test('repeats for a launch that still runs: its instance is terminated without a readable record', async () => {
    // given: the stop comes while the job runs, and from then on only schedules fire
    const world = openWorld();
    await request(world);
    await passTime(world, 60);
    expect(record(world).launches[0]?.state).toBe('STARTED');
    world.queue.splice(0);
    world.ports.inbox.put = async () => undefined;
    world.ports.drills.load = async () => {
      throw new OtherSchema('drill', 'newer');
    };
    // when
    await guardDrill(world.ports, newestStop(world));
    expect(terminated(world)).toEqual([]);
    await passTime(world, 3600);
    // then
    expect(terminated(world)).toHaveLength(1);
    expect(world.aws.liveInstances()).toEqual([]);
  });

  test('stops repeating when no instance of the drill is alive', async () => {
    // given
    const world = await holding();
    await publish(world, { type: 'HoldEndRequested', by: 'operator' });
    await untilPhase(world, 'ENDED');
    await passTime(world, 600);
    const before = stopsArmed(world);
    // when
    await guardDrill(world.ports, newestStop(world));
    // then
    expect(stopsArmed(world)).toBe(before);
  });

  test('ends a drill that receives it as failed', async () => {
    // given
    const world = await holding();
    // when
    const drill = await publish(world, { type: 'HardStopFired', n: record(world).hardStop?.n ?? 0 });
    // then
    expect(drill).toMatchObject({ phase: 'TERMINATING', outcome: 'FAILED', cleanup: 'RUNNING' });
    expect((await untilPhase(world, 'ENDED')).cleanup).toBe('CLEAN');
  });
});

describe('the periodic guard', () => {
  test('terminates the leftovers of a drill whose record claims that everything is proved gone', async () => {
    // given
    const world = await holding();
    const ours = instancesOf(world);
    const { load } = world.ports.drills;
    world.ports.drills.load = async (drillId) => {
      const loaded = await load(drillId);
      return loaded && { ...loaded, drill: { ...loaded.drill, phase: 'ENDED', outcome: 'PASSED', cleanup: 'CLEAN' } };
    };
    await guardDrill(world.ports, newestStop(world));
    expect(terminated(world)).toEqual([]);
    // when
    await guardSite(world.ports, SITE);
    // then
    expect(terminated(world)).toEqual(ours);
  });

  test('does not touch a drill whose hard stop is still to come', async () => {
    // given
    const world = await holding();
    // when
    await guardSite(world.ports, SITE);
    // then
    expect(terminated(world)).toEqual([]);
  });

  test('terminates what is left when the hard stop is past and had no effect', async () => {
    // given
    const world = await holding();
    const { now } = world.ports.clock;
    world.ports.clock.now = () => now() + 86_400_000;
    // when
    await guardSite(world.ports, SITE);
    // then
    expect(terminated(world)).toEqual(instancesOf(world));
  });

  test('terminates what a job of ours left when its drill is unknown', async () => {
    // given
    const world = await holding();
    world.ports.drills.load = async () => undefined;
    // when
    await guardSite(world.ports, SITE);
    // then
    expect(terminated(world)).toEqual(instancesOf(world));
  });

  test('terminates what is left of a quarantined drill, once its hard stop is past', async () => {
    // given
    const world = await holding();
    await world.ports.drills.markQuarantined(DRILL_ID, 'something does not hold', world.aws.now());
    await guardSite(world.ports, SITE);
    expect(terminated(world)).toEqual([]);
    const { now } = world.ports.clock;
    world.ports.clock.now = () => now() + 86_400_000;
    // when
    await guardSite(world.ports, SITE);
    // then
    expect(terminated(world)).toEqual(instancesOf(world));
  });

  test('never touches drills and real recoveries of third parties', async () => {
    // given
    const world = await holding(1, 2);
    const [, theirs = '', real = ''] = world.servers;
    startThirdPartyDrill(world, [theirs]);
    await passTime(world, 900);
    world.aws.startRealRecovery(SITE, [real]);
    await passTime(world, 1800);
    world.ports.drills.load = async () => undefined;
    // when
    await guardSite(world.ports, SITE);
    // then
    expect(terminated(world)).toEqual(instancesOf(world));
  });

  test('cleans a site that another version has written, after the real recovery there has ended', async () => {
    // given
    const world = await holding(1, 1);
    world.aws.startRealRecovery(SITE, [world.servers[1] ?? '']);
    world.ports.drills.load = async () => undefined;
    world.ports.sites.load = async () => {
      throw new OtherSchema('site', 'older');
    };
    // when
    await guardSite(world.ports, SITE);
    // then
    expect(terminated(world)).toEqual([]);
    world.aws.advance(world.aws.now() + 1800 * SECOND);
    await guardSite(world.ports, SITE);
    expect(terminated(world)).toEqual(instancesOf(world));
  });

  test('leaves a drill with an unreadable record to its hard stop, but no longer than a drill may last', async () => {
    // given
    const world = await holding();
    world.ports.drills.load = async () => {
      throw new OtherSchema('drill', 'older');
    };
    // when
    await guardSite(world.ports, SITE);
    expect(terminated(world)).toEqual([]);
    world.aws.advance(world.aws.now() + 16.8 * DAY);
    await guardSite(world.ports, SITE);
    // then
    expect(terminated(world)).toEqual(instancesOf(world));
  });

  test('finds what a job of ours left when the job no longer names its servers', async () => {
    // given
    const world = openWorld(1, { participatingServersEmpty: 1 });
    await request(world);
    await untilPhase(world, 'HOLDING');
    world.ports.drills.load = async () => undefined;
    // when
    await guardSite(world.ports, SITE);
    // then
    expect(terminated(world)).toEqual(instancesOf(world));
  });
});

/** A drill of this many servers in its hold, in a site with this many other servers. */
async function holding(servers = 1, others = 0): Promise<FlowWorld> {
  const world = openWorld(servers + others);
  await request(world, { waves: [world.servers.slice(0, servers)] });
  await untilPhase(world, 'HOLDING');
  return world;
}

function newestStop(world: FlowWorld): typeof STOP {
  return { ...STOP, n: record(world).hardStop?.n ?? 0 };
}

/** Hard stops that wait in the scheduler or have just fired. */
function stopsArmed(world: FlowWorld): number {
  return Object.values(world.aws.state().schedules).filter(({ name }) => name.startsWith(`h-${DRILL_ID}`)).length;
}

/** The drill's own instances, by the record. */
function instancesOf(world: FlowWorld): string[] {
  return Object.values(record(world).servers)
    .flatMap((server) => server.instanceId ?? [])
    .sort();
}

/** The instances whose termination DRS has accepted. */
function terminated(world: FlowWorld): string[] {
  return world.aws.history.terminations.flatMap((one) => one.instanceIds).sort();
}
