import type { Drill } from '../drill.ts';
import { record, type Step } from '../step.ts';
import type { Check, CheckResult, ServerChecked } from './check.ts';

/** Ends what has no result yet. */
export function endServers(
  step: Step,
  { name: check, pending = [] }: Check,
  state: CheckResult,
  because: string,
): void {
  const servers = pending.map((sourceServerId) => ({ sourceServerId, state, because }));
  if (servers.length > 0) record(step, { type: 'ServersChecked', check, servers });
}

/** A check ends with its last server. */
export function decideByServers(step: Step, check: Check): void {
  if (check.state !== 'RUNNING' || (check.pending ?? []).length > 0) return;
  const { counts = {}, name } = check;
  const state = WORST_FIRST.find((one) => (counts[one] ?? 0) > 0) ?? 'NOT_RUN';
  record(step, { type: 'CheckDecided', check: name, state, because: becauseOf(step.drill, check, state) });
}

/** The results among these that a check still waits for. */
export function awaited({ state, pending = [] }: Check, results: readonly ServerChecked[]): ServerChecked[] {
  return state === 'RUNNING' ? results.filter(({ sourceServerId }) => pending.includes(sourceServerId)) : [];
}

const WORST_FIRST: readonly CheckResult[] = ['FAILED', 'TIMED_OUT', 'NOT_RUN', 'PASSED'];

function becauseOf({ checkFailures = [] }: Drill, { name, counts = {} }: Check, state: CheckResult): string {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const said = `${counts[state] ?? 0} of ${all} ${all === 1 ? 'server' : 'servers'}`;
  if (state === 'PASSED') return `passed on ${said}`;
  const first = checkFailures.find((one) => one.check === name && one.state === state);
  return first === undefined ? said : `${said}; ${first.sourceServerId}: ${first.because}`;
}
