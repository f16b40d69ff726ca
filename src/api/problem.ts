import { NewerSchema, Refused } from '../flow/wrong.ts';

/** One thing that is wrong with a request: where (a JSON pointer, RFC 6901) and what. */
export interface InputError {
  pointer: string;
  message: string;
}

/** A problem document (RFC 9457) as sent with the media type PROBLEM_TYPE. */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  instance: string;
  requestId: string;
  errors?: InputError[];
}

export const PROBLEM_TYPE = 'application/problem+json';

/** The request itself cannot be read as one: a refusal at the door, before any drill is asked. */
export class BadRequest extends Error {
  readonly status: 400 | 401 | 404 | 413 | 415;
  readonly code: string;
  readonly errors: InputError[];

  constructor(status: BadRequest['status'], code: string, message: string, errors: InputError[] = []) {
    super(message);
    this.name = 'BadRequest';
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}

/** The problem document for whatever went wrong; what is not a refusal says nothing of its inside. */
export function problemOf(error: unknown, at: { instance: string; requestId: string }): ProblemDocument {
  if (error instanceof BadRequest || error instanceof Refused) {
    const errors = error instanceof BadRequest && error.errors.length > 0 ? { errors: error.errors } : {};
    return { ...document(error.status, error.code, error.message), ...at, ...errors };
  }
  // While a deployment is rolled back: the caller may try again, and nothing of ours is broken.
  if (error instanceof NewerSchema) return { ...document(409, 'newer-version', `${error.message}.`), ...at };
  return {
    ...document(500, 'internal-error', 'Something went wrong on our side; the log has it by requestId.'),
    ...at,
  };
}

/** Whether an error is the caller's to mend: no alarm, no retry. */
export function isRefusal(error: unknown): error is BadRequest | Refused {
  return error instanceof BadRequest || error instanceof Refused;
}

const TITLES: Record<number, string> = {
  400: 'The request is not valid',
  401: 'Who asks is not known',
  404: 'There is no such thing here',
  409: 'The drill does not allow this now',
  413: 'The request is too large',
  415: 'The request is not JSON',
  422: 'The request cannot be carried out',
  500: 'Internal error',
};

function document(status: number, code: string, detail: string): Omit<ProblemDocument, 'instance' | 'requestId'> {
  return { type: `urn:drs-drill:problem:${code}`, title: TITLES[status] ?? 'Refused', status, detail, code };
}
