import {
  DescribeInstanceInformationCommand,
  type DescribeInstanceInformationCommandOutput,
  type CommandInvocation as Invocation,
  ListCommandInvocationsCommand,
  type ListCommandInvocationsCommandOutput,
  SendCommandCommand,
  type SendCommandCommandOutput,
} from '@aws-sdk/client-ssm';
import type { Site } from '../drill/drill.ts';
import type { CommandInvocation, Commands } from '../flow/checks/checkPorts.ts';
import { CallFailed } from '../flow/errors.ts';
import { type ActingClient, refuseRepeating } from './actingClient.ts';
import { type AwsClient, act, ask, everyPage } from './calls.ts';

export interface CommandClients {
  /** For questions, with the SDK's retries. */
  clientFor: (site: Site) => AwsClient;
  /** For SendCommand, which has no client token (SSM API reference) and must not be retried. */
  actingClientFor: (site: Site) => ActingClient;
}

/** Commands through the SDK of AWS Systems Manager. */
export function createCommands({ clientFor, actingClientFor }: CommandClients): Commands {
  return {
    sendToProvenInstances: (site, command) => send(actingClientFor(site), command),
    managed: (site, instanceIds) => managed(clientFor(site), instanceIds),
    invocations: (site, commandId) => invocations(clientFor(site), commandId),
  };
}

/** SSM API reference, SendCommand: 50 instances, 30 seconds to 30 days for the delivery, 100 characters of comment. */
const INSTANCES_MAX = 50;
const DELIVERY_SECONDS_MIN = 30;
const DELIVERY_SECONDS_MAX = 2_592_000;
const COMMENT_CHARACTERS_MAX = 100;

async function send(
  client: ActingClient,
  { document, parameters, instanceIds, timeoutSeconds, comment }: Parameters<Commands['sendToProvenInstances']>[1],
): Promise<{ commandId: string }> {
  await refuseRepeating(client, 'Systems Manager');
  if (instanceIds.length === 0 || instanceIds.length > INSTANCES_MAX) {
    throw new CallFailed('INVALID', `SendCommand: 1 to ${INSTANCES_MAX} instances a call, not ${instanceIds.length}`);
  }
  const command = new SendCommandCommand({
    DocumentName: document,
    InstanceIds: instanceIds,
    Parameters: parameters,
    TimeoutSeconds: Math.min(Math.max(Math.ceil(timeoutSeconds), DELIVERY_SECONDS_MIN), DELIVERY_SECONDS_MAX),
    Comment: comment.slice(0, COMMENT_CHARACTERS_MAX),
  });
  const { Command } = await act<SendCommandCommandOutput>(client, 'SendCommand', command);
  if (!Command?.CommandId) throw new CallFailed('UNKNOWN_RESULT', 'SendCommand: the response has no command');
  return { commandId: Command.CommandId };
}

/** SSM API reference, DescribeInstanceInformation: PingStatus is Online, ConnectionLost or Inactive. */
async function managed(client: AwsClient, instanceIds: string[]): Promise<string[]> {
  if (instanceIds.length === 0) return [];
  const Filters = [
    { Key: 'InstanceIds', Values: instanceIds },
    { Key: 'PingStatus', Values: ['Online'] },
  ];
  const found = await everyPage(
    ({ nextToken: NextToken }) =>
      ask<DescribeInstanceInformationCommandOutput>(
        client,
        'DescribeInstanceInformation',
        new DescribeInstanceInformationCommand({ Filters, MaxResults: 50, ...(NextToken && { NextToken }) }),
      ),
    (page) => page.NextToken,
    (page) => page.InstanceInformationList,
  );
  return instanceIds.filter((id) =>
    found.some(({ InstanceId, PingStatus }) => InstanceId === id && PingStatus === 'Online'),
  );
}

async function invocations(client: AwsClient, CommandId: string): Promise<CommandInvocation[]> {
  const found = await everyPage(
    ({ nextToken: NextToken }) =>
      ask<ListCommandInvocationsCommandOutput>(
        client,
        'ListCommandInvocations',
        new ListCommandInvocationsCommand({ CommandId, Details: true, ...(NextToken && { NextToken }) }),
      ),
    (page) => page.NextToken,
    (page) => page.CommandInvocations,
  );
  return found.map(invocationOf);
}

/** A result without its instance is ambiguous, so the look has failed. */
function invocationOf({ InstanceId, Status, StatusDetails, CommandPlugins = [] }: Invocation): CommandInvocation {
  if (!InstanceId) throw new CallFailed('UNAVAILABLE', 'ListCommandInvocations: a result has no instance');
  return {
    instanceId: InstanceId,
    status: Status || 'Unknown',
    statusDetails: StatusDetails || null,
    output: CommandPlugins.flatMap(({ Output }) => Output || []).join('\n'),
  };
}
