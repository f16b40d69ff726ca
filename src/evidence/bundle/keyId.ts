import { createPublicKey, type KeyObject } from 'node:crypto';
import { hashOfLine } from '../chain/journalHash.ts';

/** The name of a public key: SHA-256 over its SubjectPublicKeyInfo (DER), in hexadecimal digits. */
export function keyIdOf(publicKey: string | KeyObject): string {
  const key = typeof publicKey === 'string' ? createPublicKey(publicKey) : publicKey;
  return hashOfLine(key.export({ type: 'spki', format: 'der' }));
}

/** Whether a text can be such a name. */
export function isKeyId(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}
