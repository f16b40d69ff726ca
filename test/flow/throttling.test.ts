import { expect, test } from 'vitest';
import { perform } from '../../src/flow/perform/perform.ts';
import { SITE } from '../builders.ts';
import {
  callsDuring,
  openWorld,
  passTime,
  record,
  request,
  requested,
  runUntilQuiet,
  SECOND,
  untilPhase,
} from './given.ts';

test('a throttled call pauses the whole site: the next effect goes back to the queue, without a call', async () => {
  // given
  const world = openWorld();
  world.faults.throttled = { 'drs:DescribeSourceServers': 1 };
  await request(world);
  await perform(world.ports, requested(world, 'Inspect'));
  // when
  const calls = await callsDuring(world, () => perform(world.ports, requested(world, 'FindBusy')));
  // then
  expect(calls).toEqual({});
  const waiting = world.queue.filter(({ change }) => change.type === 'effect' && change.delaySeconds > 0);
  expect(waiting.map(({ at }) => at > world.aws.now())).toContain(true);
  expect(record(world).open[requested(world, 'FindBusy').effectId]).toMatchObject({ kind: 'FindBusy' });
});

test('an effect that calls neither DRS nor EC2 does not wait: a hard stop is still armed', async () => {
  // given
  const world = openWorld();
  world.held.add('ArmHardStop');
  await request(world);
  await runUntilQuiet(world);
  await world.ports.sites.pause(SITE, world.aws.now() + 60 * SECOND);
  // when
  await perform(world.ports, requested(world, 'ArmHardStop'));
  // then
  expect(record(world).hardStop?.n).toBe(1);
});

test('a drill continues after the pause', async () => {
  // given
  const world = openWorld();
  await world.ports.sites.pause(SITE, world.aws.now() + 20 * SECOND);
  await request(world);
  // when
  const early = await callsDuring(world, () => passTime(world, 19));
  // then
  expect(early).toEqual({});
  expect((await untilPhase(world, 'ENDED')).outcome).toBe('PASSED');
});
