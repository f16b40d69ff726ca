import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { parseAst } from 'vitest/node';

/** A node of a file's syntax tree (ESTree with TypeScript's node types), without comments. */
export interface SyntaxNode {
  type: string;
  start: number;
  end: number;
  [member: string]: unknown;
}

/** A parsed file of the project. */
export interface SourceFile {
  /** Relative to the project, as in `src/drill/launching/launch.ts`. */
  path: string;
  text: string;
  nodes: SyntaxNode[];
}

/** An import of a file: a path of the project or the name of a package. */
export interface Arrow {
  from: string;
  to: string;
  /** Erased before it runs. */
  typeOnly: boolean;
}

/** Written by a program, for the compiler. */
const GENERATED = ['src/page/api/client.ts'];

const PROJECT = join(import.meta.dirname, '..', '..');

/** Parses every TypeScript file below a folder of the project. */
export function sourceFiles(folder: string): SourceFile[] {
  const paths = filesBelow(folder).filter((path) => /\.tsx?$/.test(path) && !GENERATED.includes(path));
  return paths.map((path) => {
    const text = readText(path);
    return { path, text, nodes: [...nodesOf(parseAst(text, { lang: path.endsWith('x') ? 'tsx' : 'ts' }))] };
  });
}

/** Every file below a folder of the project, except ignored ones. */
export function filesBelow(folder: string): string[] {
  const ignored = readText('.gitignore').split('\n');
  const entries = readdirSync(join(PROJECT, folder), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (entry.name === '.git' || ignored.includes(`${entry.name}/`) || entry.name.endsWith('.log')) return [];
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

export function readText(path: string): string {
  return readFileSync(join(PROJECT, path), 'utf8');
}

/** The room of a file in `src`, named after its folder. */
export function roomOf(path: string): string {
  return /^src\/([^/]+)\//.exec(path)?.[1] ?? '';
}

export function arrowsOf(file: SourceFile): Arrow[] {
  return file.nodes.flatMap((node) => {
    const source = isNode(node['source']) ? node['source']['value'] : undefined;
    if (typeof source !== 'string') return [];
    const to = source.startsWith('.') ? posix.join(dirname(file.path), source) : source;
    return { from: file.path, to, typeOnly: isTypeOnly(node) };
  });
}

/** The matching nodes with their place and line: `src/drill/launching/launch.ts:12 Math.random`. */
export function placesOf(file: SourceFile, isMeant: (node: SyntaxNode) => boolean): string[] {
  return file.nodes.filter(isMeant).map((node) => {
    const [line] = textOf(file, node).split('\n');
    return `${file.path}:${lineOf(file, node.start)} ${line}`;
  });
}

/** The number of lines of a file. */
export function linesOf(file: SourceFile): number {
  return file.text.trimEnd().split('\n').length;
}

export function lineOf(file: SourceFile, offset: number): number {
  return file.text.slice(0, offset).split('\n').length;
}

export function textOf(file: SourceFile, node: SyntaxNode): string {
  return file.text.slice(node.start, node.end);
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

function isTypeOnly(node: SyntaxNode): boolean {
  if (node['importKind'] === 'type' || node['exportKind'] === 'type' || node.type === 'TSImportType') return true;
  const specifiers = Array.isArray(node['specifiers']) ? node['specifiers'].filter(isNode) : [];
  return specifiers.length > 0 && specifiers.every((specifier) => specifier['importKind'] === 'type');
}

function* nodesOf(value: unknown): Generator<SyntaxNode> {
  if (Array.isArray(value)) {
    for (const each of value) yield* nodesOf(each);
  } else if (isNode(value)) {
    yield value;
    for (const member of Object.values(value)) yield* nodesOf(member);
  }
}
