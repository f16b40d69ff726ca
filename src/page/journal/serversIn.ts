import { isSourceServer } from '../words/isSourceServer.ts';
/** The source servers that a fact or an entry names anywhere. */
export function serversIn(said: object): ReadonlySet<string> {
  const known = memory.get(said);
  if (known !== undefined) return known;
  const found = new Set<string>();
  collect(said, found);
  memory.set(said, found);
  return found;
}

/** Entries never change, and large ones are searched at every letter that is typed. */
const memory = new WeakMap<object, ReadonlySet<string>>();

function collect(value: unknown, found: Set<string>): void {
  if (typeof value === 'string') {
    if (isSourceServer(value)) found.add(value);
  } else if (Array.isArray(value)) {
    for (const one of value) collect(one, found);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, one] of Object.entries(value)) {
      collect(name, found);
      collect(one, found);
    }
  }
}
