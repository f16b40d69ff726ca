import { TABLE_TIMEOUT_SECONDS } from '../drill/bounds.ts';
import { OtherSchema, Refused, Unavailable } from '../flow/errors.ts';
import { etagOf } from './entityTags.ts';
import type { InputError, ProblemDocument } from './openapi/problemDocument.ts';

/** The media type of problem documents. */
export const PROBLEM_TYPE = 'application/problem+json';

/** The request is not valid: refused before any drill is read. */
export class BadRequest extends Error {
  readonly status: 400 | 401 | 403 | 404 | 405 | 406 | 413 | 415 | 428;
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

/** The problem document for an error. Internal errors reveal no details. */
export function problemOf(error: unknown, at: { instance: string; requestId: string }): ProblemDocument {
  if (error instanceof BadRequest || error instanceof Refused) {
    const errors = error instanceof BadRequest && error.errors.length > 0 ? { errors: error.errors } : {};
    return { ...document(error.status, error.code, error.message), ...at, ...errors };
  }
  // Expected while a deployment is rolled back or a table restored, so it is no internal error.
  if (error instanceof OtherSchema) return { ...document(409, `${error.written}-version`, `${error.message}.`), ...at };
  if (error instanceof Unavailable) return { ...document(503, 'temporarily-unavailable', BUSY), ...at };
  return {
    ...document(500, 'internal-error', 'Internal error; see requestId in the logs.'),
    ...at,
  };
}

const BUSY = 'The table is throttled or unreachable. The request may have been carried out: retry with the same key.';

/** The headers of an error response: allowed methods, the current version, or when to retry. */
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

/** Whether the caller must fix the error: no alarm, no retry. */
export function isRefusal(error: unknown): error is BadRequest | Refused {
  return error instanceof BadRequest || error instanceof Refused;
}

const TITLES: Record<number, string> = {
  400: 'The request is not valid',
  401: 'The caller is not authenticated',
  403: 'Not allowed',
  404: 'Not found',
  405: 'The method is not allowed',
  406: 'No accepted form',
  409: 'The current state does not allow this',
  412: 'The state has changed',
  413: 'The request is too large',
  415: 'The request is not JSON',
  422: 'The request cannot be carried out',
  428: 'The request needs a precondition',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Temporarily unavailable',
};

function document(status: number, code: string, detail: string): Omit<ProblemDocument, 'instance' | 'requestId'> {
  return { type: `urn:drs-drill:problem:${code}`, title: TITLES[status] ?? 'Refused', status, detail, code };
}
