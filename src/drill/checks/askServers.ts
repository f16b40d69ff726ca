import {
  AGENT_SECONDS,
  ATTEMPT_PAUSE_SECONDS,
  COMMAND_LAST_LOOK_SECONDS,
  COMMAND_LOOK_SECONDS,
  COMMAND_REPORTED_SECONDS,
  SECOND_MS,
} from '../bounds.ts';
import { jobIdOf } from '../launching/launches.ts';
import { ask, mayAsk, type Step } from '../step.ts';
import type { Check } from './check.ts';
import { groupsOf, instanceOf } from './checkTargets.ts';
import type { CommandTerms, LookTerms, ServerCheckTerms } from './checkTerms.ts';
import { expiresAt } from './expiresAt.ts';
import { termsOf } from './termsOf.ts';

/** Asks about the servers of a check that have no result yet, a group at a time. */
export function askServers(step: Step, check: Check & ServerCheckTerms): void {
  for (const [group, ids] of groupsOf(step.drill, check, check.pending ?? [])) {
    if (check.kind !== 'SSM') runCheck(step, check, group, ids);
    else if (check.groups?.[group]?.commandId === undefined) sendCommand(step, check, group, ids);
    else lookAtCommand(step, check, group, ids, secondsToLook(step, check));
  }
}

/** Looks at the command of a group, unless a look is coming. */
export function lookAtCommand(step: Step, check: Check, group: number, ids: string[], delaySeconds: number): void {
  const { drill } = step;
  const commandId = check.groups?.[group]?.commandId;
  const key = `commandLook/${placeOf(step, check)}/${group}` as const;
  if (commandId === undefined || !mayAsk(step, key)) return;
  const servers = ids.map((id) => instanceOf(drill, id));
  ask(step, key, { kind: 'LookAtCommand', check: check.name, commandId, servers }, delaySeconds);
}

/** An event may get lost, so the last look comes before the check's time, or the hold, is over. */
function secondsToLook({ drill, at }: Step, check: Check): number {
  const until = Math.min(expiresAt(check), drill.holdUntil ?? Number.POSITIVE_INFINITY);
  const left = (until - at) / SECOND_MS - COMMAND_LAST_LOOK_SECONDS;
  return Math.min(Math.max(left, COMMAND_REPORTED_SECONDS), COMMAND_LOOK_SECONDS);
}

function runCheck(step: Step, check: Check & LookTerms, group: number, ids: string[]): void {
  const key = `check/${placeOf(step, check)}/${group}` as const;
  if (!mayAsk(step, key)) return;
  const pause = check.groups?.[group]?.failedAttempts === undefined ? 0 : ATTEMPT_PAUSE_SECONDS;
  const servers = ids.map((id) => instanceOf(step.drill, id));
  ask(step, key, { kind: 'RunCheck', check: check.name, terms: termsOf<LookTerms>(check), servers }, pause);
}

function sendCommand(step: Step, check: Check & CommandTerms, group: number, ids: string[]): void {
  const { drill, at } = step;
  const key = `command/${placeOf(step, check)}/${group}` as const;
  if (!mayAsk(step, key)) return;
  const servers = ids.map((id) => ({ ...instanceOf(drill, id), jobId: jobIdOf(drill, drill.servers[id]) ?? '' }));
  const waitsForAgents = at < (check.beganAt ?? 0) + AGENT_SECONDS * SECOND_MS;
  const terms = termsOf<CommandTerms>(check);
  ask(step, key, { kind: 'SendCommand', check: check.name, terms, servers, waitsForAgents });
}

/** The place of a check in the request. */
function placeOf({ drill }: Step, check: Check): number {
  return (drill.checks ?? []).indexOf(check);
}
