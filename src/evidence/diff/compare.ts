import type { DifferentLine } from './difference.ts';

/** What a side says: a number with its unit in the name, a text, or null. */
export type Value = DifferentLine['a'];

/** The named values that differ, in the order of `a`, then those that only `b` has. A missing value is null. */
export function differing(of: string | null, a: Record<string, Value>, b: Record<string, Value>): DifferentLine[] {
  return namesIn(Object.keys(a), Object.keys(b)).flatMap((what) => {
    const [left, right] = [a[what] ?? null, b[what] ?? null];
    return left === right ? [] : [{ of, what, a: left, b: right }];
  });
}

/** Pairs what two lists have under the same name; null on the side that does not have it. */
export function paired<One>(a: One[], b: One[], nameOf: (one: One) => string): Pair<One>[] {
  const [left, right] = [byName(a, nameOf), byName(b, nameOf)];
  return namesIn([...left.keys()], [...right.keys()]).map((name) => ({
    name,
    a: left.get(name) ?? null,
    b: right.get(name) ?? null,
  }));
}

export interface Pair<One> {
  name: string;
  a: One | null;
  b: One | null;
}

/** A measure between a lower bound, null when it is unknown, and an upper one. */
export interface Bounds {
  atLeast: number | null;
  atMost: number;
}

/** One line when two measures differ for certain: their bounds do not overlap, or only one was measured. */
export function differingBounds(of: string | null, what: string, a: Bounds | null, b: Bounds | null): DifferentLine[] {
  const overlap = a !== null && b !== null && (a.atLeast ?? 0) <= b.atMost && (b.atLeast ?? 0) <= a.atMost;
  return overlap || (a === null && b === null) ? [] : [{ of, what, a: bounded(a), b: bounded(b) }];
}

function bounded(bounds: Bounds | null): Value {
  if (bounds === null) return null;
  const { atLeast, atMost } = bounds;
  if (atLeast === atMost) return atMost;
  return atLeast === null ? `at most ${atMost}` : `${atLeast} to ${atMost}`;
}

function namesIn(a: string[], b: string[]): string[] {
  return [...new Set([...a, ...b])];
}

function byName<One>(all: One[], nameOf: (one: One) => string): Map<string, One> {
  return new Map(all.map((one) => [nameOf(one), one]));
}
