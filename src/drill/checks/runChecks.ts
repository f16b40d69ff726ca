import { SECOND_MS } from '../bounds.ts';
import type { Drill, Instant } from '../drill.ts';
import { decideOutcome, record, type Step, setTimer } from '../step.ts';
import { askFunction } from './askFunction.ts';
import { askServers } from './askServers.ts';
import { type Check, isDecided, undecidedRequired } from './check.ts';
import { isCounted, targetsOf } from './checkTargets.ts';
import { isAfterCleanup, isOfServers } from './checkTerms.ts';
import { expiresAt } from './expiresAt.ts';
import { decideByServers, endServers } from './serverResults.ts';
import { whyFailed } from './whyFailed.ts';

/**
 * Begins the checks whose time has come, asks what they ask, and ends those that take too long. No check lengthens the
 * hold. The next due time is a timer.
 */
export function runChecks(step: Step): void {
  const { checks } = step.drill;
  if (checks === undefined) return;
  for (const check of checks)
    if (check.state === 'WAITING' && beginsAt(step.drill, check) <= step.at) begin(step, check);
  for (const check of checks) if (check.state === 'RUNNING') carryOn(step, check);
  judgeChecks(step);
  setTimer(step, 'checks', nextAt(step.drill));
}

/** The request wants the hold to end when every required check is decided, and that has come. */
export function isChecked({ checks, terms }: Drill): boolean {
  return terms.endHold === 'WHEN_CHECKED' && checks !== undefined && undecidedRequired(checks).length === 0;
}

/** A required check that ended without passing fails the drill, which names it. */
export function judgeChecks(step: Step): void {
  const why = whyFailed(step.drill.checks);
  if (why !== undefined) decideOutcome(step, 'FAILED', why);
}

/** The names of checks, in a sentence. */
export function namesOf(checks: readonly Check[]): string {
  return checks.map(({ name }) => name).join(', ');
}

/** Begins a check, whatever the time. */
export function begin(step: Step, check: Check): void {
  const { drill } = step;
  if (!isOfServers(check)) return record(step, { type: 'CheckBegan', check: check.name });
  const sourceServerIds = targetsOf(drill, check).map(([id]) => id);
  if (sourceServerIds.some((id) => isCounted(drill, check, id)))
    return record(step, { type: 'CheckBegan', check: check.name, sourceServerIds });
  const because = 'none of its servers has an instance';
  record(step, { type: 'CheckDecided', check: check.name, state: 'NOT_RUN', because });
}

/** Goes on with a check that runs, or ends it when its time is over. */
export function carryOn(step: Step, check: Check): void {
  const isLate = expiresAt(check) <= step.at;
  const because = `${AWAITED[check.kind]} within ${check.timeoutSeconds} s`;
  if (isOfServers(check)) {
    if (isLate) endServers(step, check, 'TIMED_OUT', because);
    decideByServers(step, check);
    if (!isDecided(check)) askServers(step, check);
  } else if (isLate) record(step, { type: 'CheckDecided', check: check.name, state: 'TIMED_OUT', because });
  else if (check.kind === 'LAMBDA') askFunction(step, check);
}

const AWAITED: Record<Check['kind'], string> = {
  VERDICT: 'No verdict came',
  HTTP: 'It was not answered as expected',
  TCP: 'It was not answered',
  UNREACHABLE: 'The probe did not answer',
  SSM: 'The command did not end',
  LAMBDA: 'The function gave no verdict, and nobody else did',
  CONSOLE: 'EC2 did not answer',
};

function beginsAt({ holdBeganAt = Number.POSITIVE_INFINITY }: Drill, check: Check): Instant {
  if (isAfterCleanup(check)) return Number.POSITIVE_INFINITY;
  return holdBeganAt + (check.afterSeconds ?? 0) * SECOND_MS;
}

/** Null: nothing more begins or expires. */
export function nextAt(drill: Drill): Instant | null {
  const { checks = [] } = drill;
  const times = checks.flatMap((check) => {
    if (isDecided(check)) return [];
    return check.state === 'WAITING' ? beginsAt(drill, check) : expiresAt(check);
  });
  const next = Math.min(...times);
  return Number.isFinite(next) ? next : null;
}
