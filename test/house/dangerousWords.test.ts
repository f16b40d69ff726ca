import { describe, expect, test } from 'vitest';
import { isNode, placesOf, roomOf, type SourceFile, type SyntaxNode, sourceFiles, textOf } from './source.ts';

const product = sourceFiles('src').filter(({ path }) => roomOf(path) !== 'simulator');

describe('dangerous calls', () => {
  test('"isDrill: true" exists once, where StartRecovery is sent', () => {
    const written = product.flatMap((file) =>
      file.nodes.filter((node) => isTrueDrill(file, node)).map(() => file.path),
    );
    expect(written).toEqual(['src/aws/drs.ts']);
    const starts = product.flatMap((file) => file.nodes.filter(isNew('StartRecoveryCommand')).map(read(file)));
    expect(starts).toEqual([expect.stringContaining('isDrill: true')]);
  });

  test.each(['StartRecoveryCommand', 'TerminateRecoveryInstancesCommand'])('%s is sent from one place', (command) => {
    const places = product.flatMap((file) => file.nodes.filter(isNew(command)).map(() => file.path));
    expect(places).toEqual(['src/aws/drs.ts']);
    const known = product.filter(({ nodes }) => nodes.some((node) => node['name'] === command));
    expect(known.map(({ path }) => path)).toEqual(['src/aws/drs.ts']);
  });

  test('a command on instances is sent from one place', () => {
    const places = product.flatMap((file) => file.nodes.filter(isNew('SendCommandCommand')).map(() => file.path));
    expect(places).toEqual(['src/aws/commands.ts']);
  });

  test('only these three and read-only commands of DRS, EC2 and Systems Manager are imported', () => {
    const imported = product.flatMap((file) =>
      file.nodes.filter(isImportOf(/^@aws-sdk\/client-(drs|ec2|ssm)$/)).flatMap((node) => specifiersOf(file, node)),
    );
    const reading = /^(type .*|(Describe|Get|List)\w+Command|(paginate|waitUntil)\w+|DrsClient|EC2Client|SSMClient)$/;
    const acting = imported.filter((name) => !reading.test(name));
    expect(acting.sort()).toEqual(['SendCommandCommand', 'StartRecoveryCommand', 'TerminateRecoveryInstancesCommand']);
  });

  test('a drill is started only by perform', () => {
    expect(callers('startDrill')).toEqual(['src/flow/perform/perform.ts']);
  });

  test('proven instances are terminated only where the proof is made: for an effect, and by the guard', () => {
    expect(callers('terminateProvenInstances')).toEqual(['src/flow/guard.ts', 'src/flow/perform/prove.ts']);
  });

  test('only flow calls what changes AWS', () => {
    const outside = product.filter(({ path }) => !['flow', 'aws'].includes(roomOf(path)));
    const named = ['sendToProvenInstances', 'startDrill', 'terminateProvenInstances'];
    const found = outside.flatMap((file) =>
      placesOf(file, (node) => node.type === 'MemberExpression' && named.includes(memberOf(node))),
    );
    expect(found).toEqual([]);
  });
});

function isTrueDrill(file: SourceFile, node: SyntaxNode): boolean {
  return node.type === 'Property' && /^['"]?isDrill['"]?\s*:\s*true\b/.test(textOf(file, node));
}

function isNew(command: string): (node: SyntaxNode) => boolean {
  return (node) => node.type === 'NewExpression' && isNode(node['callee']) && node['callee']['name'] === command;
}

function isImportOf(source: RegExp): (node: SyntaxNode) => boolean {
  return (node) =>
    node.type === 'ImportDeclaration' && isNode(node['source']) && source.test(String(node['source']['value']));
}

/** The names of an import as written; types are marked. */
function specifiersOf(file: SourceFile, node: SyntaxNode): string[] {
  const specifiers = Array.isArray(node['specifiers']) ? node['specifiers'].filter(isNode) : [];
  return specifiers.map((specifier) => {
    const written = textOf(file, specifier);
    return node['importKind'] === 'type' ? `type ${written}` : written;
  });
}

/** The files that call a method of this name. */
function callers(method: string): string[] {
  const isCall = (node: SyntaxNode) =>
    node.type === 'CallExpression' && isNode(node['callee']) && memberOf(node['callee']) === method;
  return product.filter(({ nodes }) => nodes.some(isCall)).map(({ path }) => path);
}

function memberOf(node: SyntaxNode): string {
  return isNode(node['property']) ? String(node['property']['name'] ?? node['property']['value']) : '';
}

function read(file: SourceFile): (node: SyntaxNode) => string {
  return (node) => textOf(file, node);
}
