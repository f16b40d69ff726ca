import type { CheckTerms } from './checkTerms.ts';

export const CHECK_STATES = ['WAITING', 'RUNNING', 'PASSED', 'FAILED', 'TIMED_OUT', 'NOT_RUN'] as const;
/** Where a check is. WAITING: its time has not come. NOT_RUN: it says nothing about the application. */
export type CheckState = (typeof CHECK_STATES)[number];
/** How a check ended. */
export type CheckResult = Exclude<CheckState, 'WAITING' | 'RUNNING'>;

/** How far a check is. Times are in milliseconds since the Unix epoch, by our clock. */
export interface CheckProgress {
  state: CheckState;
  beganAt?: number;
  decidedAt?: number;
  /**
   * The message of a verdict, or why it did not pass; while it runs, its last failed attempt. At most
   * CHECK_MESSAGE_BYTES_KEPT bytes; the journal has all.
   */
  because?: string;
  /** Who gave its verdict; at most CHECKER_BYTES_KEPT bytes. */
  by?: string;
  /** Where the person or pipeline keeps its proof. */
  evidenceUrl?: string;
  /** The servers with the tags of its scope; absent for other scopes. */
  tagged?: string[];
  /** While it runs on servers: those without a result. */
  pending?: string[];
  /** How its servers ended, once the first has; servers of optional waves do not count. */
  counts?: Partial<Record<CheckResult, number>>;
  /** What its group of servers has gone through, by the number of the group; absent before the first attempt. */
  groups?: Record<number, GroupProgress>;
  /** Its function was called, and a verdict is to come from people. */
  awaitsVerdict?: true;
}

/** A group of servers is asked about in one call. */
export interface GroupProgress {
  /** Attempts that some of its servers did not pass. */
  failedAttempts?: number;
  /** The command that was sent to them. */
  commandId?: string;
}

/** A check of a drill. */
export type Check = CheckTerms & CheckProgress;

/** How a check ended on one server. */
export interface ServerChecked {
  sourceServerId: string;
  state: CheckResult;
  because: string;
  /** The SHA-256 of each of its outputs, in hexadecimal; absent when none is kept. */
  outputs?: string[];
}

/** The end of a check, in full. The record keeps less. */
export interface CheckDecision {
  check: string;
  state: CheckResult;
  /** Null: there is nothing to say. */
  because: string | null;
  by?: string;
  evidenceUrl?: string;
  /** The SHA-256 of what its function has answered, in the evidence bucket; absent when nothing is kept. */
  output?: string;
}

/** A server that did not pass a check; `because` has at most CHECK_MESSAGE_BYTES_KEPT bytes. */
export interface CheckFailure extends Pick<ServerChecked, 'sourceServerId' | 'state' | 'because'> {
  check: string;
}

/** Whether its result is final. */
export function isDecided({ state }: Pick<Check, 'state'>): boolean {
  return state !== 'WAITING' && state !== 'RUNNING';
}

/** The required checks that have no result yet. */
export function undecidedRequired(checks: readonly Check[] = []): Check[] {
  return checks.filter((check) => check.required && !isDecided(check));
}

/** The required checks that have ended without passing. */
export function failedRequired(checks: readonly Check[] = []): Check[] {
  return checks.filter((check) => check.required && isDecided(check) && check.state !== 'PASSED');
}
