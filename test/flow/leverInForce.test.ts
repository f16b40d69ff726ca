import { describe, expect, test } from 'vitest';
import type { Lever } from '../../src/drill/lever.ts';
import { OtherSchema } from '../../src/flow/errors.ts';
import { guardDrill } from '../../src/flow/guard.ts';
import { EVERYWHERE, giveWay, leverAt, setLever } from '../../src/flow/leverInForce.ts';
import { perform } from '../../src/flow/perform/perform.ts';
import { SITE } from '../builders.ts';
import {
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
  untilPhase,
} from './given.ts';

const STOP = { site: SITE, drillId: DRILL_ID, n: 1 };

describe('the lever', () => {
  test('that stops launches lets nothing start, and the drill says why', async () => {
    // given
    const world = openWorld();
    world.held.add('StartRecovery');
    await request(world);
    await passTime(world, 30);
    await close(world, 'NO_LAUNCHES');
    // when
    world.held.clear();
    await passTime(world, 30);
    // then
    expect(world.aws.history.launches).toEqual([]);
    const message = expect.stringContaining('NO_LAUNCHES: “storm”, by operator since ');
    const failed = { kind: 'LEVER', message, ours: true };
    expect(factsOf(world)).toContainEqual(expect.objectContaining({ type: 'EffectAnswered', failed }));
    expect(record(world)).toMatchObject({ outcome: 'REJECTED', failedChecks: [{ check: 'lever-open' }] });
  });

  test.each([
    ['of its site', SITE, SITE.region],
    ['for all sites', EVERYWHERE, 'all Regions'],
  ])('%s rejects requests behind it at once, with who has closed it and why', async (_which, site, place) => {
    const world = openWorld();
    await setLever(world.ports, site, lever(world, 'NO_LAUNCHES'));
    await request(world);
    expect(record(world)).toMatchObject({
      phase: 'ENDED',
      outcome: 'REJECTED',
      failedChecks: [
        {
          check: 'lever-open',
          message: expect.stringContaining(`The lever of ${place} is NO_LAUNCHES: “storm”, by operator since 20`),
        },
      ],
    });
    expect(world.aws.history.launches).toEqual([]);
  });

  test.each([
    ['of a site', SITE],
    ['for all sites', EVERYWHERE],
  ])('%s that another version has written lets nothing start, and drills clean up', async (_which, site) => {
    // given
    const world = openWorld(2);
    await request(world, { waves: [world.servers.slice(0, 1)] });
    await untilPhase(world, 'HOLDING');
    await request(world, { drillId: OTHER_DRILL_ID, waves: [world.servers.slice(1)] });
    world.held.add('StartRecovery');
    await passTime(world, 30);
    const { load } = world.ports.levers;
    world.ports.levers.load = async (one) => {
      if (one.region === site.region) throw new OtherSchema('The lever', 'older');
      return load(one);
    };
    // when
    await perform(world.ports, requested(world, 'StartRecovery', OTHER_DRILL_ID)).catch(() => undefined);
    await guardDrill({ ...world.ports, drills: { ...world.ports.drills, load: async () => undefined } }, STOP);
    // then
    expect(world.aws.history.launches).toHaveLength(1);
    expect(world.aws.history.terminations).toHaveLength(1);
  });

  test('that stops launches lets drills clean up', async () => {
    // given
    const world = openWorld();
    await request(world);
    await untilPhase(world, 'HOLDING');
    await close(world, 'NO_LAUNCHES');
    // when
    await publish(world, { type: 'HoldEndRequested', by: 'operator' });
    // then
    expect((await untilPhase(world, 'ENDED')).cleanup).toBe('CLEAN');
  });

  test('that freezes a site stops terminations too, the guard’s included, until a person opens it', async () => {
    // given
    const world = openWorld();
    await request(world);
    await untilPhase(world, 'HOLDING');
    await close(world, 'FROZEN');
    await publish(world, { type: 'HoldEndRequested', by: 'operator' });
    // when
    await passTime(world, 1200);
    await guardDrill(world.ports, { site: SITE, drillId: DRILL_ID, n: 9 });
    // then
    expect(world.aws.history.terminations).toEqual([]);
    await setLever(world.ports, SITE, lever(world, 'OPEN'));
    expect((await untilPhase(world, 'ENDED')).cleanup).toBe('CLEAN');
  });

  test('for all sites counts together with a site’s own, and the stricter one wins', async () => {
    // given
    const world = openWorld();
    await close(world, 'NO_LAUNCHES');
    // when
    await setLever(world.ports, EVERYWHERE, lever(world, 'FROZEN'));
    // then
    expect((await leverAt(world.ports, SITE))?.state).toBe('FROZEN');
  });

  test('whose save lost its reply is recognised as our own', async () => {
    // given
    const world = openWorld();
    const { save } = world.ports.levers;
    world.ports.levers.save = async (...reported) => {
      await save(...reported);
      return false;
    };
    // when
    const moved = await setLever(world.ports, SITE, lever(world, 'FROZEN'), { lever: undefined });
    // then
    expect(moved).toBe(true);
  });

  test('that an earlier version keeps in the site’s record is in force until it is moved', async () => {
    // given
    const world = openWorld();
    const { record: site, version } = await world.ports.sites.load(SITE);
    await world.ports.sites.save({ ...site, lever: lever(world, 'FROZEN') }, version, 'earlier');
    const before = await leverAt(world.ports, SITE);
    // when
    const moved = await setLever(world.ports, SITE, lever(world, 'OPEN'), { lever: before });
    // then
    expect([before?.state, moved, await leverAt(world.ports, SITE)]).toEqual(['FROZEN', true, undefined]);
  });

  test('is moved, and closed for a real recovery, while a crowd of drills constantly changes the site', async () => {
    // given
    const world = openWorld();
    world.ports.sites.save = async () => false;
    // when
    const moved = await setLever(world.ports, SITE, lever(world, 'OPEN'), { lever: undefined });
    await giveWay(world.ports, SITE, 'drsjob-00000000000000009');
    // then
    expect([moved, (await leverAt(world.ports, SITE))?.by]).toEqual([true, 'drs-drill']);
  });

  test('that was frozen and reopened between two runs of the guard records who did it, when and why', async () => {
    // given
    const world = openWorld();
    const at = world.aws.now();
    // when
    await close(world, 'FROZEN');
    await close(world, 'OPEN');
    await giveWay(world.ports, SITE, 'drsjob-00000000000000009');
    // then
    const { items } = await world.ports.levers.moves(10);
    const said = { ...SITE, what: 'MOVED', at, expiresAt: null };
    expect(items).toHaveLength(3);
    expect(items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ ...said, by: 'operator', reason: 'storm', from: 'OPEN', to: 'FROZEN' }),
        expect.objectContaining({ ...said, by: 'operator', reason: 'storm', from: 'FROZEN', to: 'OPEN' }),
        expect.objectContaining({ ...said, by: 'drs-drill', from: 'OPEN', to: 'NO_LAUNCHES' }),
      ]),
    );
  });

  test('that has expired is open', async () => {
    const world = openWorld();
    await setLever(world.ports, SITE, { ...lever(world, 'FROZEN'), expiresAt: world.aws.now() + 60_000 });
    await passTime(world, 61);
    expect(await leverAt(world.ports, SITE)).toBeUndefined();
  });
});

describe('a real recovery', () => {
  test('closes its site and makes every open drill there look, and yield to it', async () => {
    // given
    const world = openWorld(2);
    const [ours = '', theirs = ''] = world.servers;
    await request(world, { waves: [[ours]] });
    await untilPhase(world, 'HOLDING');
    const jobId = world.aws.startRealRecovery(SITE, [theirs]);
    // when
    await giveWay(world.ports, SITE, jobId);
    await passTime(world, 30);
    // then
    expect(await leverAt(world.ports, SITE)).toMatchObject({ state: 'NO_LAUNCHES', expiresAt: null });
    expect(record(world)).toMatchObject({ phase: 'TERMINATING', outcome: 'YIELDED' });
  });

  test('is reported once to a site that is closed already: its lever stays as a person has set it', async () => {
    const world = openWorld();
    await close(world, 'FROZEN');
    await giveWay(world.ports, SITE, 'drsjob-00000000000000009');
    expect(await leverAt(world.ports, SITE)).toMatchObject({ state: 'FROZEN', by: 'operator' });
  });
});

function lever(world: FlowWorld, state: Lever['state']): Lever {
  return { state, reason: 'storm', by: 'operator', at: world.aws.now(), expiresAt: null };
}

async function close(world: FlowWorld, state: Lever['state']): Promise<void> {
  await setLever(world.ports, SITE, lever(world, state));
}
