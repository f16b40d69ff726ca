import { ATTEMPT_PAUSE_SECONDS, COMMAND_LOOK_SECONDS } from '../bounds.ts';
import { jobIdOf } from '../launching/launches.ts';
import { ask, mayAsk, type Step } from '../step.ts';
import type { Check } from './check.ts';
import { groupsOf, instanceOf } from './checkTargets.ts';
import type { CommandTerms, LookTerms, ServerCheckTerms } from './checkTerms.ts';
import { termsOf } from './termsOf.ts';

/** Asks about the servers of a check that have no result yet, a group at a time. */
export function askServers(step: Step, check: Check & ServerCheckTerms): void {
  const index = (step.drill.checks ?? []).indexOf(check);
  for (const [group, ids] of groupsOf(step.drill, check.pending ?? [])) askGroup(step, check, { index, group, ids });
}

interface Group {
  /** The place of the check in the request. */
  index: number;
  group: number;
  ids: string[];
}

function askGroup(step: Step, check: Check & ServerCheckTerms, { index, group, ids }: Group): void {
  const { failedAttempts = 0, commandId } = check.groups?.[group] ?? {};
  const { drill } = step;
  const about = { check: check.name, servers: ids.map((id) => instanceOf(drill, id)) };
  if (check.kind !== 'SSM') {
    const key = `check/${index}/${group}` as const;
    const pause = failedAttempts === 0 ? 0 : ATTEMPT_PAUSE_SECONDS;
    if (mayAsk(step, key)) ask(step, key, { kind: 'RunCheck', ...about, terms: termsOf<LookTerms>(check) }, pause);
  } else if (commandId === undefined) {
    const key = `command/${index}/${group}` as const;
    const servers = ids.map((id) => ({ ...instanceOf(drill, id), jobId: jobIdOf(drill, drill.servers[id]) ?? '' }));
    if (mayAsk(step, key))
      ask(step, key, { kind: 'SendCommand', ...about, servers, terms: termsOf<CommandTerms>(check) });
  } else {
    const key = `commandLook/${index}/${group}` as const;
    if (mayAsk(step, key)) ask(step, key, { kind: 'LookAtCommand', ...about, commandId }, COMMAND_LOOK_SECONDS);
  }
}
