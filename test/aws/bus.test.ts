import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { createBus } from '../../src/aws/bus.ts';

const mock = mockClient(EventBridgeClient);
const bus = createBus({
  client: new EventBridgeClient({ region: 'eu-west-1' }),
  busName: 'drills',
  source: 'drs-drill',
});
beforeEach(() => {
  mock.reset();
  mock.on(PutEventsCommand).resolves({ FailedEntryCount: 0 });
});

test('events are published ten per call, with one source', async () => {
  await bus.publish(Array.from({ length: 12 }, (_, index) => ({ type: 'Drill Ended', detail: { index } })));
  const sent = mock.commandCalls(PutEventsCommand).map(({ args: [{ input }] }) => input.Entries ?? []);
  expect(sent.map((entries) => entries.length)).toEqual([10, 2]);
  expect(sent[1]?.[1]).toEqual({
    EventBusName: 'drills',
    Source: 'drs-drill',
    DetailType: 'Drill Ended',
    Detail: '{"index":11}',
  });
});

test('there is no call without events', async () => {
  await bus.publish([]);
  expect(mock.calls()).toHaveLength(0);
});

test('a failed entry is an error, although the call succeeded', async () => {
  const Entries = [{ EventId: '1' }, { ErrorCode: 'InternalException', ErrorMessage: 'not now' }];
  mock.on(PutEventsCommand).resolves({ FailedEntryCount: 1, Entries });
  await expect(bus.publish([{ type: 'a', detail: {} }])).rejects.toThrow('InternalException not now');
});
