import { Document, LineCounter, parseDocument, visit } from 'yaml';

/** A plan as it is typed, in YAML or JSON, and where each of its values is. */
export interface PlanText {
  /** Undefined: the text is no object. */
  body: Record<string, unknown> | undefined;
  /** Why it is none. */
  faults: Fault[];
  /** The place of a value by its JSON pointer; that of its nearest parent if it is missing. */
  placeOf(pointer: string): Place;
}

/** Both are counted from 1. */
export interface Place {
  line: number;
  col: number;
}

/** What is wrong at a place. */
export interface Fault extends Place {
  message: string;
}

/** Reads a typed plan. JSON is a part of YAML. */
export function planTextOf(text: string): PlanText {
  const lines = new LineCounter();
  // Keys that are merged or repeated would hide what a reader sees, and an alias could make a small text huge.
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, merge: false, prettyErrors: false });
  const placeAt = (offset: number): Place => lines.linePos(offset) ?? START;
  const wrong = [...document.errors, ...document.warnings];
  const faults = wrong.map(({ pos, message }) => ({ ...placeAt(pos[0]), message: `This is not YAML: ${message}` }));
  if (faults.length > 0) return { body: undefined, faults, placeOf: () => START };
  const placeOf = (pointer: string) => placeAt(offsetOf(document, pointer));
  const body = objectIn(document);
  return { body, faults: body === undefined ? [{ ...START, message: NO_OBJECT }] : [], placeOf };
}

const START: Place = { line: 1, col: 1 };
const NO_OBJECT = 'A plan is an object: members with values, as in `holdSeconds: 600`';

/** Aliases beyond a hundred throw. */
function objectIn(document: Document.Parsed): Record<string, unknown> | undefined {
  try {
    const body: unknown = document.toJS({ maxAliasCount: 100 });
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : undefined;
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}

function offsetOf(document: Document.Parsed, pointer: string): number {
  const path = pointer.split('/').slice(1).map(unescaped);
  for (; path.length > 0; path.pop()) {
    const offset = startOf(document.getIn(path, true));
    if (offset !== undefined) return offset;
  }
  return startOf(document.contents) ?? 0;
}

function startOf(node: unknown): number | undefined {
  const range: unknown = Object(node).range;
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : undefined;
}

/** RFC 6901, section 4. */
function unescaped(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** A plan as YAML in the order in which people read it: what it is for, what it drills, and how. */
export function planYaml(body: Record<string, unknown>): string {
  const { description, reason, waves, ...others } = body;
  const known = Object.entries({ description, reason, waves }).filter(([, value]) => value !== undefined);
  return yamlOf({ ...Object.fromEntries(known), ...others });
}

/** The body as YAML. Marks that a reader would not see, as those of direction, are escaped. */
export function yamlOf(body: unknown): string {
  const document = new Document(body, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar: (_key, node) => {
      if (typeof node.value === 'string' && node.value.search(UNSEEN) >= 0) node.type = 'QUOTE_DOUBLE';
    },
  });
  return document.toString({ lineWidth: 0 }).replace(UNSEEN, (character) => escaped(character.codePointAt(0) ?? 0));
}

const UNSEEN = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu;

function escaped(code: number): string {
  return code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}
