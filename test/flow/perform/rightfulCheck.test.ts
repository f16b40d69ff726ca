import { describe, expect, test } from 'vitest';
import type { CheckTerms } from '../../../src/drill/checks/checkTerms.ts';
import type { EffectKind } from '../../../src/drill/effectKeys.ts';
import type { Effect } from '../../../src/drill/effects.ts';
import { perform } from '../../../src/flow/perform/perform.ts';
import type { EffectItem } from '../../../src/flow/ports.ts';
import { SITE } from '../../builders.ts';
import {
  callsDuring,
  DRILL_ID,
  type FlowWorld,
  openWorld,
  passTime,
  record,
  request,
  SECOND,
  startThirdPartyDrill,
  untilPhase,
} from '../given.ts';

const EVERY = { required: true, timeoutSeconds: 600 };
const SCRIPT: CheckTerms = {
  ...{ name: 'script', kind: 'SSM', document: 'AWS-RunShellScript', ...EVERY },
  parameters: { commands: ['true'] },
};
const LATER: CheckTerms = { ...SCRIPT, name: 'later', parameters: { commands: ['heavy'] }, afterSeconds: 600 };
const PORT: CheckTerms = { name: 'port', kind: 'TCP', port: 443, ...EVERY };
const SCREEN: CheckTerms = { name: 'screen', kind: 'CONSOLE', required: false, timeoutSeconds: 600 };
const REFUSED = { message: 'an act was refused', details: { why: 'the record says otherwise' } };

describe('a forged effect item of a check', () => {
  test('sends no command of another check, whose time has not come', async () => {
    const world = await heldBack('SendCommand', [SCRIPT, LATER]);
    const own = newest(world, 'SendCommand');
    await perform(world.ports, forged(world, own, { ...effectOf(own, 'SendCommand'), check: 'later', terms: LATER }));
    expect(world.aws.history.commands ?? []).toEqual([]);
    expect(world.logged).toMatchObject([REFUSED]);
  });

  test('asks no server twice, which would count twice', async () => {
    const world = await heldBack('RunCheck', [PORT]);
    const own = newest(world, 'RunCheck');
    const effect = effectOf(own, 'RunCheck');
    const item = forged(world, own, { ...effect, servers: [...effect.servers, ...effect.servers] });
    expect(await callsDuring(world, () => perform(world.ports, item))).toEqual({});
  });

  test.each([PORT, SCREEN])('reaches no instance of others ($kind)', async (check) => {
    // given
    const world = await heldBack('RunCheck', [check]);
    const [ours = '', theirs = ''] = world.servers;
    startThirdPartyDrill(world, [theirs]);
    await passTime(world, 120);
    const other = world.aws.liveInstances().find(({ sourceServerId }) => sourceServerId === theirs);
    const own = newest(world, 'RunCheck');
    const servers = [{ sourceServerId: ours, instanceId: other?.instanceId ?? '' }];
    // when
    const item = forged(world, own, { ...effectOf(own, 'RunCheck'), servers });
    const calls = await callsDuring(world, () => perform(world.ports, item));
    // then
    expect(calls).toEqual({});
  });

  test('takes no result from another command', async () => {
    const world = await heldBack('LookAtCommand', [SCRIPT]);
    const own = newest(world, 'LookAtCommand');
    const commandId = '11111111-2222-4333-8444-555555555555';
    const item = forged(world, own, { ...effectOf(own, 'LookAtCommand'), commandId });
    expect(await callsDuring(world, () => perform(world.ports, item))).toEqual({});
  });
});

describe('what a check asks', () => {
  test('is done as the drill has asked for it', async () => {
    const world = await heldBack('SendCommand', [SCRIPT]);
    await perform(world.ports, newest(world, 'SendCommand'));
    expect(world.aws.history.commands).toHaveLength(1);
  });

  test.each(['SendCommand', 'RunCheck'] as const)('is not done for a quarantined drill (%s)', async (kind) => {
    const world = await heldBack(kind, [kind === 'RunCheck' ? PORT : SCRIPT]);
    await world.ports.drills.markQuarantined(DRILL_ID, 'a sentence does not hold', world.aws.now());
    expect(await callsDuring(world, () => perform(world.ports, newest(world, kind)))).toEqual({});
    expect(world.aws.history.commands ?? []).toEqual([]);
  });

  test('is no command any more when the hold is over, though nothing has woken the drill', async () => {
    const world = await heldBack('SendCommand', [SCRIPT]);
    const { clock } = world.ports;
    const over = (record(world).holdUntil ?? 0) + SECOND;
    world.ports.clock = { ...clock, now: () => over };
    await perform(world.ports, newest(world, 'SendCommand'));
    expect(world.aws.history.commands ?? []).toEqual([]);
  });
});

/** A drill of the first server that HOLDS, with its newest effect of this kind not performed yet. */
async function heldBack(kind: EffectKind, checks: CheckTerms[]): Promise<FlowWorld> {
  const world = openWorld(2);
  world.held.add(kind);
  await request(world, { waves: [world.servers.slice(0, 1)], checks, terms: { holdSeconds: 3600 } });
  await untilPhase(world, 'HOLDING');
  await passTime(world, 150);
  return world;
}

function newest(world: FlowWorld, kind: EffectKind): EffectItem {
  const found = world.table.effectsOf(DRILL_ID).findLast(({ effect }) => effect.kind === kind);
  if (found === undefined) throw new Error(`no ${kind} was requested`);
  return found;
}

type Of<Kind extends Effect['kind']> = Extract<Effect, { kind: Kind }>;

function effectOf<Kind extends Effect['kind']>({ effect }: EffectItem, kind: Kind): Of<Kind> {
  expect(effect.kind).toBe(kind);
  return effect as Of<Kind>;
}

function forged(world: FlowWorld, { effectId }: EffectItem, effect: Effect): EffectItem {
  const item: EffectItem = {
    ...{ drillId: DRILL_ID, effectId, site: SITE, state: 'REQUESTED', delaySeconds: 0, takenAt: null },
    effect,
  };
  world.table.forgeEffect(item);
  return item;
}
