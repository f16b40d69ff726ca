import { canonicalJson } from '../chain/canonicalJson.ts';
import { refuse } from './verification.ts';

const MIB = 1024 * 1024;
const FILE_MIB_MAX = 64;
const DEPTH_MAX = 100;

/** Bytes as UTF-8. Refuses a file that is none, or too large to be read as one text. */
export function textIn(file: string, bytes: Uint8Array): string {
  if (bytes.length > FILE_MIB_MAX * MIB) refuse(file, `It is larger than ${FILE_MIB_MAX} MiB.`);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return refuse(file, 'It is not UTF-8.');
  }
}

/** The value of a canonical JSON text. Refuses any other text, so that no value has two. */
export function canonicalIn(file: string, text: string, where = 'It'): unknown {
  const value = jsonIn(file, text, where);
  if (canonicalJson(value) !== text) refuse(file, `${where} is not canonical JSON.`);
  return value;
}

/** The value of a JSON text. Refuses what no code can be trusted to walk through. */
export function jsonIn(file: string, text: string, where = 'It'): unknown {
  const value = parsed(file, text, where);
  if (isTooDeep(value)) refuse(file, `${where} is nested more than ${DEPTH_MAX} deep.`);
  if (text.includes('"__proto__":')) refuse(file, `${where} has a member __proto__.`);
  return value;
}

function parsed(file: string, text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuse(file, `${where} is not JSON.`);
  }
}

/** Goes down level by level, because a function that calls itself would end at the stack's own depth. */
function isTooDeep(value: unknown): boolean {
  let level = [value].filter(isTree);
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > DEPTH_MAX) return true;
    level = level.flatMap((tree): unknown[] => Object.values(tree)).filter(isTree);
  }
  return false;
}

function isTree(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** The value of a JSON text as `JSON.stringify` writes it. Refuses any other, such as one that has a member twice. */
export function writtenJsonIn(file: string, text: string): unknown {
  const value = jsonIn(file, text);
  if (JSON.stringify(value) !== text) refuse(file, 'It has white space, or a member twice: the product wrote neither.');
  return value;
}

/** Refuses a value with a member that the format does not know, because nothing in the report would show it. */
export function onlyMembers(file: string, value: object, names: string[], where: string): void {
  const other = Object.keys(value).find((name) => !names.includes(name));
  if (other !== undefined) refuse(file, `${where} has a member ${other}, which is not known.`);
}

/** Refuses a value that lacks one of these members, or has another. */
export function exactMembers(file: string, value: object, names: string[], where: string): void {
  onlyMembers(file, value, names, where);
  const missing = names.find((name) => !Object.hasOwn(value, name));
  if (missing !== undefined) refuse(file, `${where} lacks its member ${missing}.`);
}

/** Whether a text is a time as the product writes them: RFC 3339 in UTC, with milliseconds. */
export function isTime(text: unknown): text is string {
  const at = typeof text === 'string' ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString() === text && !text.startsWith('+');
}

/** The bytes of a base64 text (RFC 4648, section 4). Refuses any text that is not their only one. */
export function base64In(file: string, text: string, what: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length === 0 || bytes.toString('base64') !== text) refuse(file, `${what} is not strict base64.`);
  return bytes;
}
