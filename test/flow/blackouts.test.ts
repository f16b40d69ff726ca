import { expect, test } from 'vitest';
import { SECOND_MS } from '../../src/drill/bounds.ts';
import { readBlackouts, setBlackouts } from '../../src/flow/blackouts.ts';
import { leverAt } from '../../src/flow/leverInForce.ts';
import { SITE } from '../builders.ts';
import { type FlowWorld, openWorld, passTime, record, request, untilPhase } from './given.ts';

const HOUR_MS = 3600 * SECOND_MS;

test('a blackout that begins before the launch lets nothing start, and the drill says why', async () => {
  // given
  const world = openWorld();
  world.held.add('StartRecovery');
  await request(world);
  await passTime(world, 30);
  await blackOut(world);
  // when
  world.held.clear();
  await passTime(world, 30);
  // then
  expect(world.aws.history.launches).toEqual([]);
  expect(record(world)).toMatchObject({ outcome: 'REJECTED', failedChecks: [{ check: 'blackout' }] });
});

test('a blackout does not keep a running drill from cleaning up', async () => {
  const world = openWorld();
  await request(world);
  await untilPhase(world, 'HOLDING');
  await blackOut(world);
  await untilPhase(world, 'ENDED');
  expect(record(world)).toMatchObject({ outcome: 'PASSED', cleanup: 'CLEAN' });
});

test('a blackout closes no lever, so no alarm rings', async () => {
  const world = openWorld();
  await blackOut(world);
  expect(await leverAt(world.ports, SITE)).toBeUndefined();
});

test('a blackout of another Region lets a drill start', async () => {
  const world = openWorld();
  await blackOut(world, 'ap-south-1');
  await request(world);
  await passTime(world, 30);
  expect(record(world).outcome).toBeUndefined();
});

test('blackouts are replaced only on those that the caller has seen, and the history of the levers names who did it', async () => {
  const world = openWorld();
  const first = await setBlackouts(world.ports, { list: [], by: 'one', mayReplace: (kept) => kept === undefined });
  const second = await setBlackouts(world.ports, { list: [], by: 'two', mayReplace: (kept) => kept === undefined });
  expect([first.replaced, second.replaced, (await readBlackouts(world.ports))?.by]).toEqual([true, false, 'one']);
  const { items } = await world.ports.levers.moves(10);
  expect(items).toMatchObject([{ what: 'BLACKOUTS', by: 'one', from: 'OPEN', to: 'OPEN' }]);
});

test('a request whose first reply was lost finds its own blackouts, and does not replace them again', async () => {
  // given
  const world = openWorld();
  const list = [{ region: null, from: 0, to: 2 * HOUR_MS, reason: 'year-end closing' }];
  const request = { list, by: 'one', mayReplace: (kept: unknown) => kept === undefined };
  // when
  const first = await setBlackouts(world.ports, request);
  await passTime(world, 30);
  const again = await setBlackouts(world.ports, request);
  // then
  expect([again.replaced, again.blackouts]).toEqual([true, first.blackouts]);
  expect((await world.ports.levers.moves(10)).items).toHaveLength(1);
});

async function blackOut(world: FlowWorld, region: string | null = null): Promise<void> {
  const now = world.ports.clock.now();
  const list = [{ region, from: now, to: now + 24 * HOUR_MS, reason: 'year-end closing' }];
  await setBlackouts(world.ports, { list, by: 'operator', mayReplace: () => true });
}
