export const CHECK_KINDS = ['VERDICT'] as const;

/** What a request says of a check, whatever its kind. */
interface EveryCheck {
  /** Unique in its drill. */
  name: string;
  /** Unless it passes, the drill does not. */
  required: boolean;
  /** How long after the beginning of the hold it begins; absent: at once. */
  afterSeconds?: number;
  /** How long it may take; absent: until the end of the hold. */
  timeoutSeconds?: number;
}

/** People or pipelines judge, and give their verdict over the API. */
export interface VerdictTerms extends EveryCheck {
  kind: 'VERDICT';
}

/** A check during the hold, as it is requested. */
export type CheckTerms = VerdictTerms;

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
  /** The message of a verdict, or why it did not pass; at most CHECK_MESSAGE_BYTES_KEPT bytes. The journal has all. */
  because?: string;
  /** Who gave its verdict; at most CHECKER_BYTES_KEPT bytes. */
  by?: string;
  /** Where the person or pipeline keeps its proof. */
  evidenceUrl?: string;
}

/** A check of a drill. */
export type Check = CheckTerms & CheckProgress;

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
