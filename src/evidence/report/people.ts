import type { Note, NoteKind } from '../notes.ts';
import type { Report, Verdict } from './report.ts';

/** Who took part, what people learnt, remarked and judged: all from their notes. */
export function peopleOf(notes: readonly Note[]): Pick<Report, 'people' | 'lessons' | 'remarks'> {
  const of = (kind: NoteKind) => notes.filter((note) => note.kind === kind);
  return {
    people: { participants: of('PARTICIPANT').map(personOf), observers: of('OBSERVER').map(personOf) },
    lessons: of('LESSON').map(({ at, by, text, trackerUrl }) => ({ at, by, text, trackerUrl })),
    remarks: of('REMARK').map(({ at, by, text }) => ({ at, by, text })),
  };
}

/** What people have judged. */
export function attestationsIn(notes: readonly Note[]): Verdict['attestations'] {
  const given = notes.filter(({ kind }) => kind === 'ATTESTATION');
  return given.map(({ at, by, accepted, text }) => ({ at, by, accepted: accepted === true, text }));
}

function personOf({ person, role, by, at, text }: Note): Report['people']['participants'][number] {
  return { name: person ?? '', role, notedBy: by, notedAt: at, text };
}
