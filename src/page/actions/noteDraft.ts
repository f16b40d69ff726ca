import type { addNote, Note } from '../api/client.ts';
import { isHttps } from '../words/isHttps.ts';

/** A note while a person writes it. */
export interface NoteDraft {
  kind: Note['kind'];
  text: string;
  person: string;
  role: string;
  trackerUrl: string;
  /** Null: the person has not said yet. */
  accepted: boolean | null;
}

export const EMPTY_NOTE: NoteDraft = {
  kind: 'REMARK',
  text: '',
  person: '',
  role: '',
  trackerUrl: '',
  accepted: null,
};

/** What is wrong with each field; the API has the last word. */
export function noteFaults({
  kind,
  text,
  person,
  trackerUrl,
  accepted,
}: NoteDraft): Partial<Record<keyof NoteDraft, string>> {
  const isAboutPerson = kind === 'PARTICIPANT' || kind === 'OBSERVER';
  return {
    ...(text.trim() === '' && { text: 'Write something.' }),
    ...(isAboutPerson && person.trim() === '' && { person: 'Say who it is.' }),
    ...(kind === 'LESSON' &&
      trackerUrl !== '' &&
      !isHttps(trackerUrl) && { trackerUrl: 'An address that begins with https://' }),
    ...(kind === 'ATTESTATION' && accepted === null && { accepted: 'Choose one.' }),
  };
}

/** A note is on one line, so line ends become spaces while it is written, where the person sees it. */
export function onOneLine(text: string): string {
  return text.replaceAll(/\s*[\r\n\t]+ */g, ' ');
}

/** The body of the request. */
export function noteBody({ kind, text, person, role, trackerUrl, accepted }: NoteDraft): Parameters<typeof addNote>[1] {
  const line = onOneLine(text).trim();
  switch (kind) {
    case 'PARTICIPANT':
    case 'OBSERVER':
      return { kind, text: line, person: person.trim(), ...(role.trim() !== '' && { role: role.trim() }) };
    case 'LESSON':
      return { kind, text: line, ...(trackerUrl !== '' && { trackerUrl }) };
    case 'ATTESTATION':
      return { kind, text: line, accepted: accepted === true };
    case 'REMARK':
      return { kind, text: line };
  }
}
