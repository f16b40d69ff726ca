import type { ActionRun } from '../../../../src/drill/inputs.ts';
import type { Ledger, ServerLine } from './ledger.ts';

/** On how many servers the required post-launch actions have succeeded, have failed, or may not have run. */
export function actionCounts({ servers, phase }: Ledger): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { actions } of servers.values()) {
    if (actions === null || (actions.required === 0 && actions.runs === null)) continue;
    const state = stateOf(actions, phase === 'ENDED');
    if (state !== null) counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  return counts;
}

function stateOf({ required, optional, runs }: NonNullable<ServerLine['actions']>, isEnded: boolean): string | null {
  const own = requiredRuns(runs ?? [], optional);
  if (own.some(({ status }) => status === 'FAILED')) return 'FAILED';
  const succeeded = own.filter(({ status }) => status === 'SUCCEEDED').length;
  if (own.length === succeeded && succeeded >= required) return 'PASSED';
  return isEnded ? 'NOT_RUN' : null;
}

/** A succeeded run of which DRS does not say whether it was required fills up the optional ones first. */
function requiredRuns(runs: ActionRun[], optional: number): ActionRun[] {
  let room = optional - runs.filter((run) => run.optional === true).length;
  return runs.filter((run) => {
    if (run.optional === true) return false;
    if (run.optional === false || run.status !== 'SUCCEEDED' || room <= 0) return true;
    room -= 1;
    return false;
  });
}
