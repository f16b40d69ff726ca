import { describe, expect, test } from 'vitest';
import { BUNDLE_FILES } from '../../../src/evidence/bundle/bundle.ts';
import { bundleOf } from '../../../src/evidence/bundle/bundleOf.ts';
import type { Manifest } from '../../../src/evidence/bundle/manifest.ts';
import { hashOfLine } from '../../../src/evidence/chain/journalHash.ts';
import { MAKERS } from '../../../src/evidence/makers.ts';
import { aPassedDrill } from './givenBundle.ts';

describe('a bundle', async () => {
  const sealed = await aPassedDrill();
  const { files, manifest, drillId, part } = bundleOf(sealed, MAKERS);
  const textOf = (name: (typeof BUNDLE_FILES)[number]) => Buffer.from(files[name]).toString();

  test('is of one drill and one part', () => {
    expect({ drillId, part }).toEqual({ drillId: sealed.kept.entries[0]?.drillId, part: 'FIRST' });
  });

  test('has in its journal the lines whose hashes chain it', () => {
    const lines = textOf('journal.jsonl').split('\n');
    expect(lines.pop()).toBe('');
    expect(lines.map((line) => hashOfLine(line))).toEqual(sealed.kept.entries.map(({ hash }) => hash));
  });

  test('has the record as it was saved, byte for byte', () => {
    expect(hashOfLine(files['record.json'])).toBe(sealed.kept.entries.at(-1)?.recordHash);
  });

  test('has a manifest that names the digest of every file', () => {
    const { subject } = JSON.parse(Buffer.from(manifest).toString()) as Manifest;
    expect(subject).toEqual(BUNDLE_FILES.map((name) => ({ name, digest: { sha256: hashOfLine(files[name]) } })));
  });

  test('is the same to the byte whenever it is made', () => {
    expect(bundleOf(structuredClone(sealed), MAKERS)).toEqual({ drillId, part, files, manifest });
  });

  test('has a report that follows from its files, whatever else was known when it was made', () => {
    const makers = { ...MAKERS, reportOf: spyOn(MAKERS.reportOf) };
    bundleOf(sealed, makers);
    expect(JSON.stringify(makers.reportOf.seen)).toBe(JSON.stringify(JSON.parse(JSON.stringify(makers.reportOf.seen))));
    expect(makers.reportOf.seen).toMatchObject({ drill: JSON.parse(sealed.kept.record.json), ...sealed.sources });
  });

  test('is made of a journal with an unreadable entry, too: what was found is sealed', () => {
    const entries = sealed.kept.entries.map((entry, at) =>
      at === 3 ? { ...entry, line: '', hash: '', facts: [] } : entry,
    );
    const damaged = bundleOf({ ...sealed, kept: { ...sealed.kept, entries } }, MAKERS);
    expect(Buffer.from(damaged.files['journal.jsonl']).toString().split('\n')[3]).toBe('');
  });
});

function spyOn<Seen, Made>(make: (seen: Seen) => Made) {
  const spy = (seen: Seen) => {
    spy.seen = seen;
    return make(seen);
  };
  spy.seen = undefined as Seen | undefined;
  return spy;
}
