import { type Command, Option } from 'commander';
import type { NoteDocument, NotesDocument } from '../../api/openapi/noteDocuments.ts';
import { NOTE_KINDS, type NoteKind } from '../../evidence/notes.ts';
import { EXIT, type ExitStatus } from '../exitStatus.ts';
import { keyOf } from '../http/session.ts';
import { grid } from '../terminal/grid.ts';
import type { Manual } from '../terminal/manual.ts';
import { addVerb, type Call } from '../verbs/verb.ts';

/** drs-drill note, notes */
export function addNotes(program: Command): void {
  addVerb<NoteFlags>(program, 'note <drill>', NOTE, note)
    .addOption(new Option('--kind <kind>', 'what it is').choices(KINDS).makeOptionMandatory())
    .requiredOption('--text <text>', 'what to note, on one line')
    .option('--person <name>', 'of a participant or observer: who it is (required)')
    .option('--role <role>', 'as what that person took part')
    .option('--tracker-url <url>', 'of a lesson: where its follow-up is tracked')
    .option('--accepted', 'of an attestation: you accept the drill as a successful test')
    .option('--not-accepted', 'of an attestation: you do not')
    .option('--idempotency-key <key>', 'a repeated key has no further effect');
  addVerb(program, 'notes <drill>', NOTES, notes);
}

const KINDS = NOTE_KINDS.map((kind) => kind.toLowerCase());

interface NoteFlags {
  kind: Lowercase<NoteKind>;
  text: string;
  person?: string;
  role?: string;
  trackerUrl?: string;
  accepted?: true;
  notAccepted?: true;
  idempotencyKey?: string;
}

async function note({ session, args: [drillId = ''], flags }: Call<NoteFlags>): Promise<ExitStatus> {
  const { kind, text, person, role, trackerUrl } = flags;
  const said = { kind: kind.toUpperCase(), text, person, role, trackerUrl, accepted: acceptedIn(flags) };
  const ask = { method: 'POST' as const, path: pathOf(drillId), body: said };
  const { body } = await session.write<NoteDocument>(ask, keyOf(flags));
  await session.show({ document: body, columns: COLUMNS, table: () => table([body]) });
  return EXIT.OK;
}

/** Undefined when neither is given, and both are refused by the API as none is. */
function acceptedIn({ accepted, notAccepted }: NoteFlags): boolean | undefined {
  if (accepted === notAccepted) return undefined;
  return accepted === true;
}

async function notes({ session, args: [drillId = ''] }: Call<unknown>): Promise<ExitStatus> {
  const { body } = await session.get<NotesDocument>(pathOf(drillId));
  await session.show({ document: body, rows: 'notes', columns: COLUMNS, table: () => table(body.notes) });
  return EXIT.OK;
}

const COLUMNS = ['n', 'at', 'by', 'kind', 'person', 'role', 'accepted', 'trackerUrl', 'text'];

function table(all: NoteDocument[]): string {
  if (all.length === 0) return 'no notes';
  return grid(
    ['N', 'AT', 'BY', 'KIND', 'ABOUT', 'TEXT'],
    all.map((one) => [String(one.n), one.at, one.by, one.kind, aboutOf(one), one.text]),
  );
}

function aboutOf({ person, role, trackerUrl, accepted }: NoteDocument): string {
  if (accepted !== null) return accepted ? 'accepted' : 'not accepted';
  return [person, role, trackerUrl].filter((one) => one !== null).join(', ') || '-';
}

function pathOf(drillId: string): string {
  return `/v1/drills/${encodeURIComponent(drillId)}/notes`;
}

const NOTE: Manual = {
  summary: 'add a note to a drill',
  description:
    'Adds who took part, who watched, a lesson, an attestation or a remark to a drill, until seven days after its end. Notes become part of the evidence; nothing changes or removes them.',
  examples: [
    [
      'Who took part',
      'drs-drill note d-… --kind participant --person "Ada Lovelace" --role "application owner" --text "tested the orders"',
    ],
    [
      'A lesson',
      'drs-drill note d-… --kind lesson --text "the runbook lacks the new database" --tracker-url https://tracker.example.com/4711',
    ],
    ['A judgement', 'drs-drill note d-… --kind attestation --accepted --text "all orders could be placed"'],
  ],
  exits: [],
};

const NOTES: Manual = {
  summary: 'show the notes of a drill',
  description: 'Shows what people have noted about a drill, in order, and until when it takes more.',
  examples: [
    ['Lessons without a tracker', 'drs-drill notes d-… --query "notes[?kind==\'LESSON\' && !trackerUrl].text"'],
  ],
  exits: [],
};
