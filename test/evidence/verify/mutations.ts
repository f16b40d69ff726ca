import type { Files } from '../../../src/evidence/verify/judgeFiles.ts';
import { createDice, type Dice } from '../../../src/simulator/aws/dice.ts';

/** A bundle of a drill, as it was downloaded. */
export interface Bundled {
  drillId: string;
  files: Files;
}

/** What somebody has made of a bundle of this drill, and the files of which one must be named. */
export interface Mutation extends Bundled {
  named: string[];
  what: string;
}

/** A mutation of one of these bundles, each of another drill. The same seed gives the same one. */
export function mutationOf(bundles: readonly Bundled[], seed: number): Mutation {
  const dice = createDice(seed);
  const [{ drillId, files }, other] = [dice.pick(bundles), dice.pick(bundles)];
  return { drillId, ...dice.pick(MUTATIONS)(new Map(files), dice, other.files) };
}

type Content = Map<string, Uint8Array>;
type Mutate = (files: Content, dice: Dice, other: Files) => Omit<Mutation, 'drillId'>;

/** Bytes are the most frequent. The receipt is outside the bundle. */
const MUTATIONS: Mutate[] = [
  byteChanged,
  byteChanged,
  byteChanged,
  byteInserted,
  byteRemoved,
  cut,
  dropped,
  added,
  swapped,
  fileOfAnother,
  journalCut,
  journalReordered,
  exchanged,
];

function byteChanged(files: Content, dice: Dice) {
  const [name, content] = dice.pick(filled(files));
  const at = dice.between(0, content.length - 1);
  const changed = Buffer.from(content);
  changed[at] = ((content[at] ?? 0) + dice.between(1, 255)) % 256;
  return { files: files.set(name, changed), named: [name], what: `byte ${at} of ${name} is changed` };
}

function byteInserted(files: Content, dice: Dice) {
  const [name, content] = dice.pick(filled(files));
  const [at, byte] = [dice.between(0, content.length), dice.between(0, 255)];
  const changed = Buffer.concat([content.subarray(0, at), Uint8Array.of(byte), content.subarray(at)]);
  return { files: files.set(name, changed), named: [name], what: `byte ${byte} is inserted at ${at} of ${name}` };
}

function byteRemoved(files: Content, dice: Dice) {
  const [name, content] = dice.pick(filled(files));
  const at = dice.between(0, content.length - 1);
  const changed = Buffer.concat([content.subarray(0, at), content.subarray(at + 1)]);
  return { files: files.set(name, changed), named: [name], what: `byte ${at} of ${name} is removed` };
}

function cut(files: Content, dice: Dice) {
  const [name, content] = dice.pick(filled(files));
  const at = dice.between(0, content.length - 1);
  return { files: files.set(name, content.subarray(0, at)), named: [name], what: `${name} ends at byte ${at}` };
}

function dropped(files: Content, dice: Dice) {
  const name = dice.pick(signedNames(files));
  files.delete(name);
  return { files, named: [name], what: `${name} is dropped` };
}

function added(files: Content, dice: Dice) {
  const name = dice.pick(['report.json.bak', '.hidden', 'Report.json', 'outputs.json', 'notes.jsonl ']);
  return { files: files.set(name, Buffer.from('{}')), named: [name], what: `${name} is added` };
}

function swapped(files: Content, dice: Dice) {
  const names = signedNames(files);
  const one = dice.pick(names);
  const other = dice.pick(names.filter((name) => !isSame(files.get(name), files.get(one))));
  const [its, others] = [contentOf(files, one), contentOf(files, other)];
  return {
    files: files.set(one, others).set(other, its),
    named: [one, other],
    what: `${one} and ${other} are swapped`,
  };
}

function fileOfAnother(files: Content, dice: Dice, other: Files) {
  const differing = [...signedNames(files), 'envelope.json', 'manifest.json'].filter(
    (name) => !isSame(files.get(name), other.get(name)),
  );
  if (differing.length === 0) return byteChanged(files, dice);
  const name = dice.pick(differing);
  return { files: files.set(name, contentOf(other, name)), named: [name], what: `${name} is that of another drill` };
}

function exchanged(files: Content, dice: Dice, other: Files) {
  if (isSame(files.get('envelope.json'), other.get('envelope.json'))) return dropped(files, dice);
  return { files: new Map(other), named: ['envelope.json'], what: 'the bundle is that of another drill' };
}

function journalCut(files: Content, dice: Dice) {
  return withJournal(files, 'lacks an entry', (lines) => lines.toSpliced(dice.between(0, lines.length - 1), 1));
}

/** A journal of one entry has no other order: it gets the entry twice. */
function journalReordered(files: Content, dice: Dice) {
  return withJournal(files, 'has another order', (lines) => {
    const from = dice.between(1, Math.max(1, lines.length - 1));
    return lines.length === 1 ? [...lines, ...lines] : [...lines.slice(from), ...lines.slice(0, from)];
  });
}

function withJournal(files: Content, what: string, change: (lines: string[]) => string[]) {
  const name = 'journal.jsonl';
  const lines = Buffer.from(contentOf(files, name)).toString().trimEnd().split('\n');
  const text = change(lines).map((line) => `${line}\n`);
  return { files: files.set(name, Buffer.from(text.join(''))), named: [name], what: `the journal ${what}` };
}

function filled(files: Content): [string, Uint8Array][] {
  return [...files].filter(([name, content]) => name !== 'receipt.json' && content.length > 0);
}

/** Without an envelope nothing can be verified; the other two are for people. */
function signedNames(files: Files): string[] {
  return [...files.keys()].filter((name) => !['envelope.json', 'manifest.json', 'receipt.json'].includes(name));
}

function contentOf(files: Files, name: string): Uint8Array {
  return files.get(name) ?? Buffer.from('');
}

function isSame(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  return one !== undefined && other !== undefined && Buffer.compare(one, other) === 0;
}
