import { describe, expect, test } from 'vitest';
import { EFFECT_TIMEOUT_SECONDS, INSPECTION_FRESH_SECONDS, LOOK_FRESH_SECONDS } from '../../../src/drill/bounds.ts';
import type { RecoveryPointChoice } from '../../../src/drill/drill.ts';
import type { EffectKind } from '../../../src/drill/effectKeys.ts';
import type { Fact } from '../../../src/drill/facts.ts';
import { perform } from '../../../src/flow/perform/perform.ts';
import type { ServerOptions } from '../../../src/simulator/aws/drs/sourceServers.ts';
import { SITE, START } from '../../builders.ts';
import {
  callsDuring,
  DRILL_ID,
  type FlowWorld,
  factsOf,
  openWorld,
  passTime,
  publish,
  record,
  request,
  requested,
  runUntilQuiet,
  SECOND,
  startThirdPartyDrill,
  stateOf,
  untilPhase,
} from '../given.ts';

describe('an effect', () => {
  test('that is an act is taken once: a second delivery does nothing', async () => {
    // given
    const world = await holdBack('StartRecovery');
    const start = requested(world, 'StartRecovery');
    // when
    await perform(world.ports, start);
    const again = await callsDuring(world, () => perform(world.ports, start));
    // then
    expect(again).toEqual({});
    expect(world.aws.history.launches).toHaveLength(1);
    expect(stateOf(world, start)).toBe('ANSWERED');
  });

  test('that is an act is taken once: of two performers at the same time one does nothing', async () => {
    // given
    const world = await holdBack('StartRecovery');
    const start = requested(world, 'StartRecovery');
    // when
    const calls = await callsDuring(world, () =>
      Promise.all([perform(world.ports, start), perform(world.ports, start)]),
    );
    // then
    expect(calls['drs:StartRecovery']).toBe(1);
    expect(factsOf(world).filter((fact) => fact.type === 'LaunchStarted')).toHaveLength(1);
  });

  test('that is a question may be performed twice; the drill gets the answer once', async () => {
    // given
    const world = await holdBack('Inspect');
    const question = requested(world, 'Inspect');
    // when
    await Promise.all([perform(world.ports, question), perform(world.ports, question)]);
    // then
    expect(factsOf(world).filter((fact) => fact.type === 'ServersInspected')).toHaveLength(1);
  });

  test('that was withdrawn is not performed', async () => {
    // given
    const world = await holdBack('StartRecovery');
    const start = requested(world, 'StartRecovery');
    await publish(world, { type: 'CancelRequested', by: 'operator', reason: 'not now' });
    // when
    const calls = await callsDuring(world, () => perform(world.ports, start));
    // then
    expect(calls).toEqual({});
    expect(stateOf(world, start)).toBe('WITHDRAWN');
  });

  test('that is a withdrawn question is not performed either', async () => {
    // given
    const world = await holdBack('Inspect');
    const question = requested(world, 'Inspect');
    await publish(world, { type: 'CancelRequested', by: 'operator', reason: 'not now' });
    // when
    const calls = await callsDuring(world, () => perform(world.ports, question));
    // then
    expect([calls, stateOf(world, question)]).toEqual([{}, 'WITHDRAWN']);
  });

  test('that was withdrawn between its reading and its taking is not performed', async () => {
    // given
    const world = await holdBack('StartRecovery');
    const start = requested(world, 'StartRecovery');
    const { load } = world.ports.drills;
    world.ports.drills.load = async (drillId) => {
      world.ports.drills.load = load;
      const loaded = await load(drillId);
      await publish(world, { type: 'CancelRequested', by: 'operator', reason: 'not now' });
      return loaded;
    };
    // when
    const calls = await callsDuring(world, () => perform(world.ports, start));
    // then
    expect(calls).toEqual({});
    expect(stateOf(world, start)).toBe('WITHDRAWN');
  });

  test('that nobody requested is not performed', async () => {
    const world = openWorld();
    const calls = await callsDuring(world, () => perform(world.ports, { drillId: DRILL_ID, effectId: 'e1' }));
    expect([calls, world.writes]).toEqual([{}, []]);
  });
});

describe('a call to AWS that failed', () => {
  test('is an input: the journal records it, and the drill retries later', async () => {
    // given
    const world = await holdBack('StartRecovery');
    world.faults.throttled = { 'drs:StartRecovery': 1 };
    const start = requested(world, 'StartRecovery');
    // when
    await perform(world.ports, start);
    // then
    const failed = { kind: 'THROTTLED', message: expect.stringContaining('StartRecovery') };
    expect(factsOf(world)).toContainEqual({ type: 'EffectAnswered', effectId: start.effectId, failed });
    expect(record(world)).toMatchObject({ phase: 'LAUNCHING', launches: [{ state: 'PLANNED' }] });
    world.faults.throttled = {};
    world.held.clear();
    await passTime(world, 60);
    expect(record(world).launches).toMatchObject([{ state: 'STARTED', attempts: 2 }]);
  });

  test('passes on how long the service wants us to wait', async () => {
    // given
    const world = openWorld(1, { throttled: { 'drs:DescribeSourceServers': 1 }, throttledWithRetryAfter: 1 });
    await request(world);
    // when
    await perform(world.ports, requested(world, 'Inspect'));
    // then
    const [retryAt = 0] = Object.entries(record(world).timers).flatMap(([name, at]) =>
      name.startsWith('retry/') ? [at] : [],
    );
    expect(retryAt).toBeGreaterThan(world.aws.now() + 4 * SECOND);
  });

  test('never stops the drill from repeating a question', async () => {
    // given
    const world = openWorld(1, { internalError: { 'drs:DescribeJobs': 1 } });
    await request(world);
    await passTime(world, 300);
    expect(record(world).phase).toBe('VALIDATING');
    // when
    world.faults.internalError = {};
    // then
    expect((await untilPhase(world, 'ENDED')).outcome).toBe('PASSED');
  });
});

describe('an unknown error', () => {
  test('leaves the effect taken, and the launch counts as launched', async () => {
    // given
    const world = await holdBack('StartRecovery');
    world.ports.drs.startDrill = async () => {
      throw new TypeError('a bug of ours');
    };
    const start = requested(world, 'StartRecovery');
    // when
    const performed = perform(world.ports, start);
    // then
    await expect(performed).rejects.toThrow('a bug of ours');
    expect(stateOf(world, start)).toBe('TAKEN');
    const drill = await publish(world, { type: 'CancelRequested', by: 'operator', reason: 'what happened?' });
    expect(drill).toMatchObject({ phase: 'TERMINATING', launches: [{ state: 'REQUESTED' }] });
  });

  test('ends the drill only after a late look has found no job', async () => {
    // given
    const world = await holdBack('StartRecovery');
    world.ports.drs.startDrill = async () => {
      throw new TypeError('a bug of ours');
    };
    await expect(perform(world.ports, requested(world, 'StartRecovery'))).rejects.toThrow('a bug of ours');
    const since = world.aws.now();
    await publish(world, { type: 'CancelRequested', by: 'operator', reason: 'what happened?' });
    // when
    const drill = await untilPhase(world, 'ENDED');
    // then
    expect(drill).toMatchObject({ outcome: 'CANCELLED', cleanup: 'NOT_NEEDED', launches: [{ state: 'VOID' }] });
    expect(drill.at).toBeGreaterThanOrEqual(since + 2 * EFFECT_TIMEOUT_SECONDS * SECOND);
  });
});

describe('starting', () => {
  test('finds our own launch before it starts again: a launch whose reply was lost is started once', async () => {
    // given
    const world = await holdBack('StartRecovery');
    world.faults.replyLost = { 'drs:StartRecovery': 1 };
    // when
    await perform(world.ports, requested(world, 'StartRecovery'));
    world.faults.replyLost = {};
    world.held.clear();
    await passTime(world, EFFECT_TIMEOUT_SECONDS + 30);
    // then
    const jobs = world.aws.history.launches.map((launch) => launch.jobId);
    expect(jobs).toHaveLength(1);
    expect(record(world).launches).toMatchObject([{ state: 'STARTED', jobId: jobs[0], attempts: 2 }]);
    expect((await untilPhase(world, 'ENDED')).outcome).toBe('PASSED');
  });

  test('finds our own launch when its performer crashed after the call', async () => {
    // given
    const world = await holdBack('StartRecovery');
    const { save } = world.ports.drills;
    world.ports.drills.save = async () => {
      throw new Error('died');
    };
    await expect(perform(world.ports, requested(world, 'StartRecovery'))).rejects.toThrow('died');
    world.ports.drills.save = save;
    world.held.clear();
    // when: its timeout ends, and it requests the launch again
    await passTime(world, EFFECT_TIMEOUT_SECONDS + 1);
    await publish(world, { type: 'Woken' });
    await passTime(world, 60);
    // then
    expect(world.aws.history.launches).toHaveLength(1);
    expect(factsOf(world)).toContainEqual(expect.objectContaining({ type: 'LaunchStarted', found: true }));
  });

  test('looks again when its look is old: a real instance that appeared meanwhile is not replaced', async () => {
    // given: after the validation an operator recovers the server for real, within two minutes
    const world = await holdBack('StartRecovery', [{ launchSeconds: 40 }]);
    world.aws.startRealRecovery(SITE, world.servers);
    await passTime(world, 120);
    const [real] = world.aws.liveInstances();
    // when
    world.held.clear();
    await passTime(world, 5);
    // then
    expect(world.aws.history.launches.map((launch) => launch.replaced)).toEqual([[]]);
    expect(world.aws.liveInstances().map((instance) => instance.instanceId)).toEqual([real?.instanceId]);
    expect(record(world).servers[world.servers[0] ?? '']?.error).toContain(real?.instanceId);
    expect(record(world)).toMatchObject({ outcome: 'REJECTED', cleanup: 'NOT_NEEDED' });
    expect(record(world).failedChecks.map(({ check }) => check)).toEqual(['last-look']);
  });

  test('looks again when its look is old: the drill instance of another deployment is not replaced', async () => {
    // given
    const world = await holdBack('StartRecovery', [{ launchSeconds: 40 }]);
    startThirdPartyDrill(world, world.servers);
    await passTime(world, 120);
    // when
    world.held.clear();
    await passTime(world, 5);
    // then
    expect(world.aws.history.launches.flatMap((launch) => launch.replaced)).toEqual([]);
    expect(record(world)).toMatchObject({ outcome: 'REJECTED', cleanup: 'NOT_NEEDED' });
  });

  test('leaves out the server that a third party has launched, and launches the rest of its wave', async () => {
    // given
    const world = await holdBack('StartRecovery', [{ launchSeconds: 40 }, { launchSeconds: 40 }]);
    const [theirs = '', ours = ''] = world.servers;
    world.aws.startRealRecovery(SITE, [theirs]);
    await passTime(world, 120);
    // when
    world.held.clear();
    await passTime(world, 60);
    // then
    expect(world.aws.history.launches.map((launch) => launch.sourceServerIds)).toEqual([[theirs], [ours]]);
    expect(record(world).servers[theirs]?.result).toBe('FAILED');
  });

  test('trusts no list of jobs that is minutes old, however recent the look at the servers is', async () => {
    // given: the jobs were read, then a third party drilled the server while the look at it was delayed
    const world = openWorld([{ launchSeconds: 90 }]);
    world.held.add('Inspect');
    await request(world);
    await runUntilQuiet(world);
    startThirdPartyDrill(world, world.servers);
    const [theirs] = Object.values(
      world.aws.state().sites[`${SITE.accountId}/${SITE.region}`]?.recoveryInstances ?? {},
    );
    // when: the look comes just before DRS lists the instance that their job has left
    world.aws.advance((theirs?.listedAt ?? 0) - 1);
    world.held.clear();
    await runUntilQuiet(world);
    // then
    expect(world.aws.history.launches.flatMap((launch) => launch.replaced)).toEqual([]);
    expect(record(world)).toMatchObject({ cleanup: 'NOT_NEEDED' });
  });

  test('looks again at jobs when only that look is old', async () => {
    // given
    const world = openWorld();
    world.held.add('Inspect');
    world.held.add('StartRecovery');
    await request(world);
    await passTime(world, 90);
    world.held.delete('Inspect');
    await runUntilQuiet(world);
    // when
    const calls = await callsDuring(world, () => perform(world.ports, requested(world, 'StartRecovery')));
    // then
    expect(calls).toMatchObject({ 'drs:DescribeJobs': 1, 'drs:StartRecovery': 1 });
  });

  test.each<[string, RecoveryPointChoice, number]>([
    ['a handful of calls', { type: 'LATEST' }, 10],
    ['one more for each server where a point was chosen by its time', { type: 'AT_OR_BEFORE', at: START }, 60],
  ])(
    'repeats its looks for fifty servers in %s: at five a second they fit its thirty seconds',
    async (_name, recoveryPoint, most) => {
      // given
      const world = openWorld(50);
      world.held.add('StartRecovery');
      await request(world, { terms: { recoveryPoint } });
      await passTime(world, 120);
      // when
      const calls = await callsDuring(world, () => perform(world.ports, requested(world, 'StartRecovery')));
      // then
      expect(calls).toMatchObject({ 'drs:StartRecovery': 1, 'drs:DescribeJobs': 1 });
      expect(Object.values(calls).reduce((sum, times) => sum + times, 0)).toBeLessThanOrEqual(most);
    },
  );

  test('that has waited too long for its turn starts nothing: its servers are inspected again first', async () => {
    // given
    const world = await holdBack('StartRecovery');
    const start = requested(world, 'StartRecovery');
    world.aws.advance(world.aws.now() + (INSPECTION_FRESH_SECONDS + LOOK_FRESH_SECONDS + 1) * SECOND);
    // when
    const calls = await callsDuring(world, () => perform(world.ports, start));
    // then
    expect(calls).not.toHaveProperty(['drs:StartRecovery']);
    expect(Object.values(record(world).open).map((open) => open.kind)).toContain('Inspect');
  });

  test('sends no further query when the servers were looked at a moment ago', async () => {
    // given
    const world = await holdBack('StartRecovery');
    // when
    const calls = await callsDuring(world, () => perform(world.ports, requested(world, 'StartRecovery')));
    // then
    expect(calls).toEqual({ 'drs:StartRecovery': 1 });
  });

  test('looks again before every later wave', async () => {
    // given
    const world = openWorld(2);
    const [a = '', b = ''] = world.servers;
    await request(world, { waves: [[a], [b]] });
    world.held.add('StartRecovery');
    await runUntilQuiet(world);
    await perform(world.ports, requested(world, 'StartRecovery'));
    while (record(world).launches.length < 2) await passTime(world, 10);
    // when
    const calls = await callsDuring(world, () => perform(world.ports, requested(world, 'StartRecovery')));
    // then
    expect(calls).toEqual({
      'drs:DescribeJobs': 1,
      'drs:DescribeRecoveryInstances': 1,
      'drs:DescribeSourceServers': 1,
      'ec2:DescribeInstances': 2,
      'drs:StartRecovery': 1,
    });
  });
});

describe('arming', () => {
  test('puts everything that the hard stop needs into its schedule: drill, number and site', async () => {
    // given
    const world = openWorld();
    await request(world);
    // when
    await runUntilQuiet(world);
    // then
    const [schedule] = schedulesNamed(world, `h-${DRILL_ID}-1`);
    expect(schedule?.request['Target']).toMatchObject({
      Input: JSON.stringify({ drillId: DRILL_ID, n: 1, site: SITE }),
    });
    expect(record(world).hardStop?.n).toBe(1);
  });

  test('a long wait makes a schedule, a short one waits in the queue', async () => {
    // given
    const world = openWorld();
    await request(world);
    // when
    await untilPhase(world, 'HOLDING');
    await passTime(world, 900);
    expect(schedulesNamed(world, `w-${DRILL_ID}-`)).toHaveLength(1);
    await publish(world, { type: 'HoldUntilRequested', by: 'operator', holdUntil: world.aws.now() + 3_000_000 });
    await passTime(world, 2900);
    // then
    const asksFor = (fact: Fact) => (fact.type === 'EffectRequested' ? [fact.kind] : []);
    expect(factsOf(world).flatMap(asksFor)).toContain('Wake');
  });
});

function schedulesNamed(world: FlowWorld, prefix: string) {
  return Object.values(world.aws.state().schedules).filter((schedule) => schedule.name.startsWith(prefix));
}

/** A drill of these servers whose first effect of this kind waits to be performed. */
async function holdBack(kind: EffectKind, servers: number | ServerOptions[] = 1): Promise<FlowWorld> {
  const world = openWorld(servers);
  world.held.add(kind);
  await request(world);
  await runUntilQuiet(world);
  return world;
}
