import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { bundleOf, type Sealed } from '../../../src/evidence/bundle/bundleOf.ts';
import { envelopeOf } from '../../../src/evidence/bundle/envelope.ts';
import { keyIdOf } from '../../../src/evidence/bundle/keyId.ts';
import { canonicalJson } from '../../../src/evidence/chain/canonicalJson.ts';
import { hashOfLine } from '../../../src/evidence/chain/journalHash.ts';
import { replay } from '../../../src/evidence/chain/replay.ts';
import type { Note } from '../../../src/evidence/notes.ts';
import { type VerifyTerms, verifyBundle } from '../../../src/evidence/verify/verifyBundle.ts';
import { aKey, aPassedDrill } from '../bundle/givenBundle.ts';
import { seededDrills } from '../seededDrills.ts';
import { downloaded, KEY, signedAgain, termsFor, textOf } from './givenFiles.ts';

const sealed = await aPassedDrill();
const files = downloaded(sealed);
const terms = termsFor(sealed);

describe('a bundle as it was sealed', () => {
  test('is verified, and its world is said', () => {
    expect(verifyBundle(files, terms)).toEqual({
      result: 'VERIFIED',
      world: 'SIMULATED',
      part: 'FIRST',
      contradictions: [],
      said: [
        'The envelope is signed with this key.',
        'All files are those that were signed.',
        'Hashes chain the journal, the record and the notes.',
        'Every clock is the difference of its ends.',
        'The record, the outcome and the report follow from the journal.',
      ],
      unchecked: [],
    });
  });

  test('is verified whatever the outcome was', async () => {
    const outcomes = new Set<unknown>();
    for (const seed of [1, 2, 3, 4, 13, 17, 19, 20, 25, 30]) {
      for (const drill of await seededDrills(seed)) {
        const one: Sealed = { ...drill, part: 'FIRST', firstEnvelopeHash: null };
        expect(verifyBundle(downloaded(one), termsFor(one))).toMatchObject({ result: 'VERIFIED' });
        outcomes.add(JSON.parse(drill.kept.record.json).outcome);
      }
    }
    expect([...outcomes].sort()).toEqual(['CANCELLED', 'FAILED', 'PASSED', 'REJECTED', 'YIELDED']);
  });

  test('is verified without the files for people', () => {
    expect(verifyBundle(without('manifest.json', 'receipt.json'), terms)).toMatchObject({ result: 'VERIFIED' });
  });

  test('of another version is verified whole when that version made the same', () => {
    expect(verifyBundle(files, { ...terms, productVersion: '9.9.9' })).toMatchObject({
      result: 'VERIFIED',
      unchecked: [],
    });
  });

  test('of another version that made a form otherwise is verified, and whoever reads that form is warned', () => {
    const other = signedAgain(files, { 'report.html': '<h1>Passed in the REAL world</h1>' });
    expect(verifyBundle(other, { ...terms, productVersion: '9.9.9' })).toMatchObject({
      result: 'VERIFIED',
      unchecked: ['Version 1.2.3 made report.html otherwise: do not rely on what the forms of report.json say.'],
    });
  });
});

describe('nothing is verified', () => {
  test.each<[string, Partial<VerifyTerms>, string]>([
    ['without a key', { publicKeyPem: '' }, 'The key is no public key in PEM.'],
    ['with a key of another kind', { publicKeyPem: anotherCurve() }, 'The key is not one of P-256.'],
  ])('%s', (_, changed, sentence) => {
    expectNothing(verifyBundle(files, { ...terms, ...changed }), sentence);
  });

  test('without an envelope', () => {
    expectNothing(verifyBundle(without('envelope.json'), terms), 'There is no envelope.json.');
  });

  test('of a bundle in a newer format', () => {
    const newer = signedAgain(files, {}, ({ predicate: { drsDrill } }) => Object.assign(drsDrill, { format: 'x/2' }));
    expectNothing(verifyBundle(newer, terms), 'The bundle has the format x/2, and only drs-drill/bundle/1 is known.');
  });

  test('of a journal with entries of a newer schema', () => {
    const entries = lines().map((line) => line.replace('"schema":2', '"schema":3'));
    const newer = signedAgain(files, chained(entries));
    expectNothing(verifyBundle(newer, terms), 'Entry 1 has schema 3, and only schema 2 can be replayed.');
  });

  test('of a report that another version made otherwise', () => {
    const { productVersion: _, ...rest } = terms;
    const reportOf: VerifyTerms['makers']['reportOf'] = (sources) => ({
      ...terms.makers.reportOf(sources),
      limits: ['New.'],
    });
    const makers = { ...terms.makers, reportOf };
    expectNothing(
      verifyBundle(files, { ...rest, productVersion: '9.9.9', makers }),
      /^Version 1\.2\.3 made report\.json, and this version makes it otherwise: limits\.0 is ".*", and .* makes it "New\."\.$/,
    );
  });

  function expectNothing({ result, said }: ReturnType<typeof verifyBundle>, sentence: string | RegExp) {
    const last = typeof sentence === 'string' ? sentence : expect.stringMatching(sentence);
    expect({ result, last: said.at(-1) }).toEqual({ result: 'NOTHING_VERIFIED', last });
  }
});

describe('a bundle is refused', () => {
  test.each<[string, () => ReadonlyMap<string, Uint8Array>, string, string | RegExp]>([
    [
      'signed with another key',
      () => downloaded(sealed, aKey()),
      'envelope.json',
      /^It names another key than the given one, which is .{64}\.$/,
    ],
    [
      'whose envelope has a space',
      () => envelopeText((text) => text.replace(':', ': ')),
      'envelope.json',
      /not canonical/,
    ],
    ['whose envelope has one more member', () => envelopeOther({ more: 1 }), 'envelope.json', /no DSSE envelope/],
    ['whose envelope has two signatures', () => envelopeOther({ signatures: [{}, {}] }), 'envelope.json', /no DSSE/],
    ['with another payload type', () => envelopeOther({ payloadType: 'a' }), 'envelope.json', /payload type is not/],
    ['with base64 for addresses', () => envelopeOther({ payload: '_-8=' }), 'envelope.json', /payload is not strict/],
    ['with base64 without padding', () => envelopeOther({ payload: 'YQ' }), 'envelope.json', /payload is not strict/],
    [
      'without a signature',
      () => envelopeOther({ signatures: [{ keyid: keyIdOf(KEY.publicKeyPem), sig: 'MAA=' }] }),
      'envelope.json',
      /low s/,
    ],
    ['without a file', () => without('guard.jsonl'), 'guard.jsonl', 'It is missing.'],
    ['with a file too many', () => withFile('more.txt', ''), 'more.txt', 'The manifest does not name it.'],
    ['with a byte changed', () => withFile('record.json', 'x'), 'record.json', /^Its SHA-256 is .{64}, not .{64}\.$/],
    ['with two files swapped', swapped, 'report.json', 'It has the content of context.json.'],
    [
      'shown with another manifest',
      () => withFile('manifest.json', '{}'),
      'manifest.json',
      'It is not what was signed.',
    ],
  ])('%s', (_, changed, file, what) => {
    expectRefused(changed(), file, what);
  });

  test('with bytes that are no UTF-8, and signed', () => {
    const changed = signedAgain(files, { 'guard.jsonl': Uint8Array.of(0xff) });
    expectRefused(changed, 'guard.jsonl', 'It is not UTF-8.');
  });

  test('signed with another key under the name of this one', () => {
    const { signed } = aKey();
    const manifest = files.get('manifest.json') ?? Buffer.from('');
    const keyId = keyIdOf(KEY.publicKeyPem);
    const envelope = envelopeOf(manifest, { ...signed(manifest), keyId });
    const what = 'Its signature is not one of this key over this payload.';
    expectRefused(new Map([...files, ['envelope.json', envelope]]), 'envelope.json', what);
  });

  test('for another drill', () => {
    const what = `It is evidence of drill ${terms.drillId}, not of drill-2.`;
    expect(verifyBundle(files, { ...terms, drillId: 'drill-2' }).contradictions).toEqual([
      { file: 'envelope.json', what },
    ]);
  });

  function envelopeText(change: (text: string) => string) {
    return withFile('envelope.json', change(textOf(files, 'envelope.json')));
  }

  function envelopeOther(changed: object) {
    return envelopeText((text) => canonicalJson({ ...JSON.parse(text), ...changed }));
  }

  function swapped() {
    const [context = '', report = ''] = ['context.json', 'report.json'].map((name) => textOf(files, name));
    return new Map([...files, ['context.json', Buffer.from(report)], ['report.json', Buffer.from(context)]]);
  }
});

describe('a bundle that was signed with the right key is refused', () => {
  test.each<[string, () => Record<string, string>, string, string | RegExp]>([
    [
      'whose journal lacks an entry',
      () => journal((all) => all.toSpliced(2, 1)),
      'journal.jsonl',
      'Entry 3 is missing.',
    ],
    ['whose journal is empty', () => journal(() => []), 'journal.jsonl', 'It is empty.'],
    [
      'whose journal lacks its end',
      () => journal((all) => all.slice(0, -1)),
      'journal.jsonl',
      /^Entry \d+ is not the one that the record was saved with\.$/,
    ],
    [
      'whose journal is out of order',
      () => journal(([one = '', ...rest]) => [...rest, one]),
      'journal.jsonl',
      'Entry 1 is missing.',
    ],
    [
      'with an entry of another drill',
      () => edited(1, (entry) => ({ ...entry, drillId: 'x' })),
      'journal.jsonl',
      'Entry 2 belongs to drill x.',
    ],
    [
      'with an entry that is another one',
      () => edited(1, (entry) => ({ ...entry, at: (entry['at'] as number) + 1 })),
      'journal.jsonl',
      'Entry 2 is not the one that entry 3 was written after.',
    ],
    [
      'with an entry that is not canonical',
      () => journal(([one, ...rest]) => [`${one} `, ...rest]),
      'journal.jsonl',
      'Line 1 is not canonical JSON.',
    ],
    [
      'with an entry that was unreadable',
      () => journal(([, ...rest]) => ['', ...rest]),
      'journal.jsonl',
      'Entry 1 could not be read when it was sealed.',
    ],
    [
      'without the end of a line',
      () => ({ 'journal.jsonl': lines().join('\n') }),
      'journal.jsonl',
      'Its last line has no end.',
    ],
    [
      'with another record',
      () => record({ outcome: 'FAILED' }),
      'record.json',
      /^The record is not the one that entry \d+ was saved with\.$/,
    ],
    [
      'with a report of another outcome',
      () => report((all) => ({ ...all, verdict: { ...(all['verdict'] as object), outcome: 'FAILED' } })),
      'report.json',
      'outcome is "FAILED", and the record says "PASSED".',
    ],
    [
      'with a report of a real world',
      () => report((all) => ({ ...all, identity: { ...(all['identity'] as object), world: 'REAL' } })),
      'report.json',
      'world is "REAL", and the record says "SIMULATED".',
    ],
    [
      'with a report of another cleanup',
      () => report((all) => ({ ...all, cleanup: { ...(all['cleanup'] as object), state: 'NOT_NEEDED' } })),
      'report.json',
      'cleanup is "NOT_NEEDED", and the record says "CLEAN".',
    ],
    [
      'with a report without a server',
      () => report((all) => ({ ...all, servers: [] })),
      'report.json',
      /^servers\.0 is absent, and the record says "s-/,
    ],
    [
      'with a faster clock',
      faster,
      'report.json',
      /^servers\.0\.clocks\.recoveryTime\.seconds is 1, and from its ends it is \d+/,
    ],
    [
      'with a report of another number',
      () => report((all) => ({ ...all, integrity: { ...(all['integrity'] as object), entries: 1 } })),
      'report.json',
      /^integrity\.entries is 1, and the journal makes it \d+\.$/,
    ],
    [
      'with another form',
      () => ({ 'report.md': '# Passed' }),
      'report.md',
      'It is not the form of report.json that this version makes.',
    ],
    [
      'with a context that is none',
      () => ({ 'context.json': 'null' }),
      'context.json',
      /^It lacks something that a bundle has there/,
    ],
    ['with a note of nobody', () => ({ 'notes.jsonl': '{}\n' }), 'notes.jsonl', 'Note 1 belongs to drill undefined.'],
  ])('%s', (_, changed, file, what) => {
    expectRefused(signedAgain(files, changed()), file, what);
  });

  test.each([
    [
      'outcome',
      (drsDrill: Record<string, unknown>) => Object.assign(drsDrill, { outcome: 'FAILED' }),
      'report.json',
      'outcome is "PASSED", and the manifest says "FAILED".',
    ],
    [
      'world',
      (drsDrill: Record<string, unknown>) => Object.assign(drsDrill, { world: 'REAL' }),
      'report.json',
      'world is "SIMULATED", and the manifest says "REAL".',
    ],
    [
      'outputs',
      (drsDrill: Record<string, unknown>) => Object.assign(drsDrill, { outputs: ['a'] }),
      'envelope.json',
      'predicate.drsDrill.outputs.0 is "a", and the report makes it absent.',
    ],
    [
      'part',
      (drsDrill: Record<string, unknown>) => Object.assign(drsDrill, { part: 'SECOND' }),
      'envelope.json',
      'There is no part SECOND.',
    ],
    [
      'first bundle',
      (drsDrill: Record<string, unknown>) => Object.assign(drsDrill, { firstEnvelopeHash: 'a' }),
      'envelope.json',
      'As FIRST it must name no first bundle.',
    ],
  ])('whose manifest has another %s', (_, change, file, what) => {
    const lie = signedAgain(files, {}, ({ predicate }) => void change(predicate.drsDrill as never));
    expectRefused(lie, file, what);
  });

  test.each([
    ['contradiction', 'Entry 3 is missing.', 'journal.jsonl', 'When it was sealed: Entry 3 is missing.'],
    ['chainedFromSeq', 2, 'context.json', 'Hashes chain the journal from entry 1 on, not from 2.'],
    ['recordHash', 'a', 'record.json', 'It is not the record whose hash context.json has.'],
    ['replayContradiction', 'X.', 'context.json', 'It says of the replay: X. The files do not show it.'],
  ])('whose context has another %s', (member, value, file, what) => {
    const context = JSON.parse(textOf(files, 'context.json'));
    context.integrity[member] = value;
    expectRefused(signedAgain(files, { 'context.json': canonicalJson(context) }), file, what);
  });

  test('whose facts make an outcome to which no other fact leads', () => {
    const cancelled = lines().map((line) => line.replaceAll('"outcome":"PASSED"', '"outcome":"CANCELLED"'));
    const entries = cancelled.map((line) => JSON.parse(line));
    const { drill } = replay(entries, JSON.parse(sealed.kept.record.json));
    const lie = signedAgain(files, chained(cancelled, drill), ({ predicate }) => {
      predicate.drsDrill.outcome = 'CANCELLED';
    });
    expectRefused(lie, 'record.json', /^The outcome is CANCELLED, and /);
  });

  test('with the other one of its two signatures', () => {
    const envelope = JSON.parse(textOf(files, 'envelope.json'));
    const [signature] = envelope.signatures;
    signature.sig = Buffer.from(withHighS(Buffer.from(signature.sig, 'base64'))).toString('base64');
    const changed = withFile('envelope.json', canonicalJson(envelope));
    expectRefused(changed, 'envelope.json', 'Its signature is not strict DER with low s.');
  });

  test('whose whole chain was made again for another outcome: its journal does not lead there', () => {
    const changed = { ...JSON.parse(sealed.kept.record.json), outcome: 'FAILED', why: 'It was too slow.' };
    expectRefused(
      signedAgain(files, chained(lines(), changed), failed),
      'record.json',
      'outcome is "FAILED", and the journal makes it "PASSED".',
    );
  });

  function failed({ predicate }: { predicate: { result: string; drsDrill: { outcome: unknown } } }) {
    predicate.drsDrill.outcome = 'FAILED';
    predicate.result = 'FAILED';
  }

  function faster() {
    return report((all) => {
      const [first, ...rest] = all['servers'] as { clocks: { recoveryTime: { seconds: number } } }[];
      if (first) first.clocks.recoveryTime.seconds = 1;
      return { ...all, servers: [first, ...rest] };
    });
  }
});

describe('a bundle with notes', () => {
  const note = {
    drillId: terms.drillId,
    kind: 'REMARK' as const,
    at: '2026-03-01T10:00:00.000Z',
    by: 'ann',
    text: 'Slow.',
  };
  const empty = { person: null, role: null, trackerUrl: null, accepted: null };
  const first = { ...note, ...empty, n: 1, previousHash: null };
  const second = { ...note, ...empty, n: 2, previousHash: hashOfLine(canonicalJson(first)) };
  const noted = downloaded({ ...sealed, sources: { ...sealed.sources, notes: [first, second] } });

  test('is verified', () => {
    expect(verifyBundle(noted, terms)).toMatchObject({ result: 'VERIFIED' });
  });

  test.each([
    ['without the first', [second], 'Note 1 is missing.'],
    [
      'with another first',
      [{ ...first, text: 'Fast.' }, second],
      'Note 1 is not the one that note 2 was written after.',
    ],
    ['with one of another drill', [{ ...first, drillId: 'x' }], 'Note 1 belongs to drill x.'],
  ])('is refused %s', (_, notes, what) => {
    const lines = notes.map((one) => `${canonicalJson(one)}\n`).join('');
    expectRefused(signedAgain(noted, { 'notes.jsonl': lines }), 'notes.jsonl', what);
  });
});

describe('an addendum', () => {
  const aNote: Note = {
    ...{ drillId: terms.drillId, n: 1, at: '2026-03-01T10:00:00.000Z', by: 'ann', kind: 'REMARK', text: 'Slow.' },
    ...{ person: null, role: null, trackerUrl: null, accepted: null, previousHash: null },
  };
  const firstEnvelope = files.get('envelope.json') ?? Buffer.from('');
  const addendum: Sealed = {
    ...sealed,
    sources: { ...sealed.sources, notes: [aNote] },
    part: 'NOTES',
    firstEnvelopeHash: hashOfLine(firstEnvelope),
  };

  test('is verified against the first bundle when that is given, and without it', () => {
    expect(verifyBundle(downloaded(addendum), { ...terms, firstEnvelope })).toMatchObject({
      result: 'VERIFIED',
      part: 'NOTES',
    });
    expect(verifyBundle(downloaded(addendum), terms)).toMatchObject({ result: 'VERIFIED' });
  });

  test('to another bundle is refused', () => {
    const { contradictions } = verifyBundle(downloaded(addendum), { ...terms, firstEnvelope: Buffer.from('other') });
    expect(contradictions).toEqual([
      { file: 'envelope.json', what: expect.stringMatching(/^It adds to the bundle with envelope/) },
    ]);
  });

  test('that names no first bundle is refused', () => {
    const { contradictions } = verifyBundle(downloaded({ ...addendum, firstEnvelopeHash: null }), terms);
    expect(contradictions).toEqual([{ file: 'envelope.json', what: 'As NOTES it must name the first bundle.' }]);
  });
});

function expectRefused(changed: ReadonlyMap<string, Uint8Array>, file: string, what: string | RegExp) {
  const { result, contradictions } = verifyBundle(changed, terms);
  const sentence = typeof what === 'string' ? what : expect.stringMatching(what);
  expect({ result, first: contradictions[0] }).toEqual({ result: 'REFUSED', first: { file, what: sentence } });
}

/** ECDSA accepts s and the order minus s alike. */
function withHighS(der: Uint8Array): Uint8Array {
  const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const at = 4 + (der[3] ?? 0);
  const s = BigInt(`0x${Buffer.from(der.subarray(at + 2)).toString('hex')}`);
  const high = Buffer.from(`00${(order - s).toString(16).padStart(64, '0')}`, 'hex');
  const numbers = Buffer.concat([der.subarray(2, at), Uint8Array.of(2, high.length), high]);
  return Buffer.concat([Uint8Array.of(0x30, numbers.length), numbers]);
}

function without(...names: string[]) {
  return new Map([...files].filter(([name]) => !names.includes(name)));
}

function withFile(name: string, text: string) {
  return new Map([...files, [name, Buffer.from(text)]]);
}

function lines(): string[] {
  return textOf(files, 'journal.jsonl').split('\n').slice(0, -1);
}

function journal(change: (lines: string[]) => string[]) {
  return {
    'journal.jsonl': change(lines())
      .map((line) => `${line}\n`)
      .join(''),
  };
}

function edited(index: number, change: (entry: Record<string, unknown>) => object) {
  return journal((all) => all.with(index, canonicalJson(change(JSON.parse(all[index] ?? '{}')))));
}

function record(changed: object) {
  return { 'record.json': JSON.stringify({ ...JSON.parse(textOf(files, 'record.json')), ...changed }) };
}

function report(change: (report: Record<string, unknown>) => object) {
  return { 'report.json': canonicalJson(change(JSON.parse(textOf(files, 'report.json')))) };
}

/** Makes all hashes again, as somebody could who may write to the table; the report is that of the record. */
function chained(entries: string[], record: object = JSON.parse(sealed.kept.record.json)): Record<string, string> {
  const json = JSON.stringify(record);
  const recordHash = hashOfLine(json);
  const made: string[] = [];
  for (const [index, line] of entries.entries()) {
    const { previousHash: _, ...entry } = JSON.parse(line);
    const before = made.at(-1);
    const last = index === entries.length - 1 ? { recordHash } : {};
    made.push(canonicalJson({ ...entry, ...(before && { previousHash: hashOfLine(before) }), ...last }));
  }
  const { context } = sealed.sources;
  const hashes = { ...context.integrity, recordHash, journalHash: hashOfLine(made.at(-1) ?? '') };
  const sources = { ...sealed.sources, context: { ...context, integrity: hashes } };
  const kept = { ...sealed.kept, record: { ...sealed.kept.record, json } };
  const lined = made.map((line) => ({ ...JSON.parse(line), line }));
  const { files: again } = bundleOf({ ...sealed, kept: { ...kept, entries: lined }, sources }, terms.makers);
  return Object.fromEntries(Object.entries(again).map(([name, content]) => [name, Buffer.from(content).toString()]));
}

function anotherCurve(): string {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  return publicKey.export({ type: 'spki', format: 'pem' }).toString();
}
