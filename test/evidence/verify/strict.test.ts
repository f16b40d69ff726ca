import { describe, expect, test } from 'vitest';
import { envelopeOf } from '../../../src/evidence/bundle/envelope.ts';
import { canonicalJson } from '../../../src/evidence/chain/canonicalJson.ts';
import { hashOfLine } from '../../../src/evidence/chain/journalHash.ts';
import type { Files } from '../../../src/evidence/verify/judgeFiles.ts';
import { verifyBundle } from '../../../src/evidence/verify/verifyBundle.ts';
import { aPassedDrill } from '../bundle/givenBundle.ts';
import { downloaded, KEY, signedAgain, termsFor, textOf } from './givenFiles.ts';
import { saidByPython } from './pythonVerifier.ts';

type Tree = Record<string, unknown>;

const passed = await aPassedDrill();
const note = {
  ...{ drillId: termsFor(passed).drillId, n: 1, at: '2026-03-01T10:00:00.000Z', by: 'ann', kind: 'REMARK' as const },
  ...{ text: 'Slow.', person: null, role: null, trackerUrl: null, accepted: null, previousHash: null },
};
const guarded = { at: 1, note: { said: 'It cleaned up.' } };
const sealed = { ...passed, sources: { ...passed.sources, notes: [note], guardNotes: [guarded] } };
const files = downloaded(sealed);
const terms = termsFor(sealed);
const MIB = 1024 * 1024;

type Case = [what: string, change: () => Files, result: string, file: string, sentence: string | RegExp];

/** Each is signed with the right key. */
const CASES: Case[] = [
  ['as it was sealed', () => files, 'VERIFIED', '-', /^/],
  ['without a format', () => ours(({ format: _, ...rest }) => rest), ...refused('envelope.json', /has no format/)],
  ['of another format', () => ours((all) => ({ ...all, format: null })), ...nothing(/format null, and only/)],
  ['of another world', () => ours((all) => ({ ...all, world: 'MARS' })), ...refused('envelope.json', /no world MARS/)],
  ['of another end', () => ours((all) => ({ ...all, outcome: 'WON' })), ...refused('envelope.json', /no outcome WON/)],
  ['with more of ours', () => ours((all) => ({ ...all, more: 1 })), ...refused('envelope.json', /member more/)],
  ['with less of ours', () => ours(({ outputs: _, ...rest }) => rest), ...refused('envelope.json', /member outputs/)],
  ['with more', () => manifest((all) => ({ ...all, more: 1 })), ...refused('envelope.json', /member more/)],
  ['with more predicated', () => predicate({ more: 1 }), ...refused('envelope.json', /member more/)],
  ['with more of a subject', moreOfSubject, ...refused('envelope.json', /does not name the files/)],
  ['with another integrity', () => integrity({ more: 1 }), ...refused('context.json', /integrity has a member more/)],
  ['with a list as its record', () => change('record.json', () => '[]'), ...refused('record.json', 'It is no object.')],
  ['without a schema', () => chained(({ schema: _, ...rest }) => rest), ...refused('journal.jsonl', /1 has no schema/)],
  ['without a cause', () => chained(({ cause: _, ...rest }) => rest), ...refused('journal.jsonl', /member cause/)],
  ['of a schema with more', () => chained((all) => ({ ...all, schema: 3, more: 1 })), ...nothing(/has schema 3/)],
  ['with entry 3 unchained', unchained, ...refused('journal.jsonl', 'Entry 3 lacks the hash of the entry before it.')],
  ['before whose first entry is one', chainedBefore, ...refused('journal.jsonl', 'Entry 1 names an entry before it.')],
  ['written by a version before hashes, too', () => chained(unhashedAt(1), 3), 'VERIFIED', '-', /^/],
  ['with less of a note', () => noted(({ person: _, ...rest }) => rest), ...refused('notes.jsonl', /member person/)],
  ['with a note of a day', () => noted((all) => ({ ...all, at: '2026-03-01' })), ...refused('notes.jsonl', /its time/)],
  ['with a list of the guard', () => guard({ at: 1, note: [] }), ...refused('guard.jsonl', /what was noted/)],
  ['with more of the guard', () => guard({ ...guarded, more: 1 }), ...refused('guard.jsonl', /member more/)],
  ['of a clock without milliseconds', () => clock({ from: at('00Z') }), ...refused('report.json', /no time in UTC/)],
  ['of a clock of a zone', () => clock({ to: at('00.000+00:00') }), ...refused('report.json', /no time in UTC/)],
  ['of a clock of texts', () => clock({ seconds: '9', atLeastSeconds: '9' }), ...refused('report.json', /no number/)],
  ['of a clock not before it began', () => clock(early()), ...refused('report.json', /notBefore is not between/)],
  ['of a clock not before no end', () => clock(endless()), ...refused('report.json', /lacks an end/)],
  ['nested 100 deep', () => change('context.json', nested(100)), 'VERIFIED', '-', /^/],
  ['nested 101 deep', () => change('context.json', nested(101)), ...refused('context.json', /more than 100 deep/)],
  ['with a record nested 101 deep', () => change('record.json', nested(101)), ...refused('record.json', /100 deep/)],
  [
    'with an entry nested 101 deep',
    () => change('journal.jsonl', nested(101)),
    ...refused('journal.jsonl', /100 deep/),
  ],
  ['with 65 MiB', () => change('report.md', () => ' '.repeat(65 * MIB)), ...refused('report.md', /larger than 64 MiB/)],
  [
    'with a half pair',
    () => change('context.json', withMember('a', '"\\ud800"')),
    ...refused('context.json', /canonical/),
  ],
  ['with a mark', () => change('record.json', (text) => `\ufeff${text}`), ...refused('record.json', /not JSON/)],
  [
    'with a record with 1.0',
    () => change('record.json', withMember('a', '1.0')),
    ...refused('record.json', /white space/),
  ],
];

const JSON_FILES = ['context.json', 'report.json', 'record.json', 'journal.jsonl', 'notes.jsonl', 'guard.jsonl'];
for (const name of JSON_FILES) {
  CASES.push([`with __proto__ in ${name}`, () => change(name, proto), ...refused(name, /has a member __proto__/)]);
  CASES.push([`with a member twice in ${name}`, () => change(name, twice), ...refused(name, /canonical|twice/)]);
}
for (const [what, twisted] of [['__proto__', proto] as const, ['a member twice', twice] as const]) {
  CASES.push([`with ${what} in its envelope`, () => envelope(twisted), ...refused('envelope.json', /__proto__|canon/)]);
  CASES.push([
    `with ${what} in its manifest`,
    () => manifestText(twisted),
    ...refused('envelope.json', /__proto|canon/),
  ]);
}

describe('a bundle that is signed with the right key', () => {
  test.each(CASES)('%s', (_, changed, result, file, sentence) => {
    const found = verifyBundle(changed(), terms);
    const [{ file: named, what } = { file: '-', what: found.said.at(-1) }] = found.contradictions;
    const said = typeof sentence === 'string' ? sentence : expect.stringMatching(sentence);
    expect({ result: found.result, named, what }).toEqual({ result, named: file, what: said });
  });

  test('is judged in the same way by the verifier in Python', async () => {
    const bundles = CASES.map(([, changed]) => ({ drillId: terms.drillId, files: changed() }));
    const said = await saidByPython(bundles, KEY.publicKeyPem);
    const judged = CASES.map(([what], index) => [what, ...(said[index] ?? '').split(' ').slice(0, 2)]);
    expect(judged).toEqual(CASES.map(([what, , result, file]) => [what, result, file]));
  });
});

function refused(file: string, sentence: string | RegExp): ['REFUSED', string, string | RegExp] {
  return ['REFUSED', file, sentence];
}

function nothing(sentence: RegExp): ['NOTHING_VERIFIED', string, RegExp] {
  return ['NOTHING_VERIFIED', '-', sentence];
}

function change(name: string, made: (text: string) => string): Files {
  return signedAgain(files, { [name]: made(textOf(files, name)) });
}

function changeJson(name: string, made: (value: Tree) => object): Files {
  return change(name, (text) => canonicalJson(made(JSON.parse(text))));
}

function integrity(more: object): Files {
  return changeJson('context.json', (all) => ({ ...all, integrity: { ...(all['integrity'] as Tree), ...more } }));
}

function noted(made: (value: Tree) => object): Files {
  return change('notes.jsonl', () => `${canonicalJson(made(note))}\n`);
}

function guard(value: object): Files {
  return change('guard.jsonl', () => `${canonicalJson(value)}\n`);
}

function envelope(made: (text: string) => string): Files {
  return new Map([...files, ['envelope.json', Buffer.from(made(textOf(files, 'envelope.json')))]]);
}

function manifestText(made: (text: string) => string): Files {
  const bytes = Buffer.from(made(textOf(files, 'manifest.json')));
  return new Map([...files, ['manifest.json', bytes], ['envelope.json', envelopeOf(bytes, KEY.signed(bytes))]]);
}

function manifest(made: (value: Tree) => object): Files {
  return manifestText((text) => canonicalJson(made(JSON.parse(text))));
}

function predicate(more: object): Files {
  return manifest((all) => ({ ...all, predicate: { ...(all['predicate'] as Tree), ...more } }));
}

function ours(made: (value: Tree) => object): Files {
  const { drsDrill } = JSON.parse(textOf(files, 'manifest.json')).predicate;
  return predicate({ drsDrill: made(drsDrill) });
}

function moreOfSubject(): Files {
  return manifest((all) => ({ ...all, subject: (all['subject'] as Tree[]).map((one) => ({ ...one, more: 1 })) }));
}

/** A first clock of a server with other members. */
function clock(changed: object): Files {
  return changeJson('report.json', (all) => {
    const [first, ...rest] = all['servers'] as { clocks: { recoveryTime: object } }[];
    const clocks = { ...first?.clocks, recoveryTime: { ...first?.clocks.recoveryTime, ...changed } };
    return { ...all, servers: [{ ...first, clocks }, ...rest] };
  });
}

function at(seconds: string) {
  return { at: `2026-03-01T10:00:${seconds}`, source: 'a clock' };
}

function early() {
  return { from: at('05.000Z'), to: at('09.000Z'), notBefore: at('04.000Z'), seconds: 4, atLeastSeconds: -1 };
}

function endless() {
  return { from: at('05.000Z'), to: null, notBefore: at('06.000Z'), seconds: null, atLeastSeconds: null };
}

/** The first object in a text has one more member, which sorts behind all others when it begins with z. */
function withMember(name: string, value: string) {
  return (text: string) => text.replace('{', `{"${name}":${value},`);
}

function nested(depth: number) {
  const lists = '['.repeat(depth - 1) + ']'.repeat(depth - 1);
  return withMember('a', lists);
}

function proto(text: string): string {
  return withMember('__proto__', '{}')(text);
}

function twice(text: string): string {
  return text.replace(/\{("\w+":)/, '{$1null,$1');
}

/** The bundle with changed entries, each chained to the one before and the last to the record. */
function chained(made: (entry: Tree, index: number) => object, chainedFromSeq = 1): Files {
  const lines: string[] = [];
  for (const [index, { line }] of sealed.kept.entries.entries()) {
    const before = lines.at(-1);
    const linked = before === undefined ? {} : { previousHash: hashOfLine(before) };
    lines.push(canonicalJson(made({ ...JSON.parse(line), ...linked }, index)));
  }
  const journalHash = hashOfLine(lines.at(-1) ?? '');
  const { context } = sealed.sources;
  const sources = {
    ...sealed.sources,
    context: { ...context, integrity: { ...context.integrity, journalHash, chainedFromSeq } },
  };
  const entries = lines.map((line) => ({ ...JSON.parse(line), line }));
  return downloaded({ ...sealed, kept: { ...sealed.kept, entries }, sources });
}

function unchained(): Files {
  return chained(({ previousHash, ...rest }, index) => (index === 2 ? rest : { ...rest, previousHash }), 3);
}

function chainedBefore(): Files {
  return chained((entry, index) => (index === 0 ? { ...entry, previousHash: 'a'.repeat(64) } : entry));
}

/** A version before hashes wrote this entry, and so the one after it names none. */
function unhashedAt(unhashed: number) {
  return ({ previousHash, recordHash, ...rest }: Tree, index: number) => ({
    ...rest,
    ...(index === unhashed ? {} : { recordHash }),
    ...(index === unhashed || index === unhashed + 1 ? {} : { previousHash }),
  });
}
