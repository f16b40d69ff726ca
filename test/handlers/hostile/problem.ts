import { at } from './messages.ts';

/**
 * A Lambda function's response has at most 6 MB (Lambda quotas). Ours stay far below, whatever the number of faults.
 */
const ANSWER_BYTES_MAX = 1_000_000;
const STATUSES = new Set([400, 401, 404, 409, 412, 413, 415, 422, 428]);
const MEMBERS = ['type', 'title', 'detail', 'code', 'instance', 'requestId'];

/** Whether an HTTP response is a refusal in the form of RFC 9457. */
export function isProblem(answer: unknown): boolean {
  const body = at(answer, 'body');
  const status = at(answer, 'statusCode');
  if (typeof body !== 'string' || Buffer.byteLength(body) > ANSWER_BYTES_MAX) return false;
  const problem: unknown = JSON.parse(body);
  return (
    STATUSES.has(Number(status)) &&
    at(problem, 'status') === status &&
    at(answer, 'headers.content-type') === 'application/problem+json' &&
    MEMBERS.every((member) => typeof at(problem, member) === 'string') &&
    at(problem, 'type') === `urn:drs-drill:problem:${at(problem, 'code')}` &&
    !/\n\s+at /.test(String(at(problem, 'detail')))
  );
}
