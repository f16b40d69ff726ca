import { canonicalJson } from '../chain/canonicalJson.ts';
import { refuse } from './verification.ts';

/** Bytes as UTF-8. Refuses a file that is none. */
export function textIn(file: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return refuse(file, 'It is not UTF-8.');
  }
}

/** The value of a canonical JSON text. Refuses any other text, so that no value has two. */
export function canonicalIn(file: string, text: string, where = 'It'): unknown {
  const value = jsonIn(file, text, where);
  if (canonicalTextOf(value) !== text) refuse(file, `${where} is not canonical JSON.`);
  return value;
}

/** Undefined: it is nested too deeply to be written. */
function canonicalTextOf(value: unknown): string | undefined {
  try {
    return canonicalJson(value);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The value of a JSON text. */
export function jsonIn(file: string, text: string, where = 'It'): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuse(file, `${where} is not JSON.`);
  }
}

/** The value of a JSON text as `JSON.stringify` writes it. Refuses any other, such as one that names a member twice. */
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

/** The bytes of a base64 text (RFC 4648, section 4). Refuses any text that is not their only one. */
export function base64In(file: string, text: string, what: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length === 0 || bytes.toString('base64') !== text) refuse(file, `${what} is not strict base64.`);
  return bytes;
}
