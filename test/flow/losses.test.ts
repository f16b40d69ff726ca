import { describe, expect, test } from 'vitest';
import { drillEventsOf } from '../../src/api/drillEvents.ts';
import type { Ec2Instance } from '../../src/flow/ports.ts';
import { endedDrill } from '../../src/history/endedDrill.ts';
import type { ServerOptions } from '../../src/simulator/aws/drs/sourceServers.ts';
import { SITE } from '../builders.ts';
import {
  DRILL_ID,
  type FlowWorld,
  factsOf,
  MINUTE,
  openWorld,
  passTime,
  publish,
  record,
  request,
  requested,
  SECOND,
  untilPhase,
} from './given.ts';

const HOLD_SECONDS = 6 * 3600;
const BY_USER = 'Client.UserInitiatedShutdown: User initiated shutdown';

describe('an instance that a janitor terminates a minute into a hold of six hours', () => {
  test('makes the drill FAILED, with the time and the cause, and people are notified at once', async () => {
    // given
    const world = await holding();
    await passTime(world, 60);
    const [at, instanceId] = [world.aws.now(), instanceOf(world)];
    // when
    world.aws.terminateOutside(SITE, instanceId);
    await passTime(world, 10);
    // then
    expect(record(world)).toMatchObject({
      phase: 'HOLDING',
      outcome: 'FAILED',
      why: `Instance ${instanceId} of ${serverOf(world)} was lost before its hold ended: shutting-down since ${second(at)} (${BY_USER}).`,
    });
    expect(lossOf(world)).toEqual({ state: 'shutting-down', lostAt: Date.parse(second(at)), reason: BY_USER });
    expect(reported(world, 'Drill Servers Lost')).toMatchObject([
      { servers: [{ sourceServerId: serverOf(world), instanceId, state: 'shutting-down', lostAt: second(at) }] },
    ]);
  });

  test('has its running time counted, and its server has not passed', async () => {
    // given
    const world = await holding();
    await passTime(world, 60);
    const at = world.aws.now();
    // when
    world.aws.terminateOutside(SITE, instanceOf(world));
    const drill = await untilEnded(world);
    // then
    const [trial] = endedDrill(drill, world.table.entriesOf(DRILL_ID), 'REAL').trials;
    const ranSeconds = (at - (drill.servers[serverOf(world)]?.launchedAt ?? 0)) / SECOND;
    expect(drill).toMatchObject({ outcome: 'FAILED', cleanup: 'CLEAN' });
    expect(trial).toMatchObject({ passed: false, lost: true, verified: 'STATUS_CHECKS', failedBy: null });
    expect(Math.abs((trial?.instanceSeconds ?? 0) - ranSeconds)).toBeLessThan(2);
  });

  test('is found by the look before the termination when its events are lost', async () => {
    // given
    const world = await holding(1, HOLD_SECONDS, { eventLost: 1 });
    await passTime(world, 60);
    const at = world.aws.now();
    // when
    world.aws.terminateOutside(SITE, instanceOf(world));
    await passTime(world, HOLD_SECONDS / 2);
    expect(record(world).outcome).toBeUndefined();
    const drill = await untilEnded(world);
    // then: EC2 forgets an instance an hour after its end, and then its time is unknown
    expect(drill).toMatchObject({ outcome: 'FAILED', cleanup: 'CLEAN' });
    expect(lossOf(world)).toMatchObject({ state: 'gone', lostAt: null });
    expect(at).toBeLessThan(drill.holdEndedAt ?? 0);
  });
});

describe('an instance that is no longer what was verified', () => {
  test('is lost when a third party has stopped it', async () => {
    const world = await holding();
    world.aws.stopOutside(SITE, instanceOf(world));
    await passTime(world, 10);
    expect(lossOf(world)).toMatchObject({ state: 'stopping', reason: BY_USER });
  });

  test('is lost when it was shut down from within, at the time of EC2’s event, because EC2 keeps none', async () => {
    const world = await holding();
    const at = second(world.aws.now());
    world.aws.shutDownInside(SITE, instanceOf(world));
    await passTime(world, 10);
    const reason = 'Client.InstanceInitiatedShutdown: Instance initiated shutdown';
    expect(lossOf(world)).toEqual({ state: 'stopping', lostAt: Date.parse(at), reason });
  });

  test('is lost when it was restarted without an event: it started after its verification', async () => {
    // given
    const world = await holding(1, 1800, { eventLost: 1 });
    await passTime(world, 60);
    world.aws.stopOutside(SITE, instanceOf(world));
    await passTime(world, 120);
    world.aws.startOutside(SITE, instanceOf(world));
    // when
    const drill = await untilEnded(world);
    // then
    expect(drill).toMatchObject({ outcome: 'FAILED', cleanup: 'CLEAN' });
    expect(lossOf(world)).toMatchObject({ state: 'running', lostAt: null, reason: /^started again at / });
  });

  test('is lost when DRS no longer lists it, once lag is ruled out', async () => {
    // given
    const world = await holding();
    const { recoveryInstances } = world.ports.drs;
    await passTime(world, 10 * 60);
    world.ports.drs.recoveryInstances = async () => [];
    // when
    await publish(world, { type: 'HoldEndRequested', by: 'operator' });
    await passTime(world, 10);
    // then
    expect(lossOf(world)).toMatchObject({ state: 'running', reason: 'DRS no longer lists it' });
    world.ports.drs.recoveryInstances = recoveryInstances;
    expect(await untilEnded(world)).toMatchObject({ outcome: 'FAILED', cleanup: 'CLEAN' });
  });

  test('is lost before its hold has begun too, while another wave launches', async () => {
    // given
    const world = openWorld([{}, { launchSeconds: 3000 }]);
    const [first = '', second = ''] = world.servers;
    await request(world, { waves: [[first], [second]] });
    for (let n = 0; n < 400 && record(world).servers[first]?.verified === undefined; n++) await passTime(world, 10);
    // when
    world.aws.stopOutside(SITE, instanceOf(world));
    await passTime(world, 10);
    // then
    expect(record(world)).toMatchObject({ phase: 'LAUNCHING', outcome: 'FAILED' });
    expect(record(world).servers[first]?.lost?.state).toBe('stopping');
  });

  test('is reported with all others of the same look; the next look handles events that arrive meanwhile', async () => {
    const world = await holding(3);
    world.held.add('LookAtInstances');
    for (const { instanceId } of world.aws.liveInstances()) world.aws.terminateOutside(SITE, instanceId);
    await passTime(world, 120);
    world.held.clear();
    await passTime(world, 5);
    expect(reported(world, 'Drill Servers Lost').map(({ servers }) => (servers as unknown[]).length)).toEqual([1, 2]);
    expect(reported(world, 'Drill Servers Lost')[1]?.['said']).toHaveLength(2);
  });
});

describe('an instance is not lost', () => {
  test('that is stopped as configured, and that a tester starts and stops', async () => {
    // given
    const world = await holding([{ launchDisposition: 'STOPPED' }]);
    // when
    world.aws.startOutside(SITE, instanceOf(world));
    await passTime(world, 120);
    world.aws.stopOutside(SITE, instanceOf(world));
    // then
    expect(await untilEnded(world)).toMatchObject({ outcome: 'PASSED', cleanup: 'CLEAN' });
  });

  test('that a third party terminates after its hold, before any look: its end is unknown', async () => {
    // given
    const world = await holding(1, 1800);
    world.held.add('Terminate');
    await untilPhase(world, 'TERMINATING');
    await passTime(world, 60);
    // when
    world.aws.terminateOutside(SITE, instanceOf(world));
    await passTime(world, 5);
    world.held.clear();
    // then
    expect(await untilEnded(world)).toMatchObject({
      outcome: 'FAILED',
      cleanup: 'CLEAN',
      why: expect.stringContaining('it is unknown'),
    });
  });

  test('whose termination was accepted by a function that crashed before its report: its end is unknown', async () => {
    // given
    const world = await holding(1, 1800);
    const { terminateProvenInstances } = world.ports.drs;
    world.ports.drs.terminateProvenInstances = async (...named) => {
      await terminateProvenInstances(...named);
      world.ports.drs.terminateProvenInstances = terminateProvenInstances;
      throw new Error('died');
    };
    await expect(untilPhase(world, 'ENDED')).rejects.toThrow('died');
    // then
    expect(await untilEnded(world)).toMatchObject({
      outcome: 'FAILED',
      cleanup: 'CLEAN',
      why: expect.stringContaining('it is unknown'),
    });
    expect(requested(world, 'Terminate').effectId).not.toBe(undefined);
  });

  test('that a late event reports, when a look sees it running', async () => {
    // given
    const world = await holding(1, 1800);
    const about = { instanceId: instanceOf(world), sourceServerId: serverOf(world) };
    // when
    await publish(world, {
      type: 'InstanceReportedDown',
      ...about,
      state: 'stopping',
      downAt: world.aws.now() - MINUTE,
    });
    expect(record(world).servers[serverOf(world)]).toMatchObject({ suspect: true });
    await passTime(world, 10);
    // then
    expect(record(world).servers[serverOf(world)]).not.toHaveProperty('suspect');
    expect(await untilEnded(world)).toMatchObject({ outcome: 'PASSED' });
  });
});

describe('when EC2 reports everything except the state', () => {
  test('the instance is terminated by its proofs, and the server has not passed: its state is unknown', async () => {
    // given
    const world = await holding(1, 1800);
    lie(world, (one) => ({ ...one, state: 'unknown' }));
    await untilPhase(world, 'TERMINATING');
    await passTime(world, 10);
    expect(world.aws.history.terminations).toHaveLength(1);
    // when
    restore(world);
    const drill = await untilEnded(world);
    // then
    expect(drill).toMatchObject({
      outcome: 'FAILED',
      cleanup: 'CLEAN',
      why: `Instance ${drill.servers[serverOf(world)]?.instanceId} of ${serverOf(world)}: it is unknown whether it was still up when its hold ended.`,
    });
    expect(lossOf(world)).toEqual({ state: null, lostAt: null, reason: null });
  });
});

test('an instance that the hard stop terminates is not lost: the drill names the hard stop', async () => {
  // given: the second wave hangs
  const world = openWorld([{}, { outcome: 'HANGS' }]);
  const [first = '', second = ''] = world.servers;
  await request(world, { waves: [[first], [second]] });
  // when
  const drill = await untilPhase(world, 'TERMINATING');
  // then
  expect(drill).toMatchObject({ outcome: 'FAILED' });
  expect(factsOf(world).some(({ type }) => type === 'ServersLost')).toBe(false);
});

async function holding(
  servers: number | ServerOptions[] = 1,
  holdSeconds = HOLD_SECONDS,
  faults: { eventLost?: number } = {},
): Promise<FlowWorld> {
  const world = openWorld(servers, faults);
  await request(world, { terms: { holdSeconds } });
  await untilPhase(world, 'HOLDING');
  return world;
}

async function untilEnded(world: FlowWorld) {
  await passTime(world, Math.max(0, ((record(world).holdUntil ?? 0) - world.aws.now()) / SECOND));
  return untilPhase(world, 'ENDED');
}

function serverOf({ servers }: FlowWorld): string {
  return servers[0] ?? '';
}

function instanceOf(world: FlowWorld): string {
  return record(world).servers[serverOf(world)]?.instanceId ?? '';
}

function lossOf(world: FlowWorld) {
  return record(world).servers[serverOf(world)]?.lost;
}

function reported(world: FlowWorld, type: string): Record<string, unknown>[] {
  const events = world.table.entriesOf(DRILL_ID).flatMap((entry) => drillEventsOf(entry, record(world)));
  return events.filter((event) => event.type === type).map(({ detail }) => detail);
}

/** As EC2 writes times: whole seconds. */
function second(at: number): string {
  return new Date(Math.floor(at / SECOND) * SECOND).toISOString();
}

const honest = new WeakMap<FlowWorld, FlowWorld['ports']['ec2']['instances']>();

function lie(world: FlowWorld, change: (one: Ec2Instance) => Ec2Instance): void {
  const { instances } = world.ports.ec2;
  honest.set(world, instances);
  world.ports.ec2.instances = async (...named) => (await instances(...named)).map(change);
}

function restore(world: FlowWorld): void {
  const instances = honest.get(world);
  if (instances !== undefined) world.ports.ec2.instances = instances;
}
