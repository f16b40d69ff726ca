import type { Input } from '../inputs.ts';
import type { Refusal } from '../phase.ts';
import { record, type Step } from '../step.ts';
import { type Check, isDecided } from './check.ts';
import { keptChecker, keptMessage } from './checksKept.ts';
import { takesVerdict } from './checkTerms.ts';
import { expiresAt } from './expiresAt.ts';
import { namesOf } from './runChecks.ts';

type Verdict = Extract<Input, { type: 'VerdictGiven' }>;

/** A person or a pipeline says whether a check has passed. The first verdict is final; the same again is accepted. */
export function verdictGiven(step: Step, verdict: Verdict): Refusal | undefined {
  const { checks = [], phase, holdUntil = 0 } = step.drill;
  const check = checks.find(({ name }) => name === verdict.check);
  if (check === undefined) return unknownCheck(verdict.check, checks);
  if (!takesVerdict(check)) return takesNone(check);
  if (isSame(check, verdict)) return undefined;
  if (isDecided(check)) return decidedAlready(check);
  // What is over by the clock is over, though nothing has woken the drill yet.
  const isOver = phase === 'HOLDING' && step.at >= holdUntil;
  if (phase !== 'HOLDING' || isOver) {
    const why = isOver ? 'its hold is over' : `the drill is ${phase}`;
    return { status: 409, code: 'not-holding', message: `A verdict is taken only while the drill is HOLDING; ${why}.` };
  }
  if (expiresAt(check) <= step.at) {
    const message = `Check ${check.name} had ${check.timeoutSeconds} s, and they are over.`;
    return { status: 409, code: 'check-decided', message };
  }
  const { passed, message, evidenceUrl, by } = verdict;
  const state = passed ? 'PASSED' : 'FAILED';
  record(step, {
    type: 'CheckDecided',
    check: check.name,
    state,
    because: message,
    by,
    ...(evidenceUrl !== undefined && { evidenceUrl }),
  });
  return undefined;
}

function unknownCheck(name: string, checks: readonly Check[]): Refusal {
  const known = checks.length === 0 ? 'it has none' : `it has ${namesOf(checks)}`;
  return { status: 404, code: 'unknown-check', message: `The drill has no check ${name}; ${known}.` };
}

/** A person who says that an application works replaces no check that would have shown it. */
function takesNone({ name, kind }: Check): Refusal {
  const message = `Check ${name} takes no verdict: the drill itself carries it out (${kind}).`;
  return { status: 409, code: 'no-verdict', message };
}

function isSame({ state, because, by, evidenceUrl }: Check, verdict: Verdict): boolean {
  return (
    state === (verdict.passed ? 'PASSED' : 'FAILED') &&
    because === keptMessage(verdict.message) &&
    by === keptChecker(verdict.by) &&
    evidenceUrl === verdict.evidenceUrl
  );
}

function decidedAlready({ name, state, by, because }: Check): Refusal {
  const who = by === undefined ? '' : `, by the verdict of ${by}`;
  const why = because === undefined ? '' : ` (${because})`;
  return {
    status: 409,
    code: 'check-decided',
    message: `Check ${name} is already ${state}${who}${why}; that is final.`,
  };
}
