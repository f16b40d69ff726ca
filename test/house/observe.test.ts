import { describe, expect, test } from 'vitest';
import { isNode, placesOf, type SyntaxNode, sourceFiles, textOf } from './source.ts';

const files = sourceFiles('src/simulator/observe');

/** The read-only commands of the AWS clients; Lookup is CloudTrail's. */
const READING = /^(Describe|Get|List|Lookup)\w+Command$/;
/** Names of functions that write or bypass the clients. */
const WRITING = /^(write|startDrill|terminateProvenInstances|fetch|invoke)$/;

describe('observing a real account', () => {
  test('only read-only commands, types and clients are imported from AWS', () => {
    const imported = files.flatMap((file) =>
      file.nodes.filter(isAwsImport).flatMap((node) => specifiersOf(node).map((one) => textOf(file, one))),
    );
    const commands = imported.filter((name) => /Command$/.test(name));
    expect(commands.length).toBeGreaterThan(12);
    expect(commands.filter((name) => !READING.test(name))).toEqual([]);
    expect(imported.filter((name) => !/^type /.test(name) && !/(Command|Client|^defaultProvider)$/.test(name))).toEqual(
      [],
    );
  });

  test('only read-only commands are created', () => {
    const made = files.flatMap((file) =>
      file.nodes
        .filter((node) => node.type === 'NewExpression' && isNode(node['callee']))
        .map(({ callee }) => (isNode(callee) ? String(callee['name']) : ''))
        .filter((name) => name.endsWith('Command')),
    );
    expect(made.length).toBeGreaterThan(12);
    expect(made.filter((name) => !READING.test(name))).toEqual([]);
  });

  test('nothing writes to the API or bypasses the session', () => {
    const found = files.flatMap((file) => placesOf(file, (node) => WRITING.test(nameOf(node))));
    expect(found.filter((place) => !/ process\.std(out|err)\.write\(/.test(place))).toEqual([]);
  });

  test('nothing that acts is imported from the product', () => {
    const acting = files.flatMap((file) =>
      file.nodes.filter(isImport).flatMap((node) => {
        const from = isNode(node['source']) ? String(node['source']['value']) : '';
        const names = specifiersOf(node).map((one) => textOf(file, one));
        return /flow\/(?!errors|unchecked)|store\/|handlers\//.test(from) || names.includes('act')
          ? [`${file.path}: ${from}`]
          : [];
      }),
    );
    expect(acting).toEqual([]);
  });
});

function isImport(node: SyntaxNode): boolean {
  return node.type === 'ImportDeclaration';
}

function isAwsImport(node: SyntaxNode): boolean {
  return isImport(node) && isNode(node['source']) && /^@aws-sdk\//.test(String(node['source']['value']));
}

function specifiersOf(node: SyntaxNode): SyntaxNode[] {
  return node['importKind'] === 'type' || !Array.isArray(node['specifiers']) ? [] : node['specifiers'].filter(isNode);
}

/** The last name of a callee. */
function nameOf(node: SyntaxNode): string {
  if (node.type !== 'CallExpression' || !isNode(node['callee'])) return '';
  const { callee } = node;
  const name = isNode(callee['property']) ? callee['property']['name'] : callee['name'];
  return String(name ?? '');
}
