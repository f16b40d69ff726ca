import { NOTES_ACCEPTED_SECONDS, NOTES_PER_DRILL_MAX, SECOND_MS } from '../../drill/bounds.ts';
import type { Drill, Instant } from '../../drill/drill.ts';
import { hashOfNote } from '../../evidence/chain/noteHash.ts';
import type { Note } from '../../evidence/notes.ts';
import { time } from '../../evidence/time.ts';
import { Refused } from '../errors.ts';
import { crowdOfPeople, untilSaved } from '../perform/crowd.ts';
import type { Ports, Receipt } from '../ports.ts';
import { keyReused } from '../writeConditions.ts';
import type { EvidencePorts, KeptNote } from './evidencePorts.ts';

/** What a person says in a note. */
export type Said = Pick<Note, 'kind' | 'text' | 'person' | 'role' | 'trackerUrl' | 'accepted'>;

/** A note to add, by whom, and the receipt of the request; it has none without an idempotency key. */
export interface NoteToAdd {
  drillId: string;
  by: string;
  said: Said;
  receipt: Receipt | undefined;
}

/** A note, and whether this request has added it, rather than an earlier one with the same key. */
export interface AddedNote {
  note: Note;
  isNew: boolean;
}

type NotePorts = Pick<Ports, 'drills' | 'clock' | 'ids'> & Pick<EvidencePorts, 'notes'>;

/**
 * Adds a note behind those that the drill has, and chains it to the last one. Undefined when there is no such drill. A
 * quarantined drill takes notes, too.
 */
export async function addNote(ports: NotePorts, wanted: NoteToAdd): Promise<AddedNote | undefined> {
  const { drillId, receipt } = wanted;
  const loaded = await ports.drills.load(drillId);
  if (loaded === undefined) return undefined;
  return untilSaved(crowdOfPeople(ports), `the list of notes of drill ${drillId}`, async () => {
    const kept = await ports.notes.kept(drillId);
    const earlier = earlierUnder(receipt, kept);
    if (earlier !== undefined) return { note: earlier, isNew: false };
    const now = ports.clock.now();
    refuseLate(loaded.drill, now);
    refuseTooMany(kept);
    const note = nextNote(wanted, kept.at(-1)?.note, now);
    return (await ports.notes.add(note, receipt)) ? { note, isNew: true } : undefined;
  });
}

/** Until when a drill takes notes; null while it has not ended. */
export function notesAcceptedUntil({ phase, phaseAt }: Pick<Drill, 'phase' | 'phaseAt'>): Instant | null {
  return phase === 'ENDED' ? phaseAt + NOTES_ACCEPTED_SECONDS * SECOND_MS : null;
}

/** Receipts are kept with the notes, so that a note and its receipt are always saved together. */
function earlierUnder(receipt: Receipt | undefined, kept: KeptNote[]): Note | undefined {
  if (receipt === undefined) return undefined;
  const earlier = kept.find((one) => one.receipt?.receiptId === receipt.receiptId);
  if (earlier !== undefined && earlier.receipt?.requestHash !== receipt.requestHash) throw keyReused();
  return earlier?.note;
}

function refuseLate(drill: Drill, now: Instant): void {
  const until = notesAcceptedUntil(drill);
  if (until === null || now < until) return;
  const message = `The drill took notes until ${time(until)}; its evidence is complete`;
  throw new Refused(409, 'notes-closed', message);
}

function refuseTooMany({ length }: KeptNote[]): void {
  if (length < NOTES_PER_DRILL_MAX) return;
  throw new Refused(422, 'too-many-notes', `The drill has ${length} notes; at most ${NOTES_PER_DRILL_MAX} are allowed`);
}

/** Its time is never before that of the last note, whatever the clocks of two functions say. */
function nextNote({ drillId, by, said }: NoteToAdd, last: Note | undefined, now: Instant): Note {
  const { kind, text, person, role, trackerUrl, accepted } = said;
  const at = time(last === undefined ? now : Math.max(now, Date.parse(last.at)));
  const previousHash = last === undefined ? null : hashOfNote(last);
  const n = (last?.n ?? 0) + 1;
  return { drillId, n, at, by, kind, text, person, role, trackerUrl, accepted, previousHash };
}
