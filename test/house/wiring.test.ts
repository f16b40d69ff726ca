import { describe, expect, test } from 'vitest';
import { readServerlessFile } from '../../src/simulator/lambda/serverlessFile.ts';
import { filesBelow, isNode, type SyntaxNode, sourceFiles } from './source.ts';

const wired = Object.values(readServerlessFile().functions).map(({ handler }) => handler);

describe('handlers', () => {
  test('serverless.yml has exactly the handlers, in the order of their folders', () => {
    expect(wired).toEqual(paths().map((path) => `${path}.handler`));
  });

  test('every handler has one realistic payload in events/', () => {
    expect(payloads()).toEqual(endpoints());
  });

  test('every payload in events/ is used in a test of its handler', () => {
    const used = new Set(sourceFiles('test/handlers').flatMap(({ nodes }) => nodes.map(({ value }) => value)));
    expect(payloads().filter((payload) => !used.has(payload))).toEqual([]);
  });
});

function payloads(): string[] {
  return filesBelow('events').map((path) => path.replace(/^events\/(.*)\.json$/, '$1'));
}

/** The names of the handlers. */
function endpoints(): string[] {
  return paths()
    .map((path) => path.replace(/^.*\//, ''))
    .toSorted();
}

/** The files in src/handlers that export a handler. */
function paths(): string[] {
  const files = sourceFiles('src/handlers').filter(({ nodes }) => nodes.some(isHandlerExport));
  return files.map(({ path }) => path.replace(/\.ts$/, '')).toSorted();
}

function isHandlerExport(node: SyntaxNode): boolean {
  const { declaration } = node;
  if (node.type !== 'ExportNamedDeclaration' || !isNode(declaration)) return false;
  const declared = Array.isArray(declaration['declarations']) ? declaration['declarations'] : [declaration];
  return declared.filter(isNode).some(({ id }) => isNode(id) && id['name'] === 'handler');
}
