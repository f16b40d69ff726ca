import { ListCommandInvocationsCommand, SendCommandCommand, type SendCommandCommandInput } from '@aws-sdk/client-ssm';
import { describe, expect, test } from 'vitest';
import { CALLER, given, type Open, type Place } from '../contract.ts';
import { launched } from './drsJobs.ts';

/** Run Command of Systems Manager on instances that DRS launched. */
export function commands(open: Open): void {
  describe('a command', () => {
    test('runs on each instance, and its exit status says whether the application works', async () => {
      const place = await given(open, { servers: 2 });
      const [works = '', fails = ''] = await booted(place);
      place.world.setApplication(CALLER, fails, { healthy: false });
      const { Command } = await send(place, { InstanceIds: [works, fails] });
      expect(Command).toMatchObject({ Status: 'Pending', RequestedDateTime: expect.any(Date), TargetCount: 2 });
      expect(Command?.CommandId).toMatch(/^[0-9a-f-]{36}$/);
      expect(await resultsOf(place, Command?.CommandId)).toMatchObject([{ Status: 'Pending' }, { Status: 'Pending' }]);
      place.pass(1);
      expect(await resultsOf(place, Command?.CommandId)).toMatchObject(
        [
          { InstanceId: works, Status: 'Success', CommandPlugins: [{ ResponseCode: 0, Output: /works/ }] },
          { InstanceId: fails, Status: 'Failed', CommandPlugins: [{ ResponseCode: 1, Output: /does not work/ }] },
        ].map(printing),
      );
    });

    /** SSM user guide, Amazon EventBridge event examples for Systems Manager. */
    test('publishes each change of its status on an instance', async () => {
      const place = await given(open, { servers: 1 });
      const [instanceId = ''] = await booted(place);
      const { Command } = await send(place, { InstanceIds: [instanceId] });
      place.pass(1);
      const published = place.deliveries.flatMap((one) =>
        one.kind === 'event' && one.event.source === 'aws.ssm' ? [one.event] : [],
      );
      const detail = {
        'command-id': Command?.CommandId,
        'document-name': 'AWS-RunShellScript',
        'instance-id': instanceId,
        'requested-date-time': expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      };
      const common = {
        'detail-type': 'EC2 Command Invocation Status-change Notification',
        resources: [`arn:aws:ec2:eu-central-1:111122223333:instance/${instanceId}`],
      };
      expect(published).toMatchObject([
        { ...common, detail: { ...detail, status: 'InProgress' } },
        { ...common, detail: { ...detail, status: 'Success' } },
      ]);
    });

    test('has its results page by page, and its output only in detail', async () => {
      const place = await given(open, { servers: 3 });
      const InstanceIds = await booted(place);
      const { Command } = await send(place, { InstanceIds });
      place.pass(1);
      const CommandId = Command?.CommandId;
      const list = (NextToken?: string) =>
        place.clients.ssm.send(new ListCommandInvocationsCommand({ CommandId, MaxResults: 2, NextToken }));
      const first = await list();
      const second = await list(first.NextToken);
      expect([first, second].map((page) => page.CommandInvocations?.map((one) => one.InstanceId))).toEqual([
        InstanceIds.slice(0, 2),
        InstanceIds.slice(2),
      ]);
      expect(second.NextToken).toBeUndefined();
      expect(first.CommandInvocations?.[0]?.CommandPlugins).toEqual([]);
    });

    test('that nobody sent has no results', async () => {
      const place = await given(open, {});
      expect(await resultsOf(place, '00000000-0000-4000-a000-000000000000')).toEqual([]);
      await expect(resultsOf(place, 'x')).rejects.toMatchObject({ name: 'InvalidCommandId' });
    });

    /** SSM API reference, InvalidInstanceId. */
    test('is refused as a whole when Systems Manager does not manage one of its instances', async () => {
      const place = await given(open, { servers: [{ bootSeconds: 60 }, { bootSeconds: 900_000 }] });
      const [ready = '', booting = ''] = await booted(place);
      for (const bad of [booting, 'i-00000000000000000']) {
        await expect(send(place, { InstanceIds: [ready, bad] })).rejects.toMatchObject({
          name: 'InvalidInstanceId',
          message: `Instances [[${bad}]] not in a valid state for account 111122223333`,
        });
      }
      place.world.terminateOutside(CALLER, ready);
      await expect(send(place, { InstanceIds: [ready] })).rejects.toMatchObject({ name: 'InvalidInstanceId' });
      expect(place.world.history.commands).toBeUndefined();
    });

    test.each<[string, Partial<SendCommandCommandInput>]>([
      ['InvalidDocument', { DocumentName: 'orders-check' }],
      ['InvalidParameters', { Parameters: {} }],
      ['InvalidParameters', { Parameters: { commands: ['true'], command: ['true'] } }],
      ['ValidationException', { Comment: 'x'.repeat(101) }],
      ['ValidationException', { TimeoutSeconds: 29 }],
    ])('is refused with %s (%o)', async (name, changes) => {
      const place = await given(open, { servers: 1 });
      const InstanceIds = await booted(place);
      await expect(send(place, { InstanceIds, ...changes })).rejects.toMatchObject({ name });
    });

    test('of a shell is refused for Windows; documents of the account are known by name and by ARN', async () => {
      const place = await given(open, { servers: [{ windows: true }] });
      const InstanceIds = await booted(place);
      await expect(send(place, { InstanceIds })).rejects.toMatchObject({ name: 'UnsupportedPlatformType' });
      place.world.addDocument(CALLER, 'orders-check');
      for (const DocumentName of ['orders-check', 'arn:aws:ssm:eu-central-1:111122223333:document/orders-check']) {
        const { Command } = await send(place, { InstanceIds, DocumentName, Parameters: { Port: ['443'] } });
        expect(Command).toMatchObject({ DocumentName: 'orders-check', Parameters: { Port: ['443'] } });
      }
    });

    /** SSM user guide, understanding command statuses. */
    test('to an instance that is down is given up when its delivery takes too long', async () => {
      const place = await given(open, { servers: 1 });
      const InstanceIds = await booted(place);
      place.world.stopOutside(CALLER, InstanceIds[0] ?? '');
      place.pass(2);
      const { Command } = await send(place, { InstanceIds, TimeoutSeconds: 120 });
      place.pass(1);
      expect(await resultsOf(place, Command?.CommandId)).toMatchObject([{ Status: 'Delayed' }]);
      place.pass(2);
      expect(await resultsOf(place, Command?.CommandId)).toMatchObject([
        { Status: 'TimedOut', StatusDetails: 'DeliveryTimedOut' },
      ]);
      expect(place.world.history.commands).toMatchObject([{ instanceId: InstanceIds[0], reachedAt: null }]);
    });

    test.each([
      ['commandUndeliverable', 1, { Status: 'Failed', StatusDetails: 'Undeliverable' }],
      ['commandExpires', 61, { Status: 'TimedOut', StatusDetails: 'DeliveryTimedOut' }],
      ['commandHangs', 61, { Status: 'TimedOut', StatusDetails: 'ExecutionTimedOut' }],
    ])('may go wrong on an instance (%s)', async (fault, minutes, expected) => {
      const place = await given(open, { servers: 1, faults: { [fault]: 1 } });
      const { Command } = await send(place, { InstanceIds: await booted(place) });
      place.pass(minutes);
      expect(await resultsOf(place, Command?.CommandId)).toMatchObject([expected]);
    });

    test('is refused for an instance whose agent is never seen', async () => {
      const place = await given(open, { servers: 1, faults: { agentsUnseen: 1 } });
      const InstanceIds = await booted(place);
      await expect(send(place, { InstanceIds })).rejects.toMatchObject({ name: 'InvalidInstanceId' });
    });

    test('is remembered by the world, with the job that launched its instance', async () => {
      const place = await given(open, { servers: 1 });
      const jobId = await launched(place);
      place.pass(30);
      const [instanceId = ''] = place.world.liveInstances().map((one) => one.instanceId);
      await send(place, { InstanceIds: [instanceId] });
      place.pass(1);
      expect(place.world.history.commands).toMatchObject([
        { instanceId, jobId, isDrill: true, documentName: 'AWS-RunShellScript', reachedAt: expect.any(Number) },
      ]);
    });

    test('is refused when too many come', async () => {
      const place = await given(open, { servers: 1, faults: { throttled: { ssm: 1 } } });
      await expect(send(place, { InstanceIds: ['i-00000000000000000'] })).rejects.toMatchObject({
        name: 'ThrottlingException',
        $metadata: { httpStatusCode: 400 },
      });
    });
  });
}

/** Launches all servers and waits until those that can have booted; their instances, in the order of the servers. */
async function booted(place: Place): Promise<string[]> {
  await launched(place);
  place.pass(30);
  const live = place.world.liveInstances();
  return place.ids.flatMap((id) => live.find((one) => one.sourceServerId === id)?.instanceId ?? []);
}

function send(place: Place, changes: Partial<SendCommandCommandInput>) {
  const usual = { DocumentName: 'AWS-RunShellScript', Parameters: { commands: ['systemctl is-active orders'] } };
  return place.clients.ssm.send(new SendCommandCommand({ ...usual, ...changes }));
}

async function resultsOf(place: Place, CommandId: string | undefined) {
  const command = new ListCommandInvocationsCommand({ CommandId, Details: true });
  return (await place.clients.ssm.send(command)).CommandInvocations ?? [];
}

/** The expected result, with a pattern for what is printed. */
function printing<Expected extends { CommandPlugins: { Output: RegExp }[] }>(expected: Expected) {
  const CommandPlugins = expected.CommandPlugins.map((one) => ({ ...one, Output: expect.stringMatching(one.Output) }));
  return { ...expected, CommandPlugins };
}
