import { describe, expect, test } from 'vitest';
import {
  INBOX_ENTRIES_MAX,
  INBOX_ROUNDS_MAX,
  SAVE_ATTEMPTS_MAX,
  SERVERS_PER_DRILL_MAX,
} from '../../src/drill/bounds.ts';
import { fold } from '../../src/drill/evolve.ts';
import { advance } from '../../src/flow/advance.ts';
import { Quarantined, Refused, Unavailable } from '../../src/flow/errors.ts';
import { perform } from '../../src/flow/perform/perform.ts';
import { quarantine } from '../../src/flow/quarantine.ts';
import { aDrill, aSave, SITE, serverId, someServers } from '../builders.ts';
import {
  DRILL_ID,
  type FlowWorld,
  factsOf,
  MINUTE,
  OTHER_DRILL_ID,
  openWorld,
  passTime,
  publish,
  record,
  request,
  requested,
  runUntilQuiet,
  stateOf,
  untilPhase,
} from './given.ts';

describe('a request', () => {
  test('becomes a drill with its journal, its first questions and its claim, in one save', async () => {
    // given
    const world = openWorld(2);
    // when
    const drill = await request(world);
    // then
    expect(drill).toMatchObject({ phase: 'VALIDATING', claimed: true, reserved: true });
    expect(world.writes).toEqual(['save']);
    expect(world.table.entriesOf(DRILL_ID)).toMatchObject([{ seq: 1, cause: 'Requested' }]);
    expect(world.table.effectsOf(DRILL_ID).map((item) => item.effect.kind)).toEqual(['Inspect', 'FindBusy']);
    expect(world.table.sites()[0]?.record.claims).toEqual({ [DRILL_ID]: world.servers });
  });

  test('that is repeated returns the same drill and changes nothing', async () => {
    // given
    const world = openWorld();
    const first = await request(world);
    // when
    const again = await request(world);
    // then
    expect(again).toEqual(first);
    expect(world.writes).toEqual(['save']);
  });

  test('is carried out to the end, and the drill is the fold of its journal', async () => {
    // given
    const world = openWorld(2);
    // when
    await request(world);
    const drill = await untilPhase(world, 'ENDED');
    // then
    expect(drill).toMatchObject({ outcome: 'PASSED', cleanup: 'CLEAN' });
    expect(fold(world.table.entriesOf(DRILL_ID))).toEqual(drill);
    expect(world.aws.liveInstances()).toEqual([]);
  });
});

describe('the inbox', () => {
  test('is folded in one save, which removes the entries that it has read', async () => {
    // given
    const world = await launching(3);
    const before = world.writes.length;
    await report(world, world.servers);
    // when
    await advance(world.ports, DRILL_ID);
    // then
    expect(world.writes.slice(before)).toEqual(['put', 'put', 'put', 'save']);
    expect(world.servers.map((id) => record(world).servers[id]?.reported)).toEqual([true, true, true]);
    expect(await world.ports.inbox.unread(DRILL_ID, INBOX_ENTRIES_MAX)).toEqual([]);
  });

  test('with more entries than one save takes is read to its end', async () => {
    // given
    const world = await launching(INBOX_ENTRIES_MAX + 5);
    await report(world, world.servers);
    // when
    await advance(world.ports, DRILL_ID);
    // then
    expect(Object.values(record(world).servers).every((server) => server.reported === true)).toBe(true);
    expect(await world.ports.inbox.unread(DRILL_ID, INBOX_ENTRIES_MAX)).toEqual([]);
  });

  test('that refills while it is read is left after a while, with a new notification, so nothing is lost', async () => {
    // given: entries arrive as fast as they are read
    const world = await launching(1);
    const { unread, put } = world.ports.inbox;
    let reads = 0;
    let refills = true;
    world.ports.inbox.unread = async (...requested) => {
      reads += 1;
      if (reads > 1000) throw new Error('it is read for ever');
      for (let n = 1; refills && n <= INBOX_ENTRIES_MAX; n++)
        await put(DRILL_ID, `wake/${reads}/${n}`, 'delivery', { type: 'Woken', at: world.aws.now(), n: 99 });
      return unread(...requested);
    };
    await report(world, world.servers);
    world.queue.splice(0);
    // when
    await advance(world.ports, DRILL_ID);
    // then
    expect(reads).toBe(INBOX_ROUNDS_MAX);
    refills = false;
    expect(world.queue.at(-1)?.change).toEqual({ type: 'inboxNotification', drillId: DRILL_ID });
    await runUntilQuiet(world);
    expect(await unread(DRILL_ID, INBOX_ENTRIES_MAX)).toEqual([]);
  });

  test('with a notification but no entries changes nothing', async () => {
    // given
    const world = await launching(1);
    const before = { writes: world.writes.length, drill: record(world) };
    // when
    await advance(world.ports, DRILL_ID);
    // then
    expect(world.writes.length).toBe(before.writes);
    expect(record(world)).toEqual(before.drill);
  });

  test('whose entries change nothing is emptied without a save', async () => {
    // given
    const world = await launching(1);
    const before = world.writes.length;
    await world.ports.inbox.put(DRILL_ID, 'wake/99', 'delivery', { type: 'Woken', at: world.aws.now(), n: 99 });
    // when
    await advance(world.ports, DRILL_ID);
    // then
    expect(world.writes.slice(before)).toEqual(['put', 'discard']);
  });

  test('of a drill that nobody requested is emptied', async () => {
    // given
    const world = openWorld();
    await world.ports.inbox.put(DRILL_ID, 'wake/1', 'delivery', { type: 'Woken', at: world.aws.now(), n: 1 });
    // when
    const advanced = await advance(world.ports, DRILL_ID);
    // then
    expect(advanced).toBeUndefined();
    expect(await world.ports.inbox.unread(DRILL_ID, INBOX_ENTRIES_MAX)).toEqual([]);
  });
});

describe('an impossible request', () => {
  test('is refused with its reason, and nothing is saved', async () => {
    // given
    const world = await launching(1);
    const before = world.writes.length;
    // when
    const conditions = publish(world, { type: 'HoldEndRequested', by: 'operator' });
    // then
    await expect(conditions).rejects.toMatchObject({ name: 'Refused', status: 409, code: 'not-holding' });
    await expect(conditions).rejects.toBeInstanceOf(Refused);
    expect(world.writes.length).toBe(before);
  });

  test('leaves the waiting inbox entries alone', async () => {
    // given
    const world = await launching(1);
    await report(world, world.servers);
    // when
    await expect(publish(world, { type: 'HoldEndRequested', by: 'operator' })).rejects.toThrow('LAUNCHING');
    // then
    expect(await world.ports.inbox.unread(DRILL_ID, INBOX_ENTRIES_MAX)).toHaveLength(1);
  });

  test('about a drill that does not exist is not found', async () => {
    const conditions = publish(openWorld(), { type: 'CancelRequested', by: 'operator', reason: 'wrong id' });
    await expect(conditions).rejects.toMatchObject({ status: 404, code: 'unknown-drill' });
  });
});

describe('two advances at once on the same drill', () => {
  test('lose no fact: the second one retries on what the first has saved', async () => {
    // given
    const world = await launching(2);
    const [a = '', b = ''] = world.servers;
    const at = world.aws.now();
    const result = 'LAUNCHED';
    // when
    const jobId = record(world).launches[0]?.jobId ?? '';
    await Promise.all(
      [a, b].map((sourceServerId) =>
        advance(world.ports, DRILL_ID, { type: 'ServerReported', at, sourceServerId, jobId, result }),
      ),
    );
    // then
    expect([record(world).servers[a]?.reported, record(world).servers[b]?.reported]).toEqual([true, true]);
    const reports = factsOf(world).filter((fact) => fact.type === 'ServerReported');
    expect(reports).toHaveLength(2);
    expect(fold(world.table.entriesOf(DRILL_ID))).toEqual(record(world));
  });

  test('the second is refused when both have cancelled it', async () => {
    // given
    const world = await launching(1);
    const cancel = { type: 'CancelRequested', by: 'operator', reason: 'twice' } as const;
    // when
    const reported = await Promise.allSettled([publish(world, cancel), publish(world, cancel)]);
    const refused = reported.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(refused).toMatchObject([{ name: 'Refused', code: 'already-terminating' }]);
    // then
    expect(factsOf(world).filter((fact) => fact.type === 'CancelRequested')).toHaveLength(1);
  });

  test('a drill that others change again and again is left to the next call, after a few pauses', async () => {
    // given
    const world = await launching(1);
    const pauses: number[] = [];
    const clock = { ...world.ports.clock, pause: async (milliseconds: number) => void pauses.push(milliseconds) };
    world.verdicts.push(...Array.from({ length: SAVE_ATTEMPTS_MAX }, () => 'CONFLICT' as const));
    // when
    const cancel = { type: 'CancelRequested', at: world.aws.now(), by: 'operator', reason: 'now' } as const;
    const cancelled = advance({ ...world.ports, clock }, DRILL_ID, cancel);
    // then
    await expect(cancelled).rejects.toThrow('at every attempt to save it');
    expect(pauses).toHaveLength(SAVE_ATTEMPTS_MAX);
    expect(record(world).cancelledBy).toBeUndefined();
  });
});

test('a drill that is requested in a crowd starts, however many writers are faster', async () => {
  // given
  const world = openWorld();
  world.verdicts.push(...Array.from({ length: 2 * SAVE_ATTEMPTS_MAX }, () => 'CONFLICT' as const));
  // when
  const drill = await request(world);
  // then
  expect(drill.phase).toBe('VALIDATING');
});

describe('two drills that need the same server', () => {
  test('at the same time: one is rejected and names the other', async () => {
    // given
    const world = openWorld(1);
    // when
    await Promise.all([request(world), request(world, { drillId: OTHER_DRILL_ID })]);
    // then
    expectOneRejected(world);
  });

  test('one of which comes between the other’s look and its save: one is rejected and names the other', async () => {
    // given
    const world = openWorld(1);
    const { load } = world.ports.sites;
    let overtaken = false;
    world.ports.sites.load = async (site) => {
      const seen = await load(site);
      if (!overtaken) {
        overtaken = true;
        await request(world, { drillId: OTHER_DRILL_ID });
      }
      return seen;
    };
    // when
    await request(world);
    // then
    expectOneRejected(world);
  });

  test('one after the other: the second may have it when the first has ended', async () => {
    // given
    const world = openWorld(1);
    await request(world);
    await untilPhase(world, 'ENDED');
    // when
    const drill = await request(world, { drillId: OTHER_DRILL_ID });
    // then
    expect(drill).toMatchObject({ phase: 'VALIDATING', claimed: true });
  });
});

describe('a launch that a performer has taken', () => {
  test('cannot be withdrawn by a cancel: it counts as launched', async () => {
    // given
    const world = await startRequested();
    const start = requested(world, 'StartRecovery');
    await world.ports.effects.take(DRILL_ID, start.effectId, 'taker', world.aws.now());
    // when
    const drill = await publish(world, { type: 'CancelRequested', by: 'operator', reason: 'too late' });
    // then
    expect(drill).toMatchObject({ phase: 'TERMINATING', cleanup: 'RUNNING', launches: [{ state: 'REQUESTED' }] });
    expect(drill.open[start.effectId]?.takenAt).toBe(world.aws.now());
    expect(stateOf(world, start)).toBe('TAKEN');
  });

  test('and whose performer has crashed is searched for, followed and cleaned up', async () => {
    // given: the call was made, but the drill got no result
    const world = await startRequested();
    await dieAfterTheCall(world);
    await publish(world, { type: 'CancelRequested', by: 'operator', reason: 'too late' });
    // when
    const drill = await untilPhase(world, 'ENDED');
    // then
    expect(drill).toMatchObject({
      outcome: 'CANCELLED',
      cleanup: 'CLEAN',
      launches: [{ state: 'COMPLETED', attempts: 1 }],
    });
    expect(drill.servers[world.servers[0] ?? '']?.gone).toBe('TERMINATED');
    expect(world.aws.history.launches).toHaveLength(1);
    expect(world.aws.liveInstances()).toEqual([]);
  });

  test('that is not taken is withdrawn by a cancel, and the drill ends without a launch', async () => {
    // given
    const world = await startRequested();
    const start = requested(world, 'StartRecovery');
    // when
    const drill = await publish(world, { type: 'CancelRequested', by: 'operator', reason: 'in time' });
    // then
    expect(drill).toMatchObject({ phase: 'ENDED', outcome: 'CANCELLED', cleanup: 'NOT_NEEDED' });
    expect(stateOf(world, start)).toBe('WITHDRAWN');
  });
});

test('a drill does not end while a performer may still carry out one of its acts', async () => {
  // given: its instance is gone, and a performer has taken a termination of it
  const world = openWorld();
  await request(world);
  await untilPhase(world, 'HOLDING');
  world.held.add('Terminate');
  for (const { instanceId } of world.aws.liveInstances()) world.aws.terminateOutside(SITE, instanceId);
  await passTime(world, 300);
  await publish(world, { type: 'HoldEndRequested', by: 'operator' });
  const terminate = requested(world, 'Terminate');
  const at = world.aws.now();
  await world.ports.effects.take(DRILL_ID, terminate.effectId, 'taker', at);
  await publish(world, { type: 'EffectFoundTaken', effectId: terminate.effectId, takenAt: at });
  // when
  await passTime(world, 120);
  // then
  expect(record(world).servers[world.servers[0] ?? '']?.gone).toBe('TERMINATED');
  expect([record(world).phase, stateOf(world, terminate)]).toEqual(['TERMINATING', 'TAKEN']);
  expect((await untilPhase(world, 'ENDED')).cleanup).toBe('CLEAN');
  expect(stateOf(world, terminate)).toBe('ANSWERED');
});

describe('a save whose reply was lost', () => {
  test('is recognised when the request is repeated: one drill, one claim', async () => {
    // given
    const world = openWorld();
    world.verdicts.push('REPLY_LOST');
    await expect(request(world)).rejects.toThrow('reply was lost');
    // when
    await request(world);
    // then
    expect(world.table.entriesOf(DRILL_ID)).toHaveLength(1);
    expect(world.table.sites()[0]).toMatchObject({ version: 1, record: { claims: { [DRILL_ID]: world.servers } } });
  });

  test('is not repeated when the effect is redelivered', async () => {
    // given
    const world = await startRequested();
    const start = requested(world, 'StartRecovery');
    world.verdicts.push('OK', 'REPLY_LOST');
    await expect(perform(world.ports, start)).rejects.toThrow('reply was lost');
    const entries = world.table.entriesOf(DRILL_ID).length;
    // when
    await perform(world.ports, start);
    // then
    expect(world.table.entriesOf(DRILL_ID)).toHaveLength(entries);
    expect(factsOf(world).filter((fact) => fact.type === 'LaunchStarted')).toHaveLength(1);
  });
});

describe('a drill that violates an invariant', () => {
  test('is quarantined, and a person is notified', async () => {
    // given
    const world = openWorld();
    await saveQuarantinedDrill(world);
    // when
    await publish(world, { type: 'CancelRequested', by: 'operator', reason: 'end it' });
    // then
    const loaded = await world.ports.drills.load(DRILL_ID);
    expect(loaded).toMatchObject({ version: 1, quarantined: 'nothing is launched without a hard stop' });
    expect(world.logged).toMatchObject([{ message: 'drill quarantined', details: { drillId: DRILL_ID } }]);
  });

  test('keeps its part of the quotas until it is marked, because it may launch until then', async () => {
    // given
    const world = openWorld();
    await request(world);
    const drill = record(world);
    world.ports.drills.markQuarantined = async () => {
      throw new Unavailable('markQuarantined');
    };
    // when
    await expect(quarantine(world.ports, drill, 'a sentence does not hold')).rejects.toBeInstanceOf(Unavailable);
    // then
    expect(Object.keys(world.table.sites()[0]?.record.reserved ?? {})).toEqual([DRILL_ID]);
  });

  test('gives its part of the quotas back later when the function that quarantined it crashed before', async () => {
    // given
    const world = openWorld();
    await request(world);
    const drill = record(world);
    const { save } = world.ports.sites;
    world.ports.sites.save = async () => {
      throw new Error('died');
    };
    await expect(quarantine(world.ports, drill, 'a sentence does not hold')).rejects.toThrow('died');
    world.ports.sites.save = save;
    // when
    await advance(world.ports, DRILL_ID, { type: 'Woken', at: world.aws.now() });
    // then
    expect(world.table.sites()[0]?.record.reserved).toEqual({});
  });

  test('stops advancing, while others continue', async () => {
    // given
    const world = openWorld();
    await saveQuarantinedDrill(world);
    await publish(world, { type: 'CancelRequested', by: 'operator', reason: 'end it' });
    const writes = world.writes.length;
    // when
    await advance(world.ports, DRILL_ID, { type: 'Woken', at: world.aws.now() + 60 * MINUTE });
    // then
    expect(world.writes.length).toBe(writes);
    await request(world, { drillId: OTHER_DRILL_ID });
    expect((await untilPhase(world, 'ENDED', OTHER_DRILL_ID)).outcome).toBe('PASSED');
  });

  test('does not even start when its very first step is wrong', async () => {
    // given
    const world = openWorld();
    const waves = [Array.from({ length: SERVERS_PER_DRILL_MAX + 1 }, (_, n) => serverId(n))];
    // when
    const begun = request(world, { waves, limits: { serversInJobsMax: 1000, serversPerJob: 100 } });
    // then
    await expect(begun).rejects.toBeInstanceOf(Quarantined);
    expect(world.table.drills()).toEqual([]);
  });
});

/** The first wave of this many servers is launching. */
async function launching(servers: number): Promise<FlowWorld> {
  const world = openWorld(servers);
  await request(world);
  await passTime(world, 30);
  expect(record(world).launches[0]?.state).toBe('STARTED');
  return world;
}

/** StartRecovery is requested, and waits in the queue. */
async function startRequested(): Promise<FlowWorld> {
  const world = openWorld();
  world.held.add('StartRecovery');
  await request(world);
  await runUntilQuiet(world);
  world.held.clear();
  return world;
}

/** A performer takes the launch, calls AWS, and crashes before it can report the result. */
async function dieAfterTheCall(world: FlowWorld): Promise<void> {
  const { save } = world.ports.drills;
  world.ports.drills.save = async () => {
    throw new Error('died');
  };
  await expect(perform(world.ports, requested(world, 'StartRecovery'))).rejects.toThrow('died');
  world.ports.drills.save = save;
  world.queue.splice(0);
}

async function report(world: FlowWorld, servers: string[]): Promise<void> {
  const jobId = record(world).launches[0]?.jobId ?? '';
  for (const sourceServerId of servers) {
    const input = { type: 'ServerReported', at: world.aws.now(), sourceServerId, jobId, result: 'LAUNCHED' } as const;
    await world.ports.inbox.put(DRILL_ID, `report/${sourceServerId}`, 'delivery', input);
  }
  world.queue.splice(0);
}

/** A launch without a hard stop: no step of ours leads there. */
async function saveQuarantinedDrill(world: FlowWorld): Promise<void> {
  const quarantined = aDrill({
    drillId: DRILL_ID,
    phase: 'LAUNCHING',
    uninspected: [],
    servers: someServers(1, { launch: 0 }),
    launches: [{ wave: 0, state: 'STARTED', jobId: 'drsjob-00000000000000001', attempts: 1 }],
    cleanup: 'PENDING',
  });
  await world.ports.drills.save(aSave(quarantined));
}

function expectOneRejected(world: FlowWorld): void {
  const drills = [record(world), record(world, OTHER_DRILL_ID)];
  const [winner] = drills.filter((drill) => drill.phase === 'VALIDATING');
  const [loser] = drills.filter((drill) => drill.phase === 'ENDED');
  expect(loser).toMatchObject({ outcome: 'REJECTED', claimed: false });
  const failed = { check: 'not-claimed', sourceServerId: world.servers[0] };
  expect(loser?.failedChecks).toMatchObject([failed]);
  expect(loser?.failedChecks[0]?.message).toContain(winner?.drillId);
  expect(world.table.sites()[0]?.record.claims).toEqual({ [winner?.drillId ?? '']: world.servers });
}
