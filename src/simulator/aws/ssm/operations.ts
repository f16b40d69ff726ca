import { AwsFault, type Caller } from '../contract.ts';
import type { Instant } from '../instant.ts';
import { describedPage } from '../paging.ts';
import { flag, type Input, optionalText, optionalWhole } from '../requestFields.ts';
import { type CommandRun, describedAt, type SentCommand, siteOf, valueAt, type World } from '../state.ts';
import { describeInstanceInformation } from './instanceInformation.ts';
import { sendCommand } from './sendCommand.ts';
import { refuse } from './validation.ts';

/*
 * AWS Systems Manager, as far as drills use it: Run Command. Not simulated: targets by tag, document versions, output
 * in S3, cancelling, rates and error limits of a command, documents of more than one plugin, hybrid nodes.
 */

/** Carries out one call to Systems Manager. */
export function callCommands(world: World, operation: string, input: Input, caller: Caller): Record<string, unknown> {
  if (operation === 'SendCommand') return sendCommand(world, input, caller);
  if (operation === 'ListCommandInvocations') return listCommandInvocations(world, input, caller);
  if (operation === 'DescribeInstanceInformation') return describeInstanceInformation(world, input, caller);
  throw new AwsFault('UnknownOperationException', 400, `The operation ${operation} is not simulated.`);
}

/** SSM API reference, ListCommandInvocations. */
function listCommandInvocations(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const commandId = optionalText(input, 'CommandId', refuse);
  if (commandId !== undefined && commandId.length !== COMMAND_ID_CHARACTERS)
    throw new AwsFault('InvalidCommandId', 400, 'The command id is not valid.');
  const instanceId = optionalText(input, 'InstanceId', refuse);
  const at = describedAt(world);
  const { commands = {} } = siteOf(world, caller);
  const found = Object.values(commands)
    .filter((command) => (commandId ?? command.commandId) === command.commandId)
    .flatMap((command) => command.runs.map((run) => ({ command, run })))
    .filter(({ run }) => (instanceId ?? run.instanceId) === run.instanceId && valueAt(run.statuses, at) !== undefined);
  const size = optionalWhole(input, 'MaxResults', refuse, 1, 50) ?? 50;
  const keyOf = ({ command, run }: (typeof found)[number]) => `${command.commandId}/${run.instanceId}`;
  const page = describedPage(world, found, keyOf, size, optionalText(input, 'NextToken', refuse));
  if (page === undefined) throw new AwsFault('InvalidNextToken', 400, 'The specified token is not valid.');
  const hasDetails = flag(input, 'Details', refuse);
  const CommandInvocations = page.items.map(({ command, run }) => invocationView(command, run, at, hasDetails));
  return { CommandInvocations, ...(page.nextToken !== undefined && { NextToken: page.nextToken }) };
}

/** SSM API reference: a UUID. */
const COMMAND_ID_CHARACTERS = 36;

/** SSM API reference, CommandPlugin: at most 2,500 characters of output. */
const OUTPUT_CHARACTERS_MAX = 2500;

function invocationView(command: SentCommand, run: CommandRun, at: Instant, hasDetails: boolean) {
  const { status, details } = valueAt(run.statuses, at) ?? { status: 'Pending', details: 'Pending' };
  const [begunAt] = run.statuses.find(([, value]) => value.status === 'InProgress') ?? [];
  const plugin = {
    Name: command.documentName === 'AWS-RunPowerShellScript' ? 'aws:runPowerShellScript' : 'aws:runShellScript',
    Status: status,
    StatusDetails: details,
    ResponseCode: ENDED.has(status) ? (run.exitStatus ?? -1) : -1,
    ...(begunAt !== undefined && { ResponseStartDateTime: begunAt / 1000 }),
    Output: ENDED.has(status) ? run.output.slice(0, OUTPUT_CHARACTERS_MAX) : '',
  };
  return {
    CommandId: command.commandId,
    InstanceId: run.instanceId,
    Comment: command.comment,
    DocumentName: command.documentName,
    RequestedDateTime: command.requestedAt / 1000,
    Status: status,
    StatusDetails: details,
    CommandPlugins: hasDetails ? [plugin] : [],
  };
}

const ENDED: ReadonlySet<string> = new Set(['Success', 'Failed', 'TimedOut']);
