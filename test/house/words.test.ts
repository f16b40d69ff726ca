import { describe, expect, test } from 'vitest';
import {
  filesBelow,
  isNode,
  placesOf,
  readText,
  type SourceFile,
  type SyntaxNode,
  sourceFiles,
  textOf,
} from './source.ts';

const texts = filesBelow('.').filter((path) => path !== 'package-lock.json' && path !== 'LICENSE');

/** Written so that this file does not match itself. */
const UNFINISHED = /\b(TO[D]O|FIX[M]E|XX[X]|HAC[K])\b/;
const SILENCED = /(biome-[i]gnore|@ts-[i]gnore|@ts-[e]xpect-error|@ts-[n]ocheck|eslint-[d]isable)/;
const WORKSHOP = /(\.\.\/[s]hared|\/work\/[ms]|drs-[f]acts|\b(design|models|toolchain|brief-common)[.]md)/;
const HYPHENATED = /clean[-]ups?\b/i;
/** A verifier makes the report of a sealed bundle again, and compares every character. */
const SEALED = /^(src\/evidence\/|test\/evidence\/|src\/drill\/phases\/warnings\.ts)/;

const CHANGELOG = 'CHANGELOG.md';
/** Old names of several words, as in `drill-ended` or `DrillEnded`: one word alone may be plain English. */
const renamed = [...readText(CHANGELOG).matchAll(/`(\w+-[\w-]+|\w+[a-z][A-Z]\w+)`\s+→/g)].map(([, name]) => name);

describe('words', () => {
  test('there are no to-do comments', () => {
    expect(linesWith(UNFINISHED)).toEqual([]);
  });

  test('no checker is silenced', () => {
    expect(linesWith(SILENCED)).toEqual([]);
  });

  test('the project refers to no document outside it', () => {
    expect(linesWith(WORKSHOP)).toEqual([]);
  });

  test('the noun is cleanup, as in DRS; only what is sealed keeps the spelling of older reports', () => {
    expect(linesWith(HYPHENATED).filter((line) => !SEALED.test(line))).toEqual([]);
  });

  test('a name that the changelog renamed is used nowhere else', () => {
    expect(renamed.length).toBeGreaterThan(0);
    expect(linesWith(new RegExp(`\\b(${renamed.join('|')})\\b`), CHANGELOG)).toEqual([]);
  });

  test('code is named in the words of the field', () => {
    const named = ['src', 'test', 'bench'].flatMap((room) => sourceFiles(room)).flatMap((file) => privateNames(file));
    expect(named).toEqual([]);
  });

  test('no test is skipped, left open or run alone', () => {
    const found = sourceFiles('test').flatMap((file) => placesOf(file, (node) => isLeftOut(file, node)));
    expect(found).toEqual([]);
  });
});

/**
 * Words that this product once used for events, requests, handlers, third parties, timeouts, safeguards and quarantine.
 */
const PRIVATE = new Set(
  (
    'told untold tell tells telling wish wishes hear hears heard unheard asked unasked patience bell bells doorbell door ' +
    'doors remember remembered took unfit stranger strangers luck keepsake precaution precautions happen happens broken'
  ).split(' '),
);

function privateNames(file: SourceFile): string[] {
  return placesOf(file, (node) => {
    const name = String(node['name']);
    return (
      node.type === 'Identifier' && (wordsOf(name).some((word) => PRIVATE.has(word)) || /Reach$|^OVER$/.test(name))
    );
  });
}

function wordsOf(name: string): string[] {
  return name.split(/_|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/).map((word) => word.toLowerCase());
}

function linesWith(pattern: RegExp, except?: string): string[] {
  return texts.flatMap((path) => {
    if (path === except) return [];
    const lines = readText(path).split('\n');
    return lines.flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : []));
  });
}

/** `test.skip`, `describe.only`, `context.skip()`, `{ skip: true }` and similar. */
function isLeftOut(file: SourceFile, node: SyntaxNode): boolean {
  if (node.type === 'Identifier') return /^[xf](it|test|describe)$/.test(String(node['name']));
  if (node.type === 'Property') return /^(skip|only|todo|fails)\s*:\s*true$/.test(textOf(file, node));
  if (node.type !== 'MemberExpression' || !isNode(node['property'])) return false;
  return /^(skip|only|todo|fails|skipIf|runIf)$/.test(textOf(file, node['property']));
}
