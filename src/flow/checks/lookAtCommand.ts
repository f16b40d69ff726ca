import type { ServerChecked } from '../../drill/checks/check.ts';
import type { Site } from '../../drill/drill.ts';
import type { CheckEffect } from '../../drill/effects.ts';
import type { Answer } from '../../drill/inputs.ts';
import { inTurns } from '../inTurns.ts';
import type { Ports } from '../ports.ts';
import { asMessage } from './asMessage.ts';
import type { CommandInvocation } from './checkPorts.ts';
import { keepOutput } from './keepOutput.ts';

/** How a command ended on the instances where it has. */
export async function lookAtCommand(
  ports: Ports,
  site: Site,
  { check, commandId, servers }: Extract<CheckEffect, { kind: 'LookAtCommand' }>,
): Promise<Answer> {
  const seen = new Map((await ports.commands.invocations(site, commandId)).map((one) => [one.instanceId, one]));
  const ended = servers.flatMap(({ sourceServerId, instanceId }) => {
    const invocation = seen.get(instanceId);
    const result = invocation === undefined ? undefined : resultOf(invocation);
    return invocation === undefined || result === undefined ? [] : [{ sourceServerId, ...result, invocation }];
  });
  const checked = await inTurns(ended, async ({ invocation, ...result }): Promise<ServerChecked> => {
    return { ...result, ...(await keepOutput(ports, { commandId, ...invocation })) };
  });
  return { type: 'ServersChecked', check, servers: checked };
}

/** Undefined while it runs. SSM API reference, CommandInvocation: Status and StatusDetails. */
function resultOf(invocation: CommandInvocation): Pick<ServerChecked, 'state' | 'because'> | undefined {
  const { status, statusDetails } = invocation;
  const details = statusDetails === null || statusDetails === status ? '' : ` (${statusDetails})`;
  const ended = `the command ended ${asMessage(`${status}${details}`, WORD_CHARACTERS_MAX)}`;
  const because = `${ended}${lineOf(invocation)}`;
  switch (status) {
    case 'Success':
      // What it printed is kept, and nobody needs it to see why.
      return { state: 'PASSED', because: ended };
    case 'Failed':
      return { state: NEVER_RAN.has(statusDetails ?? '') ? 'NOT_RUN' : 'FAILED', because };
    case 'TimedOut':
      return { state: 'TIMED_OUT', because };
    case 'Cancelled':
      return { state: 'NOT_RUN', because };
    default:
      return undefined;
  }
}

const NEVER_RAN: ReadonlySet<string> = new Set(['Undeliverable', 'Terminated', 'InvalidPlatform', 'AccessDenied']);

/** The last line that it printed, which usually says why. */
function lineOf({ output }: CommandInvocation): string {
  const line = output.trim().split('\n').at(-1)?.trim() ?? '';
  return line === '' ? '' : `: ${asMessage(line, LINE_CHARACTERS_MAX)}`;
}

const WORD_CHARACTERS_MAX = 100;
const LINE_CHARACTERS_MAX = 200;
