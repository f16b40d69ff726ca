import { RETRY_SECONDS_MAX } from '../drill/bounds.ts';
import type { FailureKind } from '../drill/inputs.ts';
import { CallFailed } from '../flow/errors.ts';
import { member } from '../flow/unchecked.ts';
import { kindOfName } from './errorNames.ts';

/** A question changes nothing and may be retried; an act may have been carried out even when its response is lost. */
export type CallType = 'question' | 'act';

/** Maps an SDK error to the product's failure kinds. The message has AWS's text, not the request. */
export function failureOf(operation: string, type: CallType, error: unknown): CallFailed {
  if (error instanceof CallFailed) return error;
  const name = nameOf(error);
  const kind = kindOf(name, statusOf(error)) ?? (type === 'act' ? 'UNKNOWN_RESULT' : 'UNAVAILABLE');
  const retryAfterSeconds = retryAfterOf(error);
  return new CallFailed(kind, `${operation}: ${name}: ${firstLine(error)}`, { retryAfterSeconds, cause: error });
}

/** Undefined where AWS did not refuse the call: server errors, timeouts, broken connections. */
function kindOf(name: string, status: number | undefined): FailureKind | undefined {
  const named = kindOfName(name);
  if (named === 'UNDECIDED') return undefined;
  if (named !== undefined || status === undefined) return named;
  const refused = status >= 400 && status < 500;
  return KINDS_BY_STATUS.get(status) ?? (refused ? 'INVALID' : undefined);
}

const KINDS_BY_STATUS: ReadonlyMap<number, FailureKind> = new Map([
  [401, 'DENIED'],
  [402, 'QUOTA'],
  [403, 'DENIED'],
  [404, 'NOT_FOUND'],
  [409, 'CONFLICT'],
  [429, 'THROTTLED'],
]);

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'Error';
}

function statusOf(error: unknown): number | undefined {
  const status =
    member(member(error, '$metadata'), 'httpStatusCode') ?? member(member(error, '$response'), 'statusCode');
  return typeof status === 'number' ? status : undefined;
}

/** DRS API model: `retryAfterSeconds` is a number for internal errors and a string for throttling. */
function retryAfterOf(error: unknown): number | undefined {
  const headers = member(member(error, '$response'), 'headers');
  const said = member(error, 'retryAfterSeconds') ?? member(headers, 'retry-after');
  const seconds = typeof said === 'string' && said.trim() !== '' ? Number(said) : said;
  if (typeof seconds !== 'number' || !Number.isFinite(seconds) || seconds < 0) return undefined;
  // Capped, so that one response cannot delay a cleanup for an hour.
  return Math.min(seconds, RETRY_SECONDS_MAX);
}

const MESSAGE_CHARACTERS_MAX = 300;

/** Signature and authorization errors include the signed request or an encoded copy of it, which must not be logged. */
function firstLine(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return line
    .replace(/AWS4-HMAC-SHA256.*/, '…')
    .replace(/(Encoded authorization failure message:).*/, '$1 …')
    .slice(0, MESSAGE_CHARACTERS_MAX);
}
