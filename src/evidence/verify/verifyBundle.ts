import type { Drill } from '../../drill/drill.ts';
import { BUNDLE_FILES, type BundleFile } from '../bundle/bundle.ts';
import type { Makers } from '../bundle/bundleOf.ts';
import type { Manifest } from '../bundle/manifest.ts';
import { linesIn, sourcesIn } from '../bundle/sourceFiles.ts';
import { replay } from '../chain/replay.ts';
import { contradictedOutcome } from '../report/contradictedOutcome.ts';
import type { Report } from '../report/report.ts';
import type { Context, Integrity } from '../sources.ts';
import { judgeClaims } from './judgeClaims.ts';
import { judgeContext } from './judgeContext.ts';
import { type Files, signedFiles } from './judgeFiles.ts';
import { judgeFirst } from './judgeFirst.ts';
import { expectKnownSchema, judgeJournal } from './judgeJournal.ts';
import { type Expected, judgeIdentity, manifestIn } from './judgeManifest.ts';
import { judgeNotes } from './judgeNotes.ts';
import { judgeReport, judgeSummary, otherForm, refuseOrStop } from './judgeReport.ts';
import { openEnvelope, publicKeyIn } from './openEnvelope.ts';
import { canonicalIn, exactMembers, textIn, writtenJsonIn } from './strictText.ts';
import { Contradicted, refuse, Unverifiable, type Verification } from './verification.ts';

/** What a bundle is verified with. */
export interface VerifyTerms extends Expected {
  publicKeyPem: string;
  /** The version of the product that verifies. */
  productVersion: string;
  makers: Makers;
}

/**
 * Verifies a bundle. Each check trusts what those before it have shown, so the first contradiction ends it. What cannot
 * be checked is not verified.
 */
export function verifyBundle(files: Files, terms: VerifyTerms): Verification {
  const found: Verification = {
    result: 'VERIFIED',
    world: null,
    part: null,
    contradictions: [],
    said: [],
    unchecked: [],
  };
  try {
    verify(files, terms, found);
    return found;
  } catch (error) {
    if (error instanceof Unverifiable)
      return { ...found, result: 'NOTHING_VERIFIED', said: [...found.said, error.message] };
    if (error instanceof Contradicted) return { ...found, result: 'REFUSED', contradictions: error.contradictions };
    throw error;
  }
}

function verify(files: Files, terms: VerifyTerms, found: Verification): void {
  const key = publicKeyIn(terms.publicKeyPem);
  const envelope = files.get('envelope.json');
  if (envelope === undefined) throw new Unverifiable('There is no envelope.json.');
  const payload = openEnvelope(envelope, key);
  const manifest = inFile('envelope.json', () => manifestIn(payload));
  found.world = manifest.predicate.drsDrill.world;
  found.part = manifest.predicate.drsDrill.part;
  inFile('envelope.json', () => judgeIdentity(manifest, terms));
  found.said.push('The envelope is signed with this key.');
  const signed = inFile('envelope.json', () => signedFiles(files, manifest, payload));
  found.said.push('All files are those that were signed.');
  judgeContent(textsIn(signed), manifest, terms, found);
}

type Texts = Record<BundleFile, string>;

function textsIn(files: Record<BundleFile, Uint8Array>): Texts {
  return Object.fromEntries(BUNDLE_FILES.map((name) => [name, textIn(name, files[name])])) as Texts;
}

/** Whoever has the key could sign any files. From here on, they are compared with one another. */
function judgeContent(texts: Texts, manifest: Manifest, terms: VerifyTerms, found: Verification): void {
  const { said, unchecked } = found;
  const { firstEnvelope } = terms;
  const { drillId, product, part } = manifest.predicate.drsDrill;
  const context = inFile('context.json', () => contextIn(texts['context.json']));
  const report = canonicalIn('report.json', texts['report.json']) as Report;
  const record = recordIn(texts['record.json']);
  inFile('journal.jsonl', () => judgeJournal(texts, context, drillId));
  inFile('notes.jsonl', () => judgeNotes(texts, manifest.predicate.drsDrill));
  inFile('report.json', () => judgeClaims(report, record, manifest.predicate.drsDrill));
  inFile('context.json', () => judgeContext(context, record, part));
  if (firstEnvelope !== undefined && part !== 'FIRST')
    inFile('envelope.json', () => judgeFirst(manifest, context, firstEnvelope));
  said.push(chainSaid(context.integrity));
  said.push('Every clock is the difference of its ends.');
  inFile('journal.jsonl', () => expectKnownSchema(linesIn(texts['journal.jsonl'])));
  const isOurVersion = product.version === terms.productVersion;
  inFile('journal.jsonl', () => judgeRecord(texts, record, context, isOurVersion));
  inFile('context.json', () => judgeReport(report, sourcesIn(texts), terms.makers, isOurVersion));
  inFile('report.json', () => judgeSummary(manifest, report));
  said.push('The record, the outcome and the report follow from the journal.');
  const other = inFile('report.json', () => otherForm(texts, report, terms.makers));
  if (other === undefined) return;
  if (isOurVersion) refuse(other, 'It is not the form of report.json that this version makes.');
  unchecked.push(
    `Version ${product.version} made ${other} otherwise: do not rely on what the forms of report.json say.`,
  );
}

/** A context, with the members by which the chain is judged. */
function contextIn(text: string): Context {
  const context = canonicalIn('context.json', text) as Context;
  exactMembers('context.json', context.integrity, INTEGRITY_MEMBERS, 'integrity');
  return context;
}

function recordIn(json: string): Drill {
  const record = writtenJsonIn('record.json', json);
  if (typeof record !== 'object' || record === null || Array.isArray(record)) refuse('record.json', 'It is no object.');
  return record as Drill;
}

const INTEGRITY_MEMBERS = ['journalHash', 'recordHash', 'contradiction', 'chainedFromSeq', 'replayContradiction'];

function chainSaid({ chainedFromSeq }: Integrity): string {
  if (chainedFromSeq === null)
    return 'No hash chains the journal, as a version without hashes wrote it. Notes are chained.';
  const since = chainedFromSeq === 1 ? '' : ` from entry ${chainedFromSeq} on`;
  return `Hashes chain the journal${since}, the record and the notes.`;
}

function judgeRecord(texts: Texts, record: Drill, context: Context, isOurVersion: boolean): void {
  const { entries } = sourcesIn(texts);
  const { violation, difference } = replay(entries, record);
  const whyNot = difference ?? contradictedOutcome(record, entries);
  const [file, what] = violation === null ? ['record.json', whyNot] : ['journal.jsonl', violation];
  if (what !== null) refuseOrStop(file, what, context.product.version, isOurVersion);
  const { replayContradiction } = context.integrity;
  if (replayContradiction === null) return;
  const shown = `It says of the replay: ${replayContradiction} The files do not show it.`;
  refuseOrStop('context.json', shown, context.product.version, isOurVersion);
}

/** Signed content can have any shape. What a check stumbles over is wrong, and the file that it reads is named. */
function inFile<Value>(file: string, check: () => Value): Value {
  try {
    return check();
  } catch (error) {
    if (error instanceof Contradicted || error instanceof Unverifiable) throw error;
    return refuse(file, `It lacks something that a bundle has there (${(error as Error).message}).`);
  }
}
