import { describe, expect, test } from 'vitest';
import { EFFECT_TIMEOUT_SECONDS, SWEEP_GRACE_SECONDS } from '../../src/drill/bounds.ts';
import { sweep } from '../../src/flow/sweep.ts';
import { OTHER_DRILL_ID, openWorld, passTime, publish, record, request, untilPhase } from './given.ts';

describe('the sweep', () => {
  test('wakes a drill whose messages were all lost, so it repeats its question and ends as it should', async () => {
    // given
    const world = openWorld();
    await request(world);
    world.queue.splice(0);
    await passTime(world, EFFECT_TIMEOUT_SECONDS + SWEEP_GRACE_SECONDS + 1);
    expect(record(world).phase).toBe('VALIDATING');
    // when
    const swept = await sweep(world.ports);
    // then
    expect(swept).toEqual({ advanced: 1 });
    expect((await untilPhase(world, 'ENDED')).outcome).toBe('PASSED');
  });

  test('ends a hold whose wake never came', async () => {
    // given
    const world = openWorld(1, { scheduleLost: 1 });
    await request(world, { terms: { holdSeconds: 1200 } });
    const { holdUntil = 0 } = await untilPhase(world, 'HOLDING');
    world.held.add('Wake');
    await passTime(world, (holdUntil - world.aws.now()) / 1000 + 30);
    expect(record(world).phase).toBe('HOLDING');
    // when
    await passTime(world, SWEEP_GRACE_SECONDS);
    await sweep(world.ports);
    // then
    expect(record(world).phase).toBe('TERMINATING');
  });

  test('does not touch a drill that waits for its own wake', async () => {
    // given
    const world = openWorld();
    await request(world);
    await untilPhase(world, 'HOLDING');
    const writes = world.writes.length;
    // when
    const swept = await sweep(world.ports);
    // then
    expect(swept).toEqual({ advanced: 0 });
    expect(world.writes.length).toBe(writes);
  });

  test('never wakes a drill that has ended', async () => {
    // given
    const world = openWorld();
    await request(world);
    await publish(world, { type: 'CancelRequested', by: 'operator', reason: 'not needed' });
    await passTime(world, 7200);
    // when
    const swept = await sweep(world.ports);
    // then
    expect(swept).toEqual({ advanced: 0 });
  });

  test('continues with the others when one drill cannot be advanced, and says which', async () => {
    // given
    const world = openWorld(2);
    const [a = '', b = ''] = world.servers;
    await request(world, { waves: [[a]] });
    await request(world, { drillId: OTHER_DRILL_ID, waves: [[b]] });
    world.queue.splice(0);
    await passTime(world, EFFECT_TIMEOUT_SECONDS + SWEEP_GRACE_SECONDS + 1);
    world.verdicts.push('THROTTLED');
    // when
    const swept = await sweep(world.ports);
    // then
    expect(swept).toEqual({ advanced: 1 });
    const failed = { message: 'sweep could not advance', details: { drillId: expect.any(String) } };
    expect(world.logged).toMatchObject([failed]);
  });
});
