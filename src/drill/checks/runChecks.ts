import { SECOND_MS } from '../bounds.ts';
import type { Drill, Instant } from '../drill.ts';
import { decideOutcome, record, type Step, setTimer } from '../step.ts';
import { type Check, failedRequired, isDecided, undecidedRequired } from './check.ts';

/**
 * Begins the checks whose time has come, and ends those that take too long. No check lengthens the hold. The next due
 * time is a timer.
 */
export function runChecks(step: Step): void {
  const { checks } = step.drill;
  if (checks === undefined) return;
  for (const check of checks)
    if (check.state === 'WAITING' && beginsAt(step.drill, check) <= step.at) begin(step, check);
  for (const check of checks) if (check.state === 'RUNNING' && expiresAt(check) <= step.at) expire(step, check);
  judgeChecks(step);
  setTimer(step, 'checks', nextAt(step.drill));
}

/** The request wants the hold to end when every required check is decided, and that has come. */
export function isChecked({ checks, terms }: Drill): boolean {
  return terms.endHold === 'WHEN_CHECKED' && checks !== undefined && undecidedRequired(checks).length === 0;
}

/** A required check that ended without passing fails the drill, which names it. */
export function judgeChecks(step: Step): void {
  const [first, ...others] = failedRequired(step.drill.checks);
  if (first === undefined) return;
  const because = first.because === undefined ? '' : `: ${first.because}`;
  const also = others.length === 0 ? '' : ` Nor did ${namesOf(others)}.`;
  decideOutcome(
    step,
    'FAILED',
    `Required check ${first.name} did not pass (${first.state})${because}${stop(because)}${also}`,
  );
}

/** The names of checks, in a sentence. */
export function namesOf(checks: readonly Check[]): string {
  return checks.map(({ name }) => name).join(', ');
}

function begin(step: Step, { name: check }: Check): void {
  record(step, { type: 'CheckBegan', check });
}

function expire(step: Step, { name: check, kind, timeoutSeconds }: Check): void {
  const because = `${AWAITED[kind]} within ${timeoutSeconds} s`;
  record(step, { type: 'CheckDecided', check, state: 'TIMED_OUT', because });
}

const AWAITED: Record<Check['kind'], string> = { VERDICT: 'No verdict came' };

function beginsAt({ holdBeganAt = Number.POSITIVE_INFINITY }: Drill, { afterSeconds = 0 }: Check): Instant {
  return holdBeganAt + afterSeconds * SECOND_MS;
}

function expiresAt({ beganAt = 0, timeoutSeconds = Number.POSITIVE_INFINITY }: Check): Instant {
  return beganAt + timeoutSeconds * SECOND_MS;
}

/** Null: nothing more begins or expires. */
function nextAt(drill: Drill): Instant | null {
  const { checks = [] } = drill;
  const times = checks.flatMap((check) => {
    if (isDecided(check)) return [];
    return check.state === 'WAITING' ? beginsAt(drill, check) : expiresAt(check);
  });
  const next = Math.min(...times);
  return Number.isFinite(next) ? next : null;
}

function stop(text: string): string {
  return /[.!?…]$/.test(text) ? '' : '.';
}
