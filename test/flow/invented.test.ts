import { expect, test } from 'vitest';
import {
  callsDuring,
  OTHER_DRILL_ID,
  openWorld,
  passTime,
  record,
  request,
  runUntilQuiet,
  untilPhase,
} from './given.ts';

const THIRD_DRILL_ID = 'd-000000000000000000000003';

test('one request with 300 invented servers blocks nobody: it is rejected after two calls while it waits', async () => {
  // given: a drill launches, and there is no room for 300 alongside it
  const world = openWorld(2);
  const [first = '', second = ''] = world.servers;
  await request(world, { waves: [[first]] });
  await untilPhase(world, 'LAUNCHING');
  // when
  const invented = Array.from({ length: 300 }, (_, n) => `s-${String(n).padStart(17, 'f')}`);
  await request(world, { drillId: OTHER_DRILL_ID, waves: [invented] });
  expect(record(world, OTHER_DRILL_ID).phase).toBe('REQUESTED');
  const calls = await callsDuring(world, () => runUntilQuiet(world));
  // then
  expect(calls).toEqual({ 'drs:DescribeSourceServers': 2 });
  expect(record(world, OTHER_DRILL_ID)).toMatchObject({ phase: 'ENDED', outcome: 'REJECTED', failedCheckCount: 300 });
  // when: by now room would have been reserved for it
  await passTime(world, 16 * 60);
  await request(world, { drillId: THIRD_DRILL_ID, waves: [[second]] });
  // then
  expect(record(world, THIRD_DRILL_ID).phase).toBe('VALIDATING');
});
