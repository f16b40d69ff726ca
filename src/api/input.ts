import * as z from 'zod';
import { EVIDENCE_URL_CHARACTERS_MAX } from '../drill/bounds.ts';
import { allowedInstead } from './allowed.ts';
import { SOURCE_SERVER_ID } from './identity.ts';
import type { InputError } from './openapi/problemDocument.ts';
import { BadRequest } from './problem.ts';

/** Parses a body with a schema, or refuses it with all its errors. */
export function readInput<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  if (hasPrototype(body)) throw invalidInput([{ pointer: '', message: 'must not have a member __proto__' }]);
  const read = schema.safeParse(body, { error: allowedInstead });
  if (read.success) return read.data;
  throw invalidInput(read.error.issues.flatMap(errorsOf));
}

/** Limits the listed errors, so that a caller cannot control the size of the response. */
const ERRORS_SHOWN_MAX = 50;
/** Some clients show only the message, so it includes the first errors; `errors` has them all. */
const ERRORS_SAID_MAX = 10;

/** The refusal of a body that is well-formed but not valid. */
export function invalidInput(errors: InputError[]): BadRequest {
  const messages = errors
    .slice(0, ERRORS_SAID_MAX)
    .map(({ pointer: at, message }) => `${at || 'the body'}: ${message}`);
  const others = errors.length - messages.length;
  const said = [...messages, ...(others > 0 ? [`and ${others} more`] : [])].join('; ');
  const message = `The request has ${count(errors.length)}: ${said}`;
  return new BadRequest(400, 'invalid-request', message, errors.slice(0, ERRORS_SHOWN_MAX));
}

/** The JSON pointer (RFC 6901) of a path in the body. */
export function pointer(...path: PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** An RFC 3339 time with an offset. */
export function moment() {
  return z.iso
    .datetime({ offset: true, error: 'must be an RFC 3339 time with an offset, for example 2026-11-22T12:00:00Z' })
    .transform((text) => Date.parse(text));
}

/** The name of a Region. */
export function region() {
  return formed(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be a Region, for example eu-west-1');
}

/** A non-blank text of limited length without control characters. */
export function text(charactersMax: number) {
  const allowed = `must be a string of 1 to ${charactersMax} characters`;
  return z
    .string(allowed)
    .max(charactersMax, allowed)
    .regex(/\S/, `${allowed}, not blank`)
    .regex(WRITABLE, `${allowed}, without control characters or unpaired surrogates`);
}

/** A text that matches a pattern. */
export function formed(pattern: RegExp, allowed: string) {
  return z.string(allowed).regex(pattern, allowed);
}

/** An address that people are shown and that nobody fetches. */
export function httpsUrl() {
  const allowed = `must be an https URL of at most ${EVIDENCE_URL_CHARACTERS_MAX} characters`;
  return z
    .url({ protocol: /^https$/, error: allowed })
    .max(EVIDENCE_URL_CHARACTERS_MAX, allowed)
    .regex(/^[\x21-\x7e]+$/, allowed);
}

/** The id of a source server. */
export function sourceServerId() {
  return formed(SOURCE_SERVER_ID, 'must be a source server id: s- and 17 letters or digits');
}

/** A whole number of seconds. */
export function seconds(min: number, max: number) {
  const allowed = `must be a whole number of seconds from ${min} to ${max}`;
  return z.int(allowed).min(min, allowed).max(max, allowed);
}

/** A list that is not empty. */
export function listOf<Entry extends z.ZodType>(entry: Entry, most: number, what: string) {
  const allowed = `must be a list of 1 to ${most} ${what}`;
  return z.array(entry, allowed).min(1, allowed).max(most, allowed);
}

/** JSON allows an unpaired surrogate (RFC 8259, section 8.2); DynamoDB and tags do not. */
export const WRITABLE = /^[^\p{Cc}\p{Cs}]*$/u;

/** Makes an untrusted text safe to show: one line, without characters that a terminal or a table would interpret. */
export function onOneLine(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ');
}

/** Records silently drop a `__proto__` member. Not recursive, because a body may be nested deeper than the stack. */
function hasPrototype(body: unknown): boolean {
  const left: unknown[] = [body];
  for (let value = left.pop(); value !== undefined; value = left.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    if (Object.hasOwn(value, '__proto__')) return true;
    for (const member of Object.values(value)) left.push(member);
  }
  return false;
}

function errorsOf(issue: z.core.$ZodIssue): InputError[] {
  const { code, path, message } = issue;
  if (code === 'unrecognized_keys') return issue.keys.map((key) => ({ pointer: pointer(...path, key), message }));
  if (code !== 'invalid_key') return [{ pointer: pointer(...path), message }];
  return [{ pointer: pointer(...path), message: issue.issues[0]?.message ?? message }];
}

function count(errors: number): string {
  return errors === 1 ? 'one error' : `${errors} errors`;
}
