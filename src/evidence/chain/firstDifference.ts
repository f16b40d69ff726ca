/** The first member in which two JSON values differ, with both values as JSON; null: they are equal. */
export interface MemberDiffers {
  /** Like `servers.s-1.clocks.launch.seconds`; empty when the values as a whole differ. */
  path: string;
  one: string;
  other: string;
}

/** Compares two JSON values member by member, in the order of names. */
export function firstDifference(one: unknown, other: unknown, path = ''): MemberDiffers | null {
  if (Object.is(one, other) || (one === 0 && other === 0)) return null;
  if (!isTree(one) || !isTree(other) || Array.isArray(one) !== Array.isArray(other))
    return { path, one: shown(one), other: shown(other) };
  for (const name of namesIn(one, other)) {
    const [its, others] = [memberOf(one, name), memberOf(other, name)];
    const found = firstDifference(its, others, path === '' ? name : `${path}.${name}`);
    if (found !== null) return found;
  }
  return null;
}

type Tree = Record<string, unknown>;

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null;
}

/** The names of both. Indices are in order already; other names are sorted. */
function namesIn(one: Tree, other: Tree): string[] {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Array.isArray(one) ? [...names] : [...names].sort();
}

/** An undefined member is an absent one, as in JSON. */
function memberOf(value: Tree, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

const SHOWN_CHARACTERS = 120;

function shown(value: unknown): string {
  const json = value === undefined ? 'absent' : JSON.stringify(value);
  return json.length > SHOWN_CHARACTERS ? `${json.slice(0, SHOWN_CHARACTERS)}…` : json;
}
