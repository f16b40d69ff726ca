import { CallFailed } from '../flow/errors.ts';

/** NOT_CHECKED: the caller lacks permission, AWS did not respond, or there is nothing to check yet. */
export type Status = 'OK' | 'WARN' | 'FAIL' | 'NOT_CHECKED';

/** The result of a check: one sentence on the state, one on the remedy. */
export interface Finding {
  check: string;
  status: Status;
  says: string;
  /** Null when the check passed. */
  remedy: string | null;
}

/** Findings about one subject, in the order of the checks. */
export interface Chapter {
  title: string;
  findings: Finding[];
}

export function ok(check: string, says: string): Finding {
  return { check, status: 'OK', says, remedy: null };
}

export function warn(check: string, says: string, remedy: string): Finding {
  return { check, status: 'WARN', says, remedy };
}

export function fail(check: string, says: string, remedy: string): Finding {
  return { check, status: 'FAIL', says, remedy };
}

export function notChecked(check: string, says: string, remedy: string): Finding {
  return { check, status: 'NOT_CHECKED', says, remedy };
}

/** Runs one check. A call that AWS refuses or does not answer is a finding as well. */
export async function checked(check: string, look: () => Promise<Finding | Finding[]>): Promise<Finding[]> {
  try {
    return [await look()].flat();
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error;
    const { kind, message } = error;
    if (kind === 'DENIED') return [notChecked(check, `You have no permission for this check: ${message}`, MAY_ASK)];
    return [
      notChecked(
        check,
        `AWS did not respond: ${message}`,
        'Run this again; if it fails again, see the message from AWS.',
      ),
    ];
  }
}

const MAY_ASK = 'Run this with read permissions, for example the AWS managed policy ReadOnlyAccess.';

/** The response of a call, or undefined when its subject does not exist. */
export async function unlessNotFound<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof CallFailed && (error.kind === 'NOT_FOUND' || isNoQueue(error))) return undefined;
    throw error;
  }
}

/** SQS API reference, GetQueueUrl: the only service that reports it with status 400. */
function isNoQueue({ cause }: CallFailed): boolean {
  return cause instanceof Error && /QueueDoesNotExist|NonExistentQueue/.test(cause.name);
}
