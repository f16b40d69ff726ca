import { describe, expect, test } from 'vitest';
import { filesBelow, isNode, placesOf, type SyntaxNode, sourceFiles } from './source.ts';

const files = sourceFiles('src');
/** A larger folder is hard to search. */
const FILES_MAX = 30;

describe('the shape of a room', () => {
  test.each(['src', 'test'])('no folder of %s has more than thirty files', (root) => {
    const folders = Map.groupBy(filesBelow(root), (path) => path.replace(/\/[^/]+$/, ''));
    const crowded = [...folders].filter(([, paths]) => paths.length > FILES_MAX);
    expect(crowded.map(([folder, paths]) => `${folder}: ${paths.length}`)).toEqual([]);
  });

  test('there are no barrels: everything is imported from its own file', () => {
    const named = files.filter(({ path }) => /\/index\.ts$/.test(path)).map(({ path }) => path);
    const passedOn = files.flatMap((file) => placesOf(file, isPassingOn));
    expect([...named, ...passedOn]).toEqual([]);
  });

  test('there are no classes except errors', () => {
    const found = files.flatMap((file) => placesOf(file, isClassOfItsOwn));
    expect(found).toEqual([]);
  });

  test('test files mirror the rooms, including the bench', () => {
    const rooms = new Set(filesBelow('src').map((path) => path.split('/')[1]));
    const besides = new Set(['house', 'local', 'bench', 'browser']);
    const folders = filesBelow('test').flatMap((path) => path.split('/').slice(1, -1).slice(0, 1));
    expect(folders.filter((folder) => !rooms.has(folder) && !besides.has(folder))).toEqual([]);
  });
});

function isPassingOn(node: SyntaxNode): boolean {
  return node.type === 'ExportAllDeclaration' || (node.type === 'ExportNamedDeclaration' && isNode(node['source']));
}

function isClassOfItsOwn(node: SyntaxNode): boolean {
  if (node.type !== 'ClassDeclaration' && node.type !== 'ClassExpression') return false;
  return !isNode(node['superClass']) || node['superClass']['name'] !== 'Error';
}
