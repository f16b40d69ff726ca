import { describe, expect, test } from 'vitest';
import type { JournalEntry } from '../../../src/drill/facts.ts';
import type { Sealed } from '../../../src/evidence/bundle/bundleOf.ts';
import { canonicalJson } from '../../../src/evidence/chain/canonicalJson.ts';
import { hashOfLine } from '../../../src/evidence/chain/journalHash.ts';
import type { KeptEntry } from '../../../src/evidence/chain/keptJournal.ts';
import { replay } from '../../../src/evidence/chain/replay.ts';
import type { Report } from '../../../src/evidence/report/report.ts';
import type { Context } from '../../../src/evidence/sources.ts';
import type { Files } from '../../../src/evidence/verify/judgeFiles.ts';
import { verifyBundle } from '../../../src/evidence/verify/verifyBundle.ts';
import { aPassedDrill } from '../bundle/givenBundle.ts';
import { downloaded, signedAgain, termsFor, textOf } from './givenFiles.ts';

const sealed = await aPassedDrill();
const files = downloaded(sealed);
const terms = termsFor(sealed);
const { kept, sources } = sealed;
const report = JSON.parse(textOf(files, 'report.json')) as Report;

describe('who holds the key, and makes every file fit, is refused', () => {
  test('when the journal was cut before the drill had ended', () => {
    expectRefused(chained(entries().slice(0, -3)), 'record.json', /^Its drill has not ended, and was not quarantined/);
  });

  test('when the drill is requested twice', () => {
    const [first, ...rest] = entries();
    const [request] = first?.facts ?? [];
    const twice = { ...first, facts: [request, { ...request, requestedBy: 'eve' }, ...(first?.facts.slice(1) ?? [])] };
    const lie = chained([twice as JournalEntry, ...rest], kept.record.json);
    expectRefused(lie, 'journal.jsonl', 'Entry 1 requests a drill again.');
  });

  test('when an entry says something to nobody', () => {
    const hiding = entries().map((entry) => ({ ...entry, remark: 'it failed' }));
    expectRefused(chained(hiding), 'journal.jsonl', 'Entry 1 has a member remark, which is not known.');
  });

  test.each([
    ['says a member twice', kept.record.json.replace('{', '{"outcome":"FAILED",')],
    ['hides behind white space', `${kept.record.json} `],
  ])('when the record %s', (_, json) => {
    expectRefused(chained(entries(), json), 'record.json', /^It has white space, or a member twice/);
  });

  test.each<[string, object, string]>([
    ['of another kind', { kind: 'SECRET' }, 'Note 1 is of the unknown kind SECRET.'],
    ['with more than a report shows', { more: 1 }, 'Note 1 has a member more, which is not known.'],
    ['without a text', { text: null }, 'Note 1 lacks its text, its time, or who wrote it.'],
    ['without a time', { at: 'then' }, 'Note 1 lacks its text, its time, or who wrote it.'],
  ])('when there is a note %s', (_, changed, what) => {
    const note = { drillId: terms.drillId, n: 1, at: '2026-03-01T10:00:00.000Z', by: 'ann', kind: 'REMARK' };
    const rest = { text: 'Slow.', person: null, role: null, trackerUrl: null, accepted: null, previousHash: null };
    const noted = { ...sources, notes: [{ ...note, ...rest, ...changed }] } as unknown as Sealed['sources'];
    expectRefused(downloaded({ ...sealed, sources: noted }), 'notes.jsonl', what);
  });

  test('when there is an addendum of notes without a note', () => {
    const addendum: Sealed = { ...sealed, part: 'NOTES', firstEnvelopeHash: hashOfLine('first') };
    expectRefused(downloaded(addendum), 'notes.jsonl', /^It has no note/);
  });

  test('when the guard has noted nothing', () => {
    const lie = signedAgain(files, { 'guard.jsonl': '{"at":1,"note":null}\n' });
    expectRefused(lie, 'guard.jsonl', 'Line 1 lacks its time, or what was noted.');
  });

  test('when a part says that it follows a quarantine, and there was none', () => {
    const resolved: Sealed = { ...sealed, part: 'RESOLVED', firstEnvelopeHash: hashOfLine('first') };
    expectRefused(downloaded(resolved), 'context.json', /^It does not say for what the drill was quarantined/);
  });

  test('when the first bundle knows of a retest', () => {
    expectRefused(within({ retest: { drillId: 'd-1', outcome: 'PASSED' } }), 'context.json', /^It names a retest/);
  });

  test.each<[string, Partial<Report>]>([
    ['was of another site', { identity: { ...another().identity, site: { accountId: '1', region: 'mars-1' } } }],
    ['was of another plan', { identity: { ...another().identity, recoveryPlan: 'other' } }],
    ['was not requested before this one', { authority: { ...report.authority, requestedAt: '2099-01-01T00:00:00Z' } }],
    ['has not passed', { verdict: { ...report.verdict, outcome: 'FAILED' } }],
    ['is compared with a drill itself', { comparison: {} as Report['comparison'] }],
    ['has the report of another drill', { identity: { ...report.identity, drillId: 'd-other' } }],
  ])('when the earlier drill that it is compared with %s', (what, changed) => {
    const before = { drillId: 'd-before', report: { ...another(), ...changed } };
    expectRefused(within({ before }), 'context.json', `The earlier drill d-before ${what}.`);
  });

  test('when the earlier drill has a clock that is not the difference of its ends', () => {
    const slow = structuredClone(another());
    Object.assign(slow.servers[0]?.clocks.recoveryTime ?? {}, { seconds: 99_999 });
    const lie = within({ before: { drillId: 'd-before', report: slow } });
    expectRefused(lie, 'context.json', /^before\.report\.servers\.0\.clocks\.recoveryTime\.seconds is 99999/);
  });
});

test('an earlier drill that has passed is believed', () => {
  const compared = within({ before: { drillId: 'd-before', report: another() } });
  expect(verifyBundle(compared, terms)).toMatchObject({ result: 'VERIFIED' });
});

test('an addendum to the first bundle of a drill whose journal was another one is refused', () => {
  const other = downloaded({ ...sealed, sources: { ...sources, context: { ...sources.context } } });
  const first = signedAgain(other, { 'journal.jsonl': '{}\n' }).get('envelope.json') ?? Buffer.from('');
  const quarantined = { violation: 'It was odd.', at: 1 };
  const resolved: Sealed = { ...sealed, part: 'RESOLVED', firstEnvelopeHash: hashOfLine(first) };
  const afterQuarantine = { ...resolved, sources: { ...sources, context: { ...sources.context, quarantined } } };
  const note = { n: 1, at: '2026-03-01T10:00:00.000Z', by: 'ann', kind: 'REMARK' as const, text: 'Slow.' };
  const unused = { person: null, role: null, trackerUrl: null, accepted: null, previousHash: null };
  const notes = [{ drillId: terms.drillId, ...note, ...unused }];
  const noted: Sealed = { ...resolved, part: 'NOTES', sources: { ...sources, notes } };
  expect(verifyBundle(downloaded(afterQuarantine), { ...terms, firstEnvelope: first }).result).toBe('VERIFIED');
  expect(verifyBundle(downloaded(noted), { ...terms, firstEnvelope: first }).contradictions).toEqual([
    { file: 'envelope.json', what: expect.stringMatching(/^sha256\.journal\.jsonl is "\w+", and in the first bundle/) },
  ]);
});

test('a journal without hashes is not said to be chained', () => {
  const { said } = verifyBundle(chained(entries(), undefined, false), terms);
  expect(said).toContain('No hash chains the journal, as a version without hashes wrote it. Notes are chained.');
});

test.each(['envelope.json', 'manifest.json', 'context.json', 'report.json', 'record.json'])(
  'a %s that is nested without end is refused, and stops nothing',
  (name) => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    const isInside = !['envelope.json', 'manifest.json'].includes(name);
    const changed = isInside ? signedAgain(files, { [name]: deep }) : new Map([...files, [name, Buffer.from(deep)]]);
    expect(verifyBundle(changed, terms)).toMatchObject({ result: 'REFUSED', contradictions: [{ file: name }] });
  },
);

function expectRefused(lie: Files, file: string, what: string | RegExp) {
  const { result, contradictions } = verifyBundle(lie, terms);
  const sentence = typeof what === 'string' ? what : expect.stringMatching(what);
  expect({ result, first: contradictions[0] }).toEqual({ result: 'REFUSED', first: { file, what: sentence } });
}

/** The report of a drill before this one that is like it. */
function another(): Report {
  return { ...report, identity: { ...report.identity, drillId: 'd-before' } };
}

function within(changed: Partial<Context>): Files {
  return downloaded({ ...sealed, sources: { ...sources, context: { ...sources.context, ...changed } } });
}

function entries(): JournalEntry[] {
  return kept.entries.map(({ line }) => JSON.parse(line));
}

/** The bundle of these entries, hashed again, and of the record that they make or of another one. */
function chained(changed: JournalEntry[], other?: string, hashed = true): Files {
  const json = other ?? JSON.stringify(replay(changed, JSON.parse(kept.record.json)).drill);
  const recordHash = hashOfLine(json);
  const lines: string[] = [];
  for (const [index, entry] of changed.entries()) {
    const { previousHash: _, recordHash: __, ...rest } = entry as KeptEntry;
    const last = lines.at(-1);
    const previous = last === undefined ? {} : { previousHash: hashOfLine(last) };
    const ending = index === changed.length - 1 ? { recordHash } : {};
    lines.push(canonicalJson(hashed ? { ...rest, ...previous, ...ending } : rest));
  }
  const journalHash = hashOfLine(lines.at(-1) ?? '');
  const hashes = hashed ? { journalHash, recordHash } : { journalHash: null, recordHash: null, chainedFromSeq: null };
  const context = { ...sources.context, integrity: { ...sources.context.integrity, ...hashes } };
  const lined = lines.map((line) => ({ ...JSON.parse(line), line }));
  return downloaded({
    ...sealed,
    kept: { record: { ...kept.record, json }, entries: lined },
    sources: { ...sources, context },
  });
}
