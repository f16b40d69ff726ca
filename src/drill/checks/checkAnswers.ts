import { COMMAND_REPORTED_SECONDS, SECOND_MS } from '../bounds.ts';
import type { OpenEffect } from '../drill.ts';
import { checkOfEffect } from '../effectKeys.ts';
import { meaningOf } from '../failureMeaning.ts';
import type { Answer, FailureKind, Input, Missed } from '../inputs.ts';
import { record, type Step, withdraw } from '../step.ts';
import { lookAtCommand } from './askServers.ts';
import type { Check, ServerChecked } from './check.ts';
import { groupsOf } from './checkTargets.ts';
import { isAfterCleanup, isOfServers } from './checkTerms.ts';
import { awaited, endServers } from './serverResults.ts';

type Of<Type extends Answer['type']> = Extract<Answer, { type: Type }>;
type CheckAnswer = Of<'ServersChecked' | 'CommandSent' | 'FunctionAnswered'>;

/** Whether an answer is about a check. */
export function isCheckAnswer(answer: Answer): answer is CheckAnswer {
  return answer.type === 'ServersChecked' || answer.type === 'CommandSent' || answer.type === 'FunctionAnswered';
}

/** Keeps what checks have found, in whichever phase it arrives. What comes after a check's end changes nothing. */
export function checkAnswered(step: Step, answer: CheckAnswer): undefined {
  const check = step.drill.checks?.find(({ name }) => name === answer.check);
  if (check === undefined) return;
  switch (answer.type) {
    case 'ServersChecked':
      return serversChecked(step, check, answer.servers);
    case 'CommandSent':
      return commandSent(step, check, answer);
    case 'FunctionAnswered':
      return functionAnswered(step, check, answer);
  }
}

/** A call for a check has failed. What may pass is tried again until the check's time is over. */
export function checkFailed(step: Step, { kind, message }: Missed, open: OpenEffect): undefined {
  const { index, group } = checkOfEffect(open);
  const check = step.drill.checks?.[index];
  if (check?.state !== 'RUNNING' || meaningOf(kind) === 'NOT_NOW') return;
  if (isOfServers(check)) {
    const pending = groupsOf(step.drill, check, check.pending ?? []).get(group) ?? [];
    endServers(step, { ...check, pending }, 'NOT_RUN', saidOf(kind, message));
  } else if (kind === 'UNKNOWN_RESULT' && !isAfterCleanup(check))
    record(step, { type: 'VerdictAwaited', check: check.name, because: saidOf(kind, message) });
  else record(step, { type: 'CheckDecided', check: check.name, state: 'NOT_RUN', because: saidOf(kind, message) });
}

/** SSM says that a command has ended on an instance: its group is looked at soon, once for all that end together. */
export function commandReported(step: Step, { commandId, sourceServerId }: CommandReported): undefined {
  const { drill } = step;
  const groupIn = (check: Check) => groupsOf(drill, check, [sourceServerId]).keys().next().value ?? 0;
  const isOfCommand = (one: Check) => one.groups?.[groupIn(one)]?.commandId === commandId;
  const check = drill.checks?.find((one) => one.state === 'RUNNING' && isOfCommand(one));
  if (check === undefined) return;
  const group = groupIn(check);
  const index = drill.checks?.indexOf(check);
  const isOf = (place: { index: number; group: number }) => place.index === index && place.group === group;
  const soon = step.at + COMMAND_REPORTED_SECONDS * SECOND_MS;
  for (const [effectId, open] of Object.entries(drill.open))
    if (open.kind === 'LookAtCommand' && isOf(checkOfEffect(open)) && open.dueAt > soon) withdraw(step, effectId);
  const ids = groupsOf(drill, check, check.pending ?? []).get(group) ?? [];
  lookAtCommand(step, check, group, ids, COMMAND_REPORTED_SECONDS);
}

type CommandReported = Extract<Input, { type: 'CommandReported' }>;

function serversChecked(step: Step, check: Check, results: readonly ServerChecked[]): undefined {
  const servers = awaited(check, results);
  const again = servers.filter(
    ({ sourceServerId, state }) =>
      (state === 'FAILED' || state === 'TIMED_OUT') && hasAttempts(step, check, sourceServerId),
  );
  const decided = servers.filter((one) => !again.includes(one));
  if (decided.length > 0) record(step, { type: 'ServersChecked', check: check.name, servers: decided });
  if (again.length > 0) record(step, { type: 'AttemptFailed', check: check.name, servers: again });
}

function hasAttempts({ drill }: Step, check: Check, sourceServerId: string): boolean {
  const attempts = 'attempts' in check ? (check.attempts ?? 1) : 1;
  const [group = 0] = groupsOf(drill, check, [sourceServerId]).keys();
  return (check.groups?.[group]?.failedAttempts ?? 0) + 1 < attempts;
}

function commandSent(step: Step, check: Check, { commandId, sourceServerIds, notSent }: Of<'CommandSent'>): undefined {
  // It is on record even when the hold is over: it may have changed the instances.
  if (commandId !== null) record(step, { type: 'CommandSent', check: check.name, commandId, sourceServerIds });
  serversChecked(step, check, notSent);
}

function functionAnswered(step: Step, check: Check, { verdict, output }: Of<'FunctionAnswered'>): undefined {
  if (check.state !== 'RUNNING') return;
  if (verdict === null && isAfterCleanup(check)) {
    const because = 'its function leaves the verdict to somebody, and after the cleanup nobody is asked';
    record(step, { type: 'CheckDecided', check: check.name, state: 'NOT_RUN', because });
    return;
  }
  if (verdict === null) {
    record(step, { type: 'VerdictAwaited', check: check.name, because: null });
    return;
  }
  const { passed, message: because } = verdict;
  const kept = output === undefined ? {} : { output };
  record(step, { type: 'CheckDecided', check: check.name, state: passed ? 'PASSED' : 'FAILED', because, ...kept });
}

function saidOf(kind: FailureKind, message: string): string {
  return kind === 'UNKNOWN_RESULT'
    ? `It is not known whether AWS took the call, so it is not repeated: ${message}`
    : message;
}
