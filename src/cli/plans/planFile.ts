import { basename, extname } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { usageError } from '../commandError.ts';
import { readText, type Typing } from '../inputText.ts';
import { unescaped } from '../memberSaid.ts';

/** A file of YAML or JSON, and where each of its values is. */
export interface ParsedFile {
  /** The file, or `stdin`. */
  name: string;
  body: Record<string, unknown>;
  /** The place of a value by its JSON pointer; that of its nearest parent if it is missing. */
  placeOf(pointer: string): Place;
}

/** Both are counted from 1. */
export interface Place {
  line: number;
  col: number;
}

/** Reads a file of YAML, of which JSON is a part, or stdin for `-`. What is no object is refused with its place. */
export async function readYaml(file: string, person: Typing): Promise<ParsedFile> {
  const name = file === '-' ? 'stdin' : file;
  const lines = new LineCounter();
  const text = await readText(file, person);
  // Keys that are merged or repeated would hide what a reader sees, and an alias could make a small file huge.
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, merge: false, prettyErrors: false });
  const [error] = [...document.errors, ...document.warnings];
  if (error !== undefined) {
    const { line, col } = lines.linePos(error.pos[0]);
    throw usageError(`${name}:${line}:${col} is not YAML: ${error.message}`);
  }
  const body: unknown = document.toJS({ maxAliasCount: 100 });
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw usageError(`${name} is not an object`);
  const placeOf = (pointer: string) => {
    const path = pointer.split('/').slice(1).map(unescaped);
    for (; path.length > 0; path.pop()) {
      const range = rangeOf(document.getIn(path, true));
      if (range !== undefined) return lines.linePos(range);
    }
    return lines.linePos(rangeOf(document.contents) ?? 0);
  };
  return { name, body: { ...body }, placeOf };
}

/** The name of the plan in a file: that of the file, without its ending. */
export function planNameOf(file: string, given: string | undefined): string {
  if (given !== undefined) return given;
  if (file === '-') throw usageError('a plan from stdin needs a name', '--name NAME');
  return basename(file, extname(file));
}

function rangeOf(node: unknown): number | undefined {
  const range: unknown = Object(node).range;
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : undefined;
}
