import { describe, expect, test } from 'vitest';
import type { EffectKind } from '../../../src/drill/effectKeys.ts';
import type { Effect } from '../../../src/drill/effects.ts';
import { OtherSchema } from '../../../src/flow/errors.ts';
import { perform } from '../../../src/flow/perform/perform.ts';
import type { EffectItem } from '../../../src/flow/ports.ts';
import { OWNER, SITE } from '../../builders.ts';
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
  runUntilQuiet,
  startThirdPartyDrill,
  stateOf,
  THIRD_PARTY,
  untilPhase,
} from '../given.ts';

const REFUSED = 'an act was refused';

describe('a forged effect item in the table', () => {
  test('of a drill that does not exist launches nothing, and is logged', async () => {
    // given
    const world = openWorld(1);
    const item = forged(world, OTHER_DRILL_ID, 'e1', startOf(world.servers));
    // when
    const calls = await callsDuring(world, () => perform(world.ports, item));
    // then
    expect(calls).toEqual({});
    expect(world.logged).toContainEqual({
      message: REFUSED,
      details: { drillId: OTHER_DRILL_ID, effectId: 'e1', kind: 'StartRecovery', why: 'there is no such drill' },
    });
    expect(stateOf(world, item)).toBe('REQUESTED');
  });

  test('under an id that the drill does not wait for launches nothing', async () => {
    const world = await heldBack('StartRecovery', 2);
    const item = forged(world, DRILL_ID, 'e99', startOf(world.servers));
    expect(await callsDuring(world, () => perform(world.ports, item))).toEqual({});
    expect(world.logged.map(({ message }) => message)).toEqual([REFUSED]);
  });

  test('instead of the drill’s own effect launches only the drill’s servers', async () => {
    // given
    const world = await heldBack('StartRecovery', 2, 1);
    const own = requested(world, 'StartRecovery');
    const item = forged(world, DRILL_ID, own.effectId, startOf(world.servers));
    // when
    await perform(world.ports, item);
    // then
    expect(world.aws.history.launches).toEqual([]);
    expect(world.logged.map(({ message }) => message)).toEqual([REFUSED]);
  });

  test('instead of the drill’s own effect launches with the drill’s tags, at the drill’s site', async () => {
    // given
    const world = await heldBack('StartRecovery');
    const own = requested(world, 'StartRecovery');
    const elsewhere = { ...SITE, region: 'ap-south-1' };
    const item = forged(world, DRILL_ID, own.effectId, startOf(world.servers.slice(0, 1)), elsewhere);
    // when
    await perform(world.ports, item);
    // then
    const tags = { DrillOwner: OWNER, DrillId: DRILL_ID, Launch: `${DRILL_ID}/0/0`, Wave: '1', ExecutionType: 'Drill' };
    expect(world.aws.history.launches).toMatchObject([{ tags, region: SITE.region, isDrill: true }]);
  });

  test('instead of the drill’s own effect terminates only the drill’s instances', async () => {
    // given
    const world = await heldBack('Terminate');
    startThirdPartyDrill(world, [world.servers[1] ?? ''], THIRD_PARTY);
    await passTime(world, 900);
    const other = world.aws.liveInstances().find((one) => one.sourceServerId === world.servers[1]);
    const own = requested(world, 'Terminate');
    const servers = [
      { sourceServerId: world.servers[0] ?? '', instanceId: other?.instanceId ?? '', jobId: other?.jobId ?? '' },
    ];
    const item = forged(world, DRILL_ID, own.effectId, { kind: 'Terminate', servers });
    // when
    const calls = await callsDuring(world, () => perform(world.ports, item));
    // then
    expect(calls).toEqual({});
    expect(world.logged.map(({ message }) => message)).toContain(REFUSED);
  });
});

describe('a hard stop or wake whose time was forged in the table', () => {
  test.each([
    ['to a year from now', 365 * 86_400_000],
    ['into the past', -86_400_000],
  ])('%s is armed for the time that the drill has decided', async (_, milliseconds) => {
    // given
    const world = await heldBack('ArmHardStop');
    const own = requested(world, 'ArmHardStop');
    const fact = factsOf(world).find((one) => one.type === 'HardStopRequested');
    const stopAt = world.aws.now() + milliseconds;
    // when
    await perform(world.ports, forged(world, DRILL_ID, own.effectId, { kind: 'ArmHardStop', n: 1, stopAt }));
    // then
    expect(record(world).hardStop).toEqual({ n: 1, at: fact?.stopAt });
    expect(scheduled(world, 'h-')).toBe(minuteOf(fact?.stopAt));
  });

  test('wakes the drill at the time that the drill has decided', async () => {
    // given
    const world = openWorld();
    world.held.add('ArmWake');
    await request(world, { terms: { holdSeconds: 7200 } });
    await untilPhase(world, 'HOLDING');
    const own = requested(world, 'ArmWake');
    const fact = factsOf(world).findLast((one) => one.type === 'WakeScheduled');
    // when
    const effect = { kind: 'ArmWake' as const, n: fact?.n ?? 0, wakeAt: world.aws.now() + 365 * 86_400_000 };
    await perform(world.ports, forged(world, DRILL_ID, own.effectId, effect));
    // then
    expect(scheduled(world, 'w-')).toBe(minuteOf(fact?.wakeAt));
  });
});

describe('an effect', () => {
  test('of a quarantined drill launches nothing', async () => {
    const world = await heldBack('StartRecovery');
    await world.ports.drills.markQuarantined(DRILL_ID, 'a sentence does not hold', world.aws.now());
    await perform(world.ports, requested(world, 'StartRecovery'));
    expect(world.aws.history.launches).toEqual([]);
    expect(world.logged).toMatchObject([{ message: REFUSED, details: { why: 'the drill is quarantined' } }]);
  });

  test('of a quarantined drill still cleans up', async () => {
    const world = await heldBack('Terminate');
    await world.ports.drills.markQuarantined(DRILL_ID, 'a sentence does not hold', world.aws.now());
    await perform(world.ports, requested(world, 'Terminate'));
    expect(world.aws.history.terminations).toHaveLength(1);
  });

  test('of a drill that a newer version has written is not performed, and is redelivered', async () => {
    // given
    const world = await heldBack('StartRecovery');
    const start = requested(world, 'StartRecovery');
    const { load } = world.ports.drills;
    world.ports.drills.load = async () => {
      throw new OtherSchema('Drill', 'newer');
    };
    // when
    await expect(perform(world.ports, start)).rejects.toThrow(OtherSchema);
    expect(stateOf(world, start)).toBe('REQUESTED');
    world.ports.drills.load = load;
    await perform(world.ports, start);
    // then
    expect(world.aws.history.launches).toHaveLength(1);
  });

  test('that is an answered question sends AWS nothing when its message is redelivered', async () => {
    const world = await heldBack('Inspect');
    const question = requested(world, 'Inspect');
    await perform(world.ports, question);
    expect(await callsDuring(world, () => perform(world.ports, question))).toEqual({});
    expect(world.logged).toEqual([]);
  });

  test('that its drill has just withdrawn is not logged as wrong', async () => {
    // given
    const world = await heldBack('StartRecovery');
    const start = requested(world, 'StartRecovery');
    const { load } = world.ports.effects;
    world.ports.effects.load = async (...named) => {
      world.ports.effects.load = load;
      const item = await load(...named);
      await publish(world, { type: 'CancelRequested', by: 'operator', reason: 'not now' });
      return item;
    };
    // when
    const calls = await callsDuring(world, () => perform(world.ports, start));
    // then
    expect([calls, world.logged]).toEqual([{}, []]);
  });
});

/** A drill whose newest effect of this kind is not performed yet; of all servers, or of the first ones. */
async function heldBack(kind: EffectKind, servers = 2, drilled = 1): Promise<FlowWorld> {
  const world = openWorld(servers);
  world.held.add(kind);
  await request(world, { waves: [world.servers.slice(0, drilled)], terms: { holdSeconds: 300 } });
  if (kind === 'Terminate') await untilPhase(world, 'TERMINATING');
  await runUntilQuiet(world);
  return world;
}

/** Fires the only schedule whose name begins so. */
function scheduled(world: FlowWorld, prefix: string): string {
  const found = Object.values(world.aws.state().schedules).filter(({ name }) => name.startsWith(prefix));
  expect(found).toHaveLength(1);
  return String(found[0]?.request['ScheduleExpression']);
}

/** EventBridge Scheduler fires by the minute; the product rounds up. */
function minuteOf(at = 0): string {
  return `at(${new Date(Math.ceil(at / 60_000) * 60_000).toISOString().slice(0, 19)})`;
}

/** Tags of its own, under which the guard would never look. */
function startOf(sourceServerIds: string[]): Effect {
  return {
    kind: 'StartRecovery',
    launch: 0,
    servers: sourceServerIds.map((sourceServerId) => ({ sourceServerId, mayReplaceDrill: true })),
    recoveryPoint: { type: 'LATEST' },
    tags: { DrillOwner: 'nobody', DrillId: 'd-nobody', Launch: 'nothing' },
    requestedAt: Number.MAX_SAFE_INTEGER,
    lookedAt: Number.MAX_SAFE_INTEGER,
    searchFrom: 0,
    attempt: 1,
  };
}

function forged(world: FlowWorld, drillId: string, effectId: string, effect: Effect, site = SITE): EffectItem {
  const item: EffectItem = { drillId, effectId, site, state: 'REQUESTED', delaySeconds: 0, takenAt: null, effect };
  world.table.forgeEffect(item);
  if (world.table.drills().length > 0) expect(record(world).phase).not.toBe('ENDED');
  return item;
}
