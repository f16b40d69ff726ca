import type { Note } from '../api/client.ts';

/** What each kind of note is called, and what it says. */
export const NOTE_WORDS: Record<Note['kind'], { name: string; meaning: string }> = {
  REMARK: { name: 'Remark', meaning: 'Anything that should be on record' },
  LESSON: { name: 'Lesson', meaning: 'What to do better' },
  PARTICIPANT: { name: 'Participant', meaning: 'Who took part' },
  OBSERVER: { name: 'Observer', meaning: 'Who watched' },
  ATTESTATION: { name: 'Attestation', meaning: 'Your own judgement of the drill, beside the computed outcome' },
};
