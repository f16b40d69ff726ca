import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Note } from '../notes.ts';

/** How the next note names a note: SHA-256 over its canonical JSON (RFC 8785), in hexadecimal digits. */
export function hashOfNote(note: Note): string {
  return hash('sha256', canonicalize({ ...note }) ?? '', 'hex');
}
