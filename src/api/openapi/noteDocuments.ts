import * as z from 'zod';
import { NOTE_KINDS } from '../../evidence/notes.ts';
import { timeDocument } from './sharedDocuments.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** A note as the API shows it. */
export const noteDocument = z
  .strictObject({
    drillId: z.string(),
    n: z.int().positive().meta({ description: 'Counts the notes of the drill from 1' }),
    at: timeDocument.meta({ description: 'When it was added' }),
    by: z.string().meta({ description: 'The caller who added it' }),
    kind: z.enum(NOTE_KINDS).meta({
      description:
        'PARTICIPANT, OBSERVER: who took part; LESSON: what to do better; ATTESTATION: a person’s own judgement of the drill, beside the computed outcome; REMARK: anything else',
    }),
    text: z.string(),
    person: z.string().nullable().meta({ description: 'Of a PARTICIPANT or OBSERVER: who it is' }),
    role: z.string().nullable().meta({ description: 'As what that person took part' }),
    trackerUrl: z.string().nullable().meta({ description: 'Of a LESSON: where its follow-up is tracked' }),
    accepted: z
      .boolean()
      .nullable()
      .meta({ description: 'Of an ATTESTATION: whether the person accepts the drill as a successful test' }),
    previousHash: hash.nullable().meta({ description: 'The hash of the note before; null in the first' }),
    hash: hash.meta({ description: 'SHA-256 of the canonical JSON (RFC 8785) of all other members' }),
  })
  .meta({ id: 'Note', description: 'What a person has added to a drill; nothing changes or removes it' });
export type NoteDocument = z.output<typeof noteDocument>;

/** All notes of a drill. */
export const notesDocument = z.strictObject({
  drillId: z.string(),
  notes: z.array(noteDocument),
  acceptedUntil: timeDocument
    .nullable()
    .meta({ description: 'Until when the drill takes notes: seven days after its end; null: it has not ended' }),
});
export type NotesDocument = z.output<typeof notesDocument>;
