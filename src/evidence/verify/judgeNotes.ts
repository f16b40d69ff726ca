import type { Identified } from '../bundle/manifest.ts';
import { linesIn, type SourceFiles } from '../bundle/sourceFiles.ts';
import { hashOfLine } from '../chain/journalHash.ts';
import { NOTE_KINDS, type Note } from '../notes.ts';
import type { GuardNote } from '../sources.ts';
import { canonicalIn, exactMembers, isTime } from './strictText.ts';
import { refuse } from './verification.ts';

/** Refuses notes that are not numbered, not chained, of another drill, or that a report would not show. */
export function judgeNotes(files: SourceFiles, { drillId, part }: Pick<Identified, 'drillId' | 'part'>): void {
  const file = 'notes.jsonl';
  const lines = wholeLines(file, files[file]);
  if (part === 'NOTES' && lines.length === 0) refuse(file, 'It has no note, and NOTES is sealed only if there is one.');
  for (const [index, line] of lines.entries()) {
    const note = canonicalIn(file, line, `Line ${index + 1}`) as Note;
    const before = lines[index - 1];
    if (note.drillId !== drillId) refuse(file, `Note ${index + 1} belongs to drill ${note.drillId}.`);
    if (note.n !== index + 1) refuse(file, `Note ${index + 1} is missing.`);
    if (note.previousHash !== (before === undefined ? null : hashOfLine(before)))
      refuse(file, `Note ${note.n - 1} is not the one that note ${note.n} was written after.`);
    judgeNote(file, note);
  }
  for (const [index, line] of wholeLines('guard.jsonl', files['guard.jsonl']).entries()) {
    const where = `Line ${index + 1}`;
    const guarded = canonicalIn('guard.jsonl', line, where) as GuardNote;
    exactMembers('guard.jsonl', guarded, GUARD_MEMBERS, where);
    if (typeof guarded.at !== 'number' || !isObject(guarded.note))
      refuse('guard.jsonl', `${where} lacks its time, or what was noted.`);
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The lines of a file each of which ends with a line feed. */
export function wholeLines(file: string, text: string): string[] {
  if (text !== '' && !text.endsWith('\n')) refuse(file, 'Its last line has no end.');
  return linesIn(text);
}

const SAID = ['kind', 'text', 'person', 'role', 'trackerUrl', 'accepted'];
const NOTE_MEMBERS = ['drillId', 'n', 'at', 'by', ...SAID, 'previousHash'];
const GUARD_MEMBERS = ['at', 'note'];

/** A report shows notes of these kinds, and of these members nothing else. */
function judgeNote(file: string, note: Note): void {
  const where = `Note ${note.n}`;
  exactMembers(file, note, NOTE_MEMBERS, where);
  if (!NOTE_KINDS.includes(note.kind)) refuse(file, `${where} is of the unknown kind ${note.kind}.`);
  const { at, by, text } = note;
  if (!isTime(at) || [by, text].some((one) => typeof one !== 'string'))
    refuse(file, `${where} lacks its text, its time, or who wrote it.`);
}
