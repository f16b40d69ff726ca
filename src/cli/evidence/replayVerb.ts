import type { Command } from 'commander';
import { linesIn } from '../../evidence/bundle/sourceFiles.ts';
import { judgeReplay } from '../../evidence/verify/judgeReplay.ts';
import { Contradicted, Unverifiable } from '../../evidence/verify/verification.ts';
import type { JournalEntry } from '../apiDocuments.ts';
import { CommandError, usageError } from '../commandError.ts';
import { EXIT, type ExitStatus } from '../exitStatus.ts';
import { allOf, pagesOf } from '../http/pages.ts';
import type { Session } from '../http/session.ts';
import { grid } from '../terminal/grid.ts';
import type { Manual } from '../terminal/manual.ts';
import { JOURNAL } from '../verbs/listings.ts';
import { addVerb, type Call } from '../verbs/verb.ts';
import { readOne } from './readFolder.ts';

/** drs-drill replay */
export function addReplay(program: Command): void {
  addVerb<ReplayFlags>(program, 'replay [drill]', REPLAY, replay).option(
    '--dir <folder>',
    'replay the journal of a downloaded bundle instead, without the API',
  );
}

interface ReplayFlags {
  dir?: string;
}

/** A journal, its record, and what the API says about the two. */
interface Read {
  lines: string[];
  record: string;
  contradiction: string | null;
}

async function replay({ session, args: [drillId], flags: { dir } }: Call<ReplayFlags>): Promise<ExitStatus> {
  if ((drillId === undefined) === (dir === undefined)) throw usageError('replay needs either a drill or --dir');
  const replayed = replayedFrom(dir === undefined ? await readApi(session, drillId ?? '') : await readBundle(dir));
  const { world, ...rest } = replayed;
  const rows = Object.entries(rest).map(([name, value]) => [name, String(value ?? '-')]);
  await session.show({ document: replayed, table: () => grid(['WORLD', world ?? 'UNKNOWN'], rows) });
  if (replayed.contradiction !== null) return EXIT.NOT_CLEAN;
  return replayed.notReplayed === null ? EXIT.OK : EXIT.NOTHING_VERIFIED;
}

function replayedFrom({ lines, record, contradiction }: Read) {
  const none = { world: null, drillId: null, phase: null, outcome: null, entries: lines.length, notReplayed: null };
  try {
    const { drill, entries } = judgeReplay(lines, record);
    const { drillId, world = null, phase, outcome = null } = drill;
    return { world, drillId, phase, outcome, entries, contradiction, notReplayed: null };
  } catch (error) {
    if (error instanceof Unverifiable) return { ...none, contradiction, notReplayed: error.message };
    if (error instanceof Contradicted) return { ...none, contradiction: contradiction ?? error.message };
    throw error;
  }
}

/** The record comes with the last page, and fits the last entry of it. */
async function readApi(session: Session, drillId: string): Promise<Read> {
  const read: Read = { lines: [], record: '', contradiction: null };
  const heed = ({ record, contradiction }: Record<string, unknown>) => {
    if (typeof record === 'string') read.record = record;
    if (typeof contradiction === 'string') read.contradiction ??= contradiction;
  };
  const path = `/v1/drills/${encodeURIComponent(drillId)}/journal`;
  const pages = pagesOf<JournalEntry & { line?: string }>(session, {
    path,
    query: { raw: 'true' },
    listing: JOURNAL,
    heed,
  });
  for (const { line } of (await allOf(pages)).rows) read.lines.push(line ?? '');
  if (read.record === '')
    throw new CommandError(
      EXIT.ERROR,
      'the response of the API has no record; its version does not match this command',
    );
  return read;
}

async function readBundle(folder: string): Promise<Read> {
  const [journal, record] = await Promise.all(['journal.jsonl', 'record.json'].map((name) => readOne(folder, name)));
  const [lines, json] = [linesIn(Buffer.from(journal ?? '').toString()), Buffer.from(record ?? '').toString()];
  return { lines, record: json, contradiction: null };
}

const REPLAY: Manual = {
  summary: 'rebuild a drill from its journal, and compare',
  description:
    'Reads every entry of the journal, checks the hashes that chain them, rebuilds the drill from nothing but its facts, and compares the result with the record member by member. The first difference is named, and the exit status is then 6. With --dir it does the same with a downloaded bundle, whose signature `drs-drill evidence verify` checks. It replays only journals of the schema that this version writes.',
  examples: [
    ['Before a drill is sealed', 'drs-drill replay d-…'],
    ['A bundle, offline', 'drs-drill replay --dir evidence/d-…'],
  ],
  exits: [EXIT.NOT_CLEAN, EXIT.NOTHING_VERIFIED],
};
