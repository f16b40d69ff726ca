import * as z from 'zod';
import { NOTE_BYTES_MAX, PERSON_CHARACTERS_MAX } from '../../drill/bounds.ts';
import type { Said } from '../../flow/evidence/addNote.ts';
import { httpsUrl, invalidInput, readInput, text } from '../input.ts';

const said = text(NOTE_BYTES_MAX);

const people = {
  text: said,
  person: text(PERSON_CHARACTERS_MAX).meta({ description: 'Who it is about' }),
  role: text(PERSON_CHARACTERS_MAX).optional().meta({ description: 'As what that person took part' }),
};

/** The body of POST …/notes. */
export const noteBody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('PARTICIPANT'), ...people }),
  z.strictObject({ kind: z.literal('OBSERVER'), ...people }),
  z.strictObject({
    kind: z.literal('LESSON'),
    text: said,
    trackerUrl: httpsUrl().optional().meta({ description: 'Where its follow-up is tracked' }),
  }),
  z.strictObject({
    kind: z.literal('ATTESTATION'),
    text: said,
    accepted: z.boolean().meta({ description: 'Whether you accept the drill as a successful test' }),
  }),
  z.strictObject({ kind: z.literal('REMARK'), text: said }),
]);

/** Reads the body of POST …/notes. */
export function readNote(body: unknown): Said {
  const given = readInput(noteBody, body);
  const bytes = Buffer.byteLength(JSON.stringify(given));
  if (bytes > NOTE_BYTES_MAX)
    throw invalidInput([{ pointer: '', message: `has ${bytes} bytes as JSON; at most ${NOTE_BYTES_MAX}` }]);
  const { kind, text: what, person = null, role = null, trackerUrl = null, accepted = null } = { ...ABSENT, ...given };
  return { kind, text: what, person, role, trackerUrl, accepted };
}

const ABSENT = { person: undefined, role: undefined, trackerUrl: undefined, accepted: undefined };
