import fc from 'fast-check';
import { hostileJson, hostileText } from './values.ts';

/** The JSON of a real payload after some of its members were removed, replaced or joined by others. */
export function mutated(template: unknown): fc.Arbitrary<string> {
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => mutate(template, changes));
}

interface Change {
  place: number;
  how: 'drop' | 'replace' | 'add' | 'wrap';
  name: string;
  json: string;
}

const change: fc.Arbitrary<Change> = fc.record({
  place: fc.nat(),
  how: fc.constantFrom('drop', 'replace', 'replace', 'replace', 'add', 'wrap'),
  name: hostileText,
  json: hostileJson,
});

type Holder = Record<string, unknown>;

/** A mark stands for each new value until everything is text, so 1e999, equal keys and depth come out as intended. */
function mutate(template: unknown, changes: Change[]): string {
  const top: Holder = { payload: structuredClone(template) };
  const marked: string[] = [];
  for (const { place, how, name, json } of changes) {
    const places = placesIn(top);
    const { holder, key } = places[place % Math.max(places.length, 1)] ?? { holder: top, key: 'payload' };
    const mark = `@${marked.length}@`;
    const inside = holder[key];
    marked.push(how === 'wrap' ? `[${JSON.stringify(inside) ?? 'null'}]` : json);
    if (how === 'drop') drop(holder, key);
    else if (how === 'add' && isHolder(inside)) set(inside, Array.isArray(inside) ? String(inside.length) : name, mark);
    else set(holder, key, mark);
  }
  return unmarked(JSON.stringify(top['payload']) ?? 'null', marked);
}

function unmarked(text: string, marked: string[]): string {
  return text.replace(/"@(\d)@"/g, (_, index: string) => unmarked(marked[Number(index)] ?? 'null', marked));
}

function placesIn(holder: Holder): { holder: Holder; key: string }[] {
  return Object.entries(holder).flatMap(([key, inside]) => [
    { holder, key },
    ...(isHolder(inside) ? placesIn(inside) : []),
  ]);
}

function isHolder(value: unknown): value is Holder {
  return typeof value === 'object' && value !== null;
}

function drop(holder: Holder, key: string): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

/** Also sets `__proto__` as a member like any other. */
function set(holder: Holder, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}
