import { describe, expect, test } from 'vitest';
import { OtherSchema, Unavailable } from '../../src/flow/errors.ts';
import { guardSite } from '../../src/flow/guard.ts';
import { EVERYWHERE, leverAt, setLever } from '../../src/flow/leverInForce.ts';
import { perform } from '../../src/flow/perform/perform.ts';
import { takeInRestore } from '../../src/flow/takeInRestore.ts';
import type { TableCopy } from '../../src/simulator/memory/memoryTable.ts';
import { SITE } from '../builders.ts';
import {
  callsDuring,
  DRILL_ID,
  type FlowWorld,
  factsOf,
  OTHER_DRILL_ID,
  openWorld,
  passTime,
  publish,
  record,
  request,
  requested,
  SECOND,
  untilPhase,
} from './given.ts';

const DAY = 86_400 * SECOND;

describe('when the table was restored', () => {
  test('nothing is launched before the restore is handled, whatever was requested', async () => {
    // given: the copy is older than the launch
    const { world, copy } = await launched((before) => requested(before, 'StartRecovery'));
    turnBack(world, copy);
    // when
    await perform(world.ports, requested(world, 'StartRecovery'));
    // then
    expect(world.aws.history.launches).toHaveLength(1);
    expect(factsOf(world)).toContainEqual({ type: 'TableRestored', restored: 'today' });
  });

  test('a drill handles the restore before any other input, whichever comes first', async () => {
    // given: by the copy its validation has taken too long, though it has launched since
    const { world, copy } = await launched((before) => before.table.drills()[0]?.phase === 'VALIDATING');
    await untilPhase(world, 'HOLDING');
    turnBack(world, copy);
    world.aws.advance(world.aws.now() + 3600 * SECOND);
    // when
    await publish(world, { type: 'Woken' });
    // then
    expect(record(world)).toMatchObject({
      phase: 'TERMINATING',
      cleanup: 'RUNNING',
      failedChecks: [{ check: 'restored' }],
    });
  });

  test('every lever stops launches until a person opens it, also an expiring one; a frozen one stays frozen', async () => {
    // given
    const world = openWorld();
    const soon = world.aws.now() + 60 * SECOND;
    await setLever(world.ports, EVERYWHERE, lever(world, 'FROZEN', soon));
    await setLever(world.ports, SITE, lever(world, 'NO_LAUNCHES', soon));
    turnBack(world, world.table.copy());
    // when
    await takeInRestore(world.ports, [SITE]);
    world.aws.advance(world.aws.now() + DAY);
    // then
    const kept = async (site: typeof SITE) => (await world.ports.levers.load(site)).record.lever;
    expect(await kept(SITE)).toMatchObject({ state: 'NO_LAUNCHES', reason: 'The table was restored (today).' });
    expect(await kept(EVERYWHERE)).toMatchObject({ state: 'FROZEN', expiresAt: null });
  });

  test.each(['REQUESTED', 'VALIDATING'] as const)(
    'a drill that was %s is REJECTED, and what it launched since is cleaned up',
    async (phase) => {
      // given
      const { world, copy } = await launched(
        (before) => before.table.drills()[0]?.phase === phase,
        phase === 'REQUESTED',
      );
      await untilPhase(world, 'HOLDING');
      turnBack(world, copy);
      expect(record(world).phase).toBe(phase);
      // when
      await takeInRestore(world.ports, [SITE]);
      const drill = await untilPhase(world, 'ENDED');
      // then
      expect(drill).toMatchObject({ outcome: 'REJECTED', cleanup: 'CLEAN' });
      expect(drill.failedChecks).toMatchObject([{ check: 'restored' }]);
      expect(world.aws.liveInstances()).toEqual([]);
      expect(world.aws.history.launches).toHaveLength(1);
    },
  );

  test.each(['LAUNCHING', 'VERIFYING', 'HOLDING', 'TERMINATING'] as const)(
    'a drill that was %s launches nothing more, and cleans up',
    async (phase) => {
      // given
      const world = openWorld(2);
      await request(world, { waves: world.servers.map((id) => [id]) });
      await untilPhase(world, phase);
      const copy = world.table.copy();
      await passTime(world, 1200);
      turnBack(world, copy);
      // when
      await takeInRestore(world.ports, [SITE]);
      await setLever(world.ports, SITE, lever(world, 'OPEN', null));
      await setLever(world.ports, EVERYWHERE, lever(world, 'OPEN', null));
      const launches = world.aws.history.launches.length;
      const drill = await untilPhase(world, 'ENDED');
      // then
      expect(drill.cleanup).toBe('CLEAN');
      expect(world.aws.history.launches).toHaveLength(launches);
      expect(drill.launches).toHaveLength(launches);
      expect(world.aws.liveInstances()).toEqual([]);
    },
  );

  test.each([
    ['who started it', { initiatedBy: null }],
    ['its tags', { tags: {}, hidesTags: true as const }],
    ['its servers', { servers: [], hidesServers: true as const }],
  ])('a job is found although DRS does not report %s at first', async (_, hidden) => {
    // given
    const { world, copy } = await launched((before) => before.table.drills()[0]?.phase === 'VALIDATING');
    turnBack(world, copy);
    const { drs } = world.ports;
    const { jobs } = drs;
    let looks = 0;
    drs.jobs = async (site, by) => {
      const found = await jobs(site, by);
      if ('since' in by) looks += 1;
      return looks > 1 ? found : found.map((job) => ({ ...job, ...hidden }));
    };
    const { jobLog } = drs;
    drs.jobLog = async (site, jobId) => (looks > 1 ? jobLog(site, jobId) : []);
    // when
    await takeInRestore(world.ports, [SITE]);
    const drill = await untilPhase(world, 'ENDED');
    // then
    expect(drill.launches.map(({ jobId }) => jobId)).toEqual(world.aws.history.launches.map(({ jobId }) => jobId));
    expect(drill.cleanup).toBe('CLEAN');
    expect(world.aws.liveInstances()).toEqual([]);
  });

  test('the guard finds what a drill launched when the copy does not know the drill at all', async () => {
    // given
    const world = openWorld();
    const copy = world.table.copy();
    await request(world);
    await untilPhase(world, 'HOLDING');
    turnBack(world, copy);
    await guardSite(world.ports, SITE);
    expect(world.aws.history.terminations).toEqual([]);
    // when
    await takeInRestore(world.ports, [SITE]);
    await guardSite(world.ports, SITE);
    await passTime(world, 900);
    // then
    expect(world.aws.liveInstances()).toEqual([]);
  });

  test('the restore is handled once, and costs nothing when there was none', async () => {
    // given
    const world = openWorld();
    turnBack(world, world.table.copy());
    await takeInRestore(world.ports, [SITE]);
    await setLever(world.ports, SITE, lever(world, 'OPEN', null));
    await setLever(world.ports, EVERYWHERE, lever(world, 'OPEN', null));
    // when
    await takeInRestore(world.ports, [SITE]);
    // then
    expect(await leverAt(world.ports, SITE)).toBeUndefined();
    await request(world);
    await untilPhase(world, 'HOLDING');
  });

  test('another restore is another one, also to a time before the first', async () => {
    const world = openWorld();
    const copy = world.table.copy();
    for (const restored of ['today', 'tomorrow', 'today']) {
      world.table.restore(copy, restored);
      expect([restored, await world.ports.restore.isTakenIn()]).toEqual([restored, false]);
      await takeInRestore(world.ports, [SITE]);
      expect(await world.ports.restore.isTakenIn()).toBe(true);
    }
  });

  test('the restore is handled completely, whichever write fails, and nothing is launched before', async () => {
    for (let failing = 0; failing < 20; failing++) {
      // given
      const { world, copy } = await launched((before) => requested(before, 'StartRecovery'));
      turnBack(world, copy);
      world.verdicts.push(...Array.from({ length: failing }, () => 'OK' as const), 'REPLY_LOST', 'THROTTLED');
      // when
      for (let tries = 0; tries < 5; tries++) await takeInRestore(world.ports, [SITE]).catch(() => undefined);
      world.verdicts.splice(0);
      await perform(world.ports, requested(world, 'StartRecovery'));
      // then
      expect((await leverAt(world.ports, SITE))?.state).toBe('NO_LAUNCHES');
      expect((await untilPhase(world, 'ENDED')).cleanup).toBe('CLEAN');
      expect(world.aws.history.launches).toHaveLength(1);
    }
  });

  test('a drill that has handled it continues although its termination’s performer has crashed', async () => {
    // given
    const world = openWorld();
    await request(world);
    await untilPhase(world, 'HOLDING');
    turnBack(world, world.table.copy());
    await publish(world, { type: 'Restored', restored: 'today' });
    const { drillId, effectId } = requested(world, 'Terminate');
    await world.ports.effects.take(drillId, effectId, 'a crashed function', world.aws.now());
    // when: no answer has come in time
    world.aws.advance(world.aws.now() + 200 * SECOND);
    await publish(world, { type: 'Woken' });
    // then
    expect(await world.ports.restore.isTakenIn()).toBe(false);
    expect(factsOf(world)).toContainEqual(expect.objectContaining({ type: 'EffectFoundTaken', effectId }));
    expect((await untilPhase(world, 'ENDED')).cleanup).toBe('CLEAN');
  });

  test('a drill that cannot be notified for now does not hold up the others, and is notified later', async () => {
    // given
    const world = openWorld(2);
    const [first = '', second = ''] = world.servers;
    await request(world, { waves: [[first]] });
    await request(world, { drillId: OTHER_DRILL_ID, waves: [[second]] });
    turnBack(world, world.table.copy());
    const { load } = world.ports.drills;
    world.ports.drills.load = async (drillId) => {
      if (drillId === DRILL_ID) throw new Unavailable('it is being changed');
      return load(drillId);
    };
    // when
    await expect(takeInRestore(world.ports, [SITE])).rejects.toBeInstanceOf(Unavailable);
    // then
    expect(record(world, OTHER_DRILL_ID).restored).toBe('today');
    expect(await world.ports.restore.isTakenIn()).toBe(false);
    world.ports.drills.load = load;
    await takeInRestore(world.ports, [SITE]);
    expect([record(world).restored, await world.ports.restore.isTakenIn()]).toEqual(['today', true]);
  });

  test('a drill that another version has written does not hold up the notification of the others', async () => {
    // given
    const world = openWorld(2);
    await request(world, { waves: [world.servers.slice(0, 1)] });
    await request(world, { drillId: OTHER_DRILL_ID, waves: [world.servers.slice(1)] });
    turnBack(world, world.table.copy());
    const { load } = world.ports.drills;
    world.ports.drills.load = async (drillId) => {
      if (drillId === DRILL_ID) throw new OtherSchema('The drill', 'older');
      return load(drillId);
    };
    // when
    await takeInRestore(world.ports, [SITE]);
    // then
    expect(record(world, OTHER_DRILL_ID).outcome).toBe('REJECTED');
    expect(await world.ports.restore.isTakenIn()).toBe(true);
  });

  test('servers that the copy has claimed for a missing drill can be drilled again', async () => {
    // given: of the transaction that started the drill, only the site is in the copy
    const world = openWorld();
    const site = await world.ports.sites.load(SITE);
    await world.ports.sites.save({ ...site.record, claims: { [OTHER_DRILL_ID]: world.servers } }, site.version, 'x');
    turnBack(world, world.table.copy());
    // when
    await takeInRestore(world.ports, [SITE]);
    // then
    expect((await world.ports.sites.load(SITE)).record.claims).toEqual({});
  });

  test('a hold that was extended since does not take the old hard stop for its own', async () => {
    // given
    const world = openWorld();
    await request(world);
    await untilPhase(world, 'HOLDING');
    const copy = world.table.copy();
    await publish(world, { type: 'HoldUntilRequested', by: 'operator', holdUntil: world.aws.now() + 9_000_000 });
    await passTime(world, 60);
    turnBack(world, copy);
    // when
    const calls = await callsDuring(world, async () => {
      await takeInRestore(world.ports, [SITE]);
      await untilPhase(world, 'ENDED');
    });
    // then
    expect(calls['drs:StartRecovery']).toBeUndefined();
    expect(record(world)).toMatchObject({ outcome: 'FAILED', cleanup: 'CLEAN' });
  });
});

/** A world whose drill has launched, and a copy of its table from when `isThere` first held. */
async function launched(
  isThere: (world: FlowWorld) => unknown,
  waits = false,
): Promise<{ world: FlowWorld; copy: TableCopy }> {
  const world = openWorld();
  if (waits) await reserveAll(world, 10);
  await request(world);
  const copies: TableCopy[] = [];
  const look = () => {
    try {
      if (copies.length === 0 && isThere(world)) copies.push(world.table.copy());
    } catch {
      // It was not requested yet.
    }
  };
  look();
  if (waits) {
    await reserveAll(world, 0);
    await publish(world, { type: 'TurnCame' });
  }
  const { save } = world.ports.drills;
  world.ports.drills.save = async (...all) => {
    const saved = await save(...all);
    look();
    return saved;
  };
  for (let tens = 0; tens < 90 && world.aws.history.launches.length === 0; tens++) await passTime(world, 10);
  world.ports.drills.save = save;
  const [copy] = copies;
  if (copy === undefined) throw new Error('no save matched `isThere`');
  return { world, copy };
}

/** A third party uses this many of the drill jobs. */
async function reserveAll({ ports }: FlowWorld, jobs: number): Promise<void> {
  const { record: site, version } = await ports.sites.load(SITE);
  await ports.sites.save({ ...site, reserved: { ...site.reserved, other: { jobs, servers: 0 } } }, version, 'x');
}

/** The stream of the new table is empty; messages in the queue are still delivered. */
function turnBack(world: FlowWorld, copy: TableCopy): void {
  world.table.restore(copy, 'today');
}

function lever({ aws }: FlowWorld, state: 'OPEN' | 'NO_LAUNCHES' | 'FROZEN', expiresAt: number | null) {
  return { state, reason: 'as agreed', by: 'operator', at: aws.now(), expiresAt };
}
