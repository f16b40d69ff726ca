import { expect, test } from 'vitest';
import { INBOX_ENTRIES_MAX } from '../../src/drill/bounds.ts';
import { advance } from '../../src/flow/advance.ts';
import { withHints } from '../../src/flow/hints.ts';
import { DRILL_ID, type FlowWorld, factsOf, openWorld, passTime, record, request, untilPhase } from './given.ts';

test('the first report makes the drill look sooner; later ones without a change wait in the inbox, and are shown', async () => {
  // given
  const world = await launching(4);
  const [first = '', second = '', third = ''] = world.servers;
  await report(world, first);
  const { version } = await loaded(world);
  // when
  await report(world, second);
  await report(world, third);
  // then
  const { drill, version: after } = await loaded(world);
  expect(after).toBe(version);
  const unread = await world.ports.inbox.unread(DRILL_ID, INBOX_ENTRIES_MAX);
  expect(unread).toHaveLength(2);
  const shown = withHints(drill, unread).servers;
  expect(world.servers.map((id) => shown[id]?.reported ?? false)).toEqual([true, true, true, false]);
  expect(drill.servers[second]?.reported).toBeUndefined();
});

test('the last report of a wave is saved with all waiting ones', async () => {
  // given
  const world = await launching(3);
  // when
  for (const id of world.servers) await report(world, id);
  // then
  expect(factsOf(world).filter(({ type }) => type === 'ServerReported')).toHaveLength(3);
  expect(await world.ports.inbox.unread(DRILL_ID, INBOX_ENTRIES_MAX)).toEqual([]);
});

test('a full inbox is saved, whatever its contents', async () => {
  // given
  const world = await launching(2 + INBOX_ENTRIES_MAX);
  // when
  for (const id of world.servers.slice(0, 1 + INBOX_ENTRIES_MAX)) await report(world, id);
  // then
  expect(await world.ports.inbox.unread(DRILL_ID, INBOX_ENTRIES_MAX)).toEqual([]);
  expect(Object.values(record(world).servers).filter(({ reported }) => reported === true)).toHaveLength(26);
});

test('an event’s report of an instance is shown only for the drill’s own', async () => {
  // given
  const world = openWorld();
  await request(world);
  const drill = await untilPhase(world, 'HOLDING');
  const [sourceServerId = ''] = world.servers;
  const gone = (instanceId: string) => [
    { input: { type: 'InstanceReportedGone' as const, at: 1, instanceId, sourceServerId } },
  ];
  // then
  const { instanceId = '' } = drill.servers[sourceServerId] ?? {};
  expect(withHints(drill, gone(instanceId)).servers[sourceServerId]?.reportedGone).toBe(true);
  expect(withHints(drill, gone('i-0000000000000another')).servers[sourceServerId]?.reportedGone).toBeUndefined();
});

async function launching(servers: number): Promise<FlowWorld> {
  const world = openWorld(servers);
  await request(world);
  await untilPhase(world, 'LAUNCHING');
  for (let n = 0; n < 60 && record(world).launches[0]?.jobId === undefined; n++) await passTime(world, 1);
  return world;
}

async function report(world: FlowWorld, sourceServerId: string): Promise<void> {
  const jobId = record(world).launches[0]?.jobId ?? '';
  const input = { type: 'ServerReported', at: world.aws.now(), sourceServerId, jobId, result: 'LAUNCHED' } as const;
  await world.ports.inbox.put(DRILL_ID, `report/${jobId}/${sourceServerId}`, sourceServerId, input);
  await advance(world.ports, DRILL_ID);
}

async function loaded(world: FlowWorld) {
  const found = await world.ports.drills.load(DRILL_ID);
  if (found === undefined) throw new Error('there is no drill');
  return found;
}
