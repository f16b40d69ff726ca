import { TABLE_TIMEOUT_SECONDS } from '../drill/bounds.ts';
import { OtherSchema, Refused, Unavailable } from '../flow/errors.ts';
import { etagOf } from './entityTags.ts';
import type { InputError, ProblemDocument } from './openapi/problemDocument.ts';

/** The media type of problem documents. */
export const PROBLEM_TYPE = 'application/problem+json';

/** The request itself cannot be read as one: a refusal at the door, before any drill is asked. */
export class BadRequest extends Error {
  readonly status: 400 | 401 | 404 | 405 | 413 | 415 | 428;
  readonly code: string;
  readonly errors: InputError[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: BadRequest['status'],
    code: string,
    message: string,
    errors: InputError[] = [],
    headers: Record<string, string> = {},
  ) {
    super(message);
    this.name = 'BadRequest';
    this.status = status;
    this.code = code;
    this.errors = errors;
    this.headers = headers;
  }
}

/** The problem document for whatever went wrong; what is not a refusal says nothing of its inside. */
export function problemOf(error: unknown, at: { instance: string; requestId: string }): ProblemDocument {
  if (error instanceof BadRequest || error instanceof Refused) {
    const errors = error instanceof BadRequest && error.errors.length > 0 ? { errors: error.errors } : {};
    return { ...document(error.status, error.code, error.message), ...at, ...errors };
  }
  // While a deployment is rolled back, or a table restored: nothing of ours is broken.
  if (error instanceof OtherSchema) return { ...document(409, `${error.written}-version`, `${error.message}.`), ...at };
  if (error instanceof Unavailable) return { ...document(503, 'temporarily-unavailable', BUSY), ...at };
  return {
    ...document(500, 'internal-error', 'Something went wrong on our side; the log has it by requestId.'),
    ...at,
  };
}

const BUSY = 'The table is busy or out of reach. What was asked for may have been done: ask again with the same key.';

/** What else the answer to an error has to say: allowed methods, the version that is there now, or when to ask again. */
export function problemHeaders(error: unknown): Record<string, string> {
  if (error instanceof Unavailable) return { 'retry-after': String(TABLE_TIMEOUT_SECONDS) };
  if (error instanceof BadRequest) return error.headers;
  if (!(error instanceof Refused)) return {};
  const { version, afterSeconds } = error.again;
  return {
    ...(version === undefined ? {} : { etag: etagOf(version) }),
    ...(afterSeconds === undefined ? {} : { 'retry-after': String(afterSeconds) }),
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
  405: 'The method is not allowed here',
  409: 'The drill does not allow this now',
  412: 'Somebody else was quicker',
  413: 'The request is too large',
  415: 'The request is not JSON',
  422: 'The request cannot be carried out',
  428: 'The request does not say which version it is about',
  429: 'Too much at once',
  500: 'Internal error',
  503: 'Not available for the moment',
};

function document(status: number, code: string, detail: string): Omit<ProblemDocument, 'instance' | 'requestId'> {
  return { type: `urn:drs-drill:problem:${code}`, title: TITLES[status] ?? 'Refused', status, detail, code };
}
