import type { Instant } from '../../drill/drill.ts';
import { hashOfNote } from '../../evidence/chain/noteHash.ts';
import type { Note } from '../../evidence/notes.ts';
import { time } from '../../evidence/time.ts';
import type { NoteDocument, NotesDocument } from '../openapi/noteDocuments.ts';

/** A note with its own hash, which the next one names. */
export function noteView(note: Note): NoteDocument {
  return { ...note, hash: hashOfNote(note) };
}

/** All notes of a drill, and until when it takes more. */
export function notesView(drillId: string, notes: Note[], acceptedUntil: Instant | null): NotesDocument {
  const until = time(acceptedUntil);
  return { drillId, notes: notes.map(noteView), acceptedUntil: until };
}
