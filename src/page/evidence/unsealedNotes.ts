import type { Note, SealedPart } from '../api/client.ts';

/** How many notes are in no sealed part yet; 0 before anything is sealed, when all will be. */
export function unsealedNotes(
  notes: readonly Pick<Note, 'at'>[],
  parts: readonly Pick<SealedPart, 'sealedAt'>[],
): number {
  const newest = Math.max(...parts.map(({ sealedAt }) => Date.parse(sealedAt)));
  return parts.length === 0 ? 0 : notes.filter(({ at }) => Date.parse(at) > newest).length;
}
