import { describe, expect, test } from 'vitest';
import { isNode, placesOf, type SyntaxNode, sourceFiles } from './source.ts';

/** Names that read something that differs between runs, machines or time zones. */
const OUTSIDE_NAMES = new Set([
  'process',
  'performance',
  'crypto',
  'randomUUID',
  'randomBytes',
  'randomInt',
  'globalThis',
  'fetch',
  'console',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'Intl',
]);
const OUTSIDE_MEMBERS = /^(Date\.now|Math\.random|import\.meta)$/;
const LOCAL_MEMBERS = /^(toLocale\w*|localeCompare|get(FullYear|Month|Date|Day|Hours|Minutes|TimezoneOffset))$/;

describe('purity', () => {
  test.each(['src/drill', 'src/history', 'src/evidence', 'src/flow'])(
    '%s reads no clock, no randomness and no environment',
    (room) => {
      const found = sourceFiles(room).flatMap((file) => placesOf(file, isOutside));
      expect(found).toEqual([]);
    },
  );

  test('src/drill never waits', () => {
    const found = sourceFiles('src/drill').flatMap((file) => placesOf(file, isWaiting));
    expect(found).toEqual([]);
  });

  test('src/drill and src/flow keep no state between calls', () => {
    const files = [...sourceFiles('src/drill'), ...sourceFiles('src/flow')];
    expect(files.flatMap(({ path, text }) => (/^(export )?(let|var) /m.test(text) ? [path] : []))).toEqual([]);
  });
});

function isOutside(node: SyntaxNode): boolean {
  if (node.type === 'Identifier') return OUTSIDE_NAMES.has(String(node['name']));
  if (node.type === 'MetaProperty') return true;
  if (node.type === 'MemberExpression') {
    return OUTSIDE_MEMBERS.test(`${nameOf(node['object'])}.${nameOf(node['property'])}`) || isLocal(node);
  }
  if (node.type === 'CallExpression') return nameOf(node['callee']) === 'Date';
  if (node.type !== 'NewExpression' || nameOf(node['callee']) !== 'Date') return false;
  return Array.isArray(node['arguments']) && node['arguments'].length === 0;
}

function isLocal(node: SyntaxNode): boolean {
  return LOCAL_MEMBERS.test(nameOf(node['property']));
}

function isWaiting(node: SyntaxNode): boolean {
  return node.type === 'AwaitExpression' || node['async'] === true || node['await'] === true;
}

function nameOf(node: unknown): string {
  return isNode(node) ? String(node['name'] ?? '') : '';
}
