export const NOTE_KINDS = ['PARTICIPANT', 'OBSERVER', 'LESSON', 'ATTESTATION', 'REMARK'] as const;
/** ATTESTATION: a person's own judgement of the drill, beside the computed one. */
export type NoteKind = (typeof NOTE_KINDS)[number];

/** What a person adds to a drill. Nothing changes or removes it. */
export interface Note {
  drillId: string;
  /** Counts a drill's notes from 1. */
  n: number;
  /** RFC 3339, by our clock. */
  at: string;
  /** The caller's identity. */
  by: string;
  kind: NoteKind;
  text: string;
  /** PARTICIPANT, OBSERVER: who took part, and as what. Null for the other kinds. */
  person: string | null;
  role: string | null;
  /** LESSON: where its follow-up is tracked; null: nowhere. */
  trackerUrl: string | null;
  /** ATTESTATION: whether the person accepts the drill as a successful test; null for the other kinds. */
  accepted: boolean | null;
  /** SHA-256 over the canonical JSON of the note before, in hexadecimal; null in the first. */
  previousHash: string | null;
}
