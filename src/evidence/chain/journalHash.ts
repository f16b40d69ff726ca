import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { wellFormed } from './canonicalJson.ts';

/** All stored data of a journal entry. How its facts were cut into parts does not matter. */
export interface HashedEntry {
  schema: number;
  drillId: string;
  seq: number;
  at: number;
  cause: string;
  /** As JSON. */
  facts: string;
  previousHash?: string | undefined;
  recordHash?: string | undefined;
}

/**
 * How the next entry, or the record, names an entry: SHA-256 over its canonical JSON (RFC 8785), in hexadecimal digits.
 */
export function hashOfEntry(entry: HashedEntry): string {
  return hashOfLine(lineOfEntry(entry));
}

/** An entry as canonical JSON. */
export function lineOfEntry({ facts, ...entry }: HashedEntry): string {
  return canonicalize({ ...entry, facts: JSON.parse(wellFormed(facts)) }) ?? '';
}

/** SHA-256 of a text or of bytes, in hexadecimal digits. */
export function hashOfLine(line: string | Uint8Array): string {
  return hash('sha256', line, 'hex');
}

/** SHA-256 of a record's JSON, byte for byte as it was packed. */
export function hashOfRecord(json: string): string {
  return hash('sha256', json, 'hex');
}
