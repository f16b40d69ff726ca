import { CloudTrailClient, LookupEventsCommand, type LookupEventsCommandInput } from '@aws-sdk/client-cloudtrail';
import { expect, onTestFinished, test } from 'vitest';
import { createOtherWorld } from '../../../src/simulator/aws/simulatedAws.ts';
import { startWire } from '../../../src/simulator/wire/server.ts';
import { BEGINNING, CALLER } from '../contract.ts';
import { clientSettings, NOBODY } from './double.ts';

test('the trail shows who launched and what DRS then did on their behalf, newest first and in pages', async () => {
  const { lookUp, jobId } = await given();
  const { Events: started = [] } = await lookUp('EventName', 'StartRecovery');
  const [start] = started.map(({ CloudTrailEvent = '' }) => JSON.parse(CloudTrailEvent));
  expect(started).toMatchObject([{ Username: 'performEffect', EventTime: expect.any(Date), ReadOnly: 'false' }]);
  expect(start.responseElements).toEqual({ job: { jobID: jobId } });
  expect(start.userIdentity).not.toHaveProperty('invokedBy');
  const first = await lookUp('Username', 'performEffect');
  const second = await lookUp('Username', 'performEffect', first.NextToken);
  const all = [...(first.Events ?? []), ...(second.Events ?? [])];
  const times = all.map(({ EventTime }) => EventTime?.getTime() ?? 0);
  expect(first.Events).toHaveLength(50);
  expect(times).toEqual(times.toSorted((one, other) => other - one));
  const made = all.map(({ CloudTrailEvent = '' }) => JSON.parse(CloudTrailEvent));
  const forwarded = made.filter(({ userIdentity }) => userIdentity.invokedBy === 'drs.amazonaws.com');
  expect(forwarded.map(({ eventName }) => eventName)).toEqual(
    expect.arrayContaining(['CreateSnapshot', 'RunInstances', 'CreateRecoveryInstanceForDrs']),
  );
  expect(forwarded.map(({ eventName }) => eventName)).not.toContain('PassRole');
});

test('a call appears in the trail minutes after it was made', async () => {
  const { lookUp, pass } = await given(0);
  expect((await lookUp('EventName', 'StartRecovery')).Events).toEqual([]);
  pass(6);
  expect((await lookUp('EventName', 'StartRecovery')).Events).toHaveLength(1);
});

test('a launch that ends early has made only the calls of its steps', async () => {
  const { lookUp } = await given(60, { outcome: 'FAILS_CONVERSION' });
  const { Events = [] } = await lookUp('EventName', 'RunInstances');
  expect(Events).toHaveLength(1);
  expect((await lookUp('EventName', 'CreateRecoveryInstanceForDrs')).Events).toEqual([]);
});

type Key = NonNullable<LookupEventsCommandInput['LookupAttributes']>[number]['AttributeKey'];

async function given(minutes = 60, server: { outcome?: 'FAILS_CONVERSION' } = {}) {
  const world = createOtherWorld({ seed: 1, now: BEGINNING });
  const [sourceServerID] = world.addServers(CALLER, [server]);
  const by = { ...CALLER, functionName: 'performEffect' };
  world.call('drs', 'StartRecovery', { sourceServers: [{ sourceServerID }], isDrill: true }, by);
  const pass = (more: number) => world.advance(world.now() + more * 60_000);
  pass(minutes);
  const wire = await startWire({ world, port: 0, dynamodbEndpoint: NOBODY });
  onTestFinished(wire.close);
  const client = new CloudTrailClient(clientSettings(wire.url, CALLER.region));
  const lookUp = (AttributeKey: Key, AttributeValue: string, NextToken?: string) =>
    client.send(
      new LookupEventsCommand({
        LookupAttributes: [{ AttributeKey, AttributeValue }],
        StartTime: new Date(BEGINNING),
        ...(NextToken === undefined ? {} : { NextToken }),
      }),
    );
  return { lookUp, pass, jobId: world.history.launches[0]?.jobId };
}
