import { CallFailed } from '../flow/errors.ts';

/** NOT_CHECKED: whoever runs this may not ask it, AWS did not answer, or there is nothing yet to ask about. */
export type Status = 'OK' | 'WARN' | 'FAIL' | 'NOT_CHECKED';

/** What a check has found: in one sentence what is so, and in one what to do about it. */
export interface Finding {
  check: string;
  status: Status;
  says: string;
  /** Null when all is well. */
  remedy: string | null;
}

/** Findings about one subject, in the order in which they were looked for. */
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

/** Makes one check; a question that AWS refuses or leaves unanswered is a finding as well. */
export async function checked(check: string, look: () => Promise<Finding | Finding[]>): Promise<Finding[]> {
  try {
    return [await look()].flat();
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error;
    const { kind, message } = error;
    if (kind === 'DENIED') return [notChecked(check, `You may not ask this: ${message}`, MAY_ASK)];
    return [
      notChecked(
        check,
        `AWS gave no answer to this: ${message}`,
        'Run this again, and if it stays so look into what AWS said.',
      ),
    ];
  }
}

const MAY_ASK = 'Have somebody run this who may read, for example with AWS’s policy ReadOnlyAccess.';

/** What a question answers, or undefined when what it is about is not there. */
export async function unlessNotFound<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof CallFailed && (error.kind === 'NOT_FOUND' || isNoQueue(error))) return undefined;
    throw error;
  }
}

/** SQS API reference, GetQueueUrl: the one service that says it with a status of 400. */
function isNoQueue({ cause }: CallFailed): boolean {
  return cause instanceof Error && /QueueDoesNotExist|NonExistentQueue/.test(cause.name);
}
