import { ListCommandInvocationsCommand, SendCommandCommand, SSMClient } from '@aws-sdk/client-ssm';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { acting } from '../../src/aws/clientSettings.ts';
import { createCommands } from '../../src/aws/commands.ts';
import { instanceId, SITE } from '../builders.ts';

const client = new SSMClient({ region: 'eu-central-1' });
const actingClient = new SSMClient({ region: 'eu-central-1', ...acting() });
const reads = mockClient(client);
const acts = mockClient(actingClient);
const commands = createCommands({ clientFor: () => client, actingClientFor: () => actingClient });

const COMMAND_ID = '0831e1a8-a1ac-4257-a1fd-c831b48c4107';
const COMMAND = {
  document: 'AWS-RunShellScript',
  parameters: { commands: ['systemctl is-active orders'] },
  instanceIds: [instanceId(1)],
  timeoutSeconds: 600,
  comment: 'check orders-work of a drill',
};

beforeEach(() => {
  reads.reset();
  acts.reset();
});

describe('a command', () => {
  test('is sent with its document, parameters and instances', async () => {
    acts.on(SendCommandCommand).resolves({ Command: { CommandId: COMMAND_ID } });
    expect(await commands.sendToProvenInstances(SITE, COMMAND)).toEqual({ commandId: COMMAND_ID });
    expect(acts.calls()[0]?.args[0].input).toEqual({
      DocumentName: 'AWS-RunShellScript',
      InstanceIds: [instanceId(1)],
      Parameters: { commands: ['systemctl is-active orders'] },
      TimeoutSeconds: 600,
      Comment: 'check orders-work of a drill',
    });
  });

  test('has a comment and a timeout that Systems Manager takes', async () => {
    acts.on(SendCommandCommand).resolves({ Command: { CommandId: COMMAND_ID } });
    await commands.sendToProvenInstances(SITE, { ...COMMAND, timeoutSeconds: 5, comment: 'c'.repeat(200) });
    expect(acts.calls()[0]?.args[0].input).toMatchObject({ TimeoutSeconds: 30, Comment: 'c'.repeat(100) });
  });

  test('may have been carried out when the answer does not name it', async () => {
    acts.on(SendCommandCommand).resolves({});
    await expect(commands.sendToProvenInstances(SITE, COMMAND)).rejects.toMatchObject({ kind: 'UNKNOWN_RESULT' });
  });

  test('may have been carried out when the answer was lost, and is not sent again', async () => {
    acts.on(SendCommandCommand).rejects(Object.assign(new Error('socket hang up'), { name: 'TimeoutError' }));
    await expect(commands.sendToProvenInstances(SITE, COMMAND)).rejects.toMatchObject({ kind: 'UNKNOWN_RESULT' });
    expect(acts.calls()).toHaveLength(1);
  });

  test('is not sent by a client that repeats', async () => {
    const repeating = createCommands({ clientFor: () => client, actingClientFor: () => client });
    await expect(repeating.sendToProvenInstances(SITE, COMMAND)).rejects.toThrow('must have maxAttempts 1');
    expect(reads.calls()).toEqual([]);
  });

  test.each([0, 51])('to %i instances is not sent', async (count) => {
    const instanceIds = Array.from({ length: count }, (_, index) => instanceId(index));
    await expect(commands.sendToProvenInstances(SITE, { ...COMMAND, instanceIds })).rejects.toMatchObject({
      kind: 'INVALID',
      message: `SendCommand: 1 to 50 instances a call, not ${count}`,
    });
    expect(acts.calls()).toEqual([]);
  });

  test.each([
    ['InvalidInstanceId', 400, 'NOT_FOUND'],
    ['InvalidDocument', 400, 'INVALID'],
    ['AccessDeniedException', 400, 'DENIED'],
    ['ThrottlingException', 400, 'THROTTLED'],
    ['InternalServerError', 500, 'UNKNOWN_RESULT'],
  ])('that Systems Manager refuses with %s has failed as %s', async (name, httpStatusCode, kind) => {
    acts.on(SendCommandCommand).rejects(Object.assign(new Error('no'), { name, $metadata: { httpStatusCode } }));
    await expect(commands.sendToProvenInstances(SITE, COMMAND)).rejects.toMatchObject({
      kind,
      message: `SendCommand: ${name}: no`,
    });
  });
});

describe('the results of a command', () => {
  test('are read on every page, with what each instance printed', async () => {
    const one = { InstanceId: instanceId(1), Status: 'Success' as const, StatusDetails: 'Success' };
    const other = { InstanceId: instanceId(2), Status: 'TimedOut' as const, StatusDetails: 'DeliveryTimedOut' };
    reads
      .on(ListCommandInvocationsCommand)
      .resolvesOnce({
        NextToken: 'more',
        CommandInvocations: [{ ...one, CommandPlugins: [{ Output: 'active' }, {}, { Output: 'done' }] }],
      })
      .resolvesOnce({ CommandInvocations: [other] });
    expect(await commands.invocations(SITE, COMMAND_ID)).toEqual([
      { instanceId: instanceId(1), status: 'Success', statusDetails: 'Success', output: 'active\ndone' },
      { instanceId: instanceId(2), status: 'TimedOut', statusDetails: 'DeliveryTimedOut', output: '' },
    ]);
    expect(reads.calls().map(({ args }) => args[0].input)).toEqual([
      { CommandId: COMMAND_ID, Details: true },
      { CommandId: COMMAND_ID, Details: true, NextToken: 'more' },
    ]);
  });

  test('are unknown where Systems Manager does not say', async () => {
    reads.on(ListCommandInvocationsCommand).resolves({ CommandInvocations: [{ InstanceId: instanceId(1) }] });
    expect(await commands.invocations(SITE, COMMAND_ID)).toEqual([
      { instanceId: instanceId(1), status: 'Unknown', statusDetails: null, output: '' },
    ]);
  });

  test('cannot be read when one has no instance', async () => {
    reads.on(ListCommandInvocationsCommand).resolves({ CommandInvocations: [{ Status: 'Success' }] });
    await expect(commands.invocations(SITE, COMMAND_ID)).rejects.toMatchObject({ kind: 'UNAVAILABLE' });
  });

  test('cannot be read when the listing has no end', async () => {
    reads.on(ListCommandInvocationsCommand).resolves({ NextToken: 'again' });
    await expect(commands.invocations(SITE, COMMAND_ID)).rejects.toMatchObject({ kind: 'UNAVAILABLE' });
  });
});
