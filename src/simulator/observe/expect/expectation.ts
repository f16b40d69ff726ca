import type { Recording } from '../recording.ts';

/** Something that the simulator does, to be compared with what an account was seen to do. */
export interface Expectation {
  name: string;
  /** What the simulator does, as a sentence. */
  says: string;
  /** Why it does so: a public source, or that nobody has shown it. */
  source: string;
  compare(recording: Recording): Compared;
}

/** What the comparison found. */
export interface Compared {
  /** How much there was to compare; nothing: the drill has not shown it. */
  compared: number;
  /** What was otherwise, each as a sentence. */
  differences: string[];
}

/** Compares one by one; what is otherwise is said, and `undefined` says that nothing is. */
export function one<Item>(items: readonly Item[], otherwise: (item: Item) => string | undefined): Compared {
  return each(items, (item) => {
    const said = otherwise(item);
    return said === undefined ? [] : [said];
  });
}

/** Like `one`, where there may be several things to say of each. */
export function each<Item>(items: readonly Item[], otherwise: (item: Item) => string[]): Compared {
  return { compared: items.length, differences: [...new Set(items.flatMap(otherwise))] };
}

/** A list in words; what is longer is cut. */
export function listed(texts: Iterable<string | undefined>, most = 6): string {
  const all = [...new Set([...texts].filter((text) => text !== undefined))];
  const shown = all.slice(0, most).join(', ');
  return all.length === 0 ? 'none' : all.length > most ? `${shown} and ${all.length - most} more` : shown;
}
