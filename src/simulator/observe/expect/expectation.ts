import type { Recording } from '../recording.ts';

/** A behaviour of the simulator, to be compared with that of an account. */
export interface Expectation {
  name: string;
  /** The behaviour, as a sentence. */
  says: string;
  /** Its public source, or that none is published. */
  source: string;
  compare(recording: Recording): Compared;
}

/** The result of the comparison. */
export interface Compared {
  /** How many items were compared; 0: the drill did not show any. */
  compared: number;
  /** The differences, each as a sentence. */
  differences: string[];
}

/** Compares items one by one. The callback returns the difference, or `undefined`. */
export function one<Item>(items: readonly Item[], otherwise: (item: Item) => string | undefined): Compared {
  return each(items, (item) => {
    const said = otherwise(item);
    return said === undefined ? [] : [said];
  });
}

/** Like `one`, for several differences per item. */
export function each<Item>(items: readonly Item[], otherwise: (item: Item) => string[]): Compared {
  return { compared: items.length, differences: [...new Set(items.flatMap(otherwise))] };
}

/** A list in words. A long list is truncated. */
export function listed(texts: Iterable<string | undefined>, most = 6): string {
  const all = [...new Set([...texts].filter((text) => text !== undefined))];
  const shown = all.slice(0, most).join(', ');
  return all.length === 0 ? 'none' : all.length > most ? `${shown} and ${all.length - most} more` : shown;
}
