/** The measurements of one part of the bench, as data and as tables. */
export interface Section {
  name: string;
  title: string;
  tables: Table[];
  data: unknown;
  goals: Goal[];
}

/** Rows have as many cells as the head. */
export interface Table {
  title: string;
  head: string[];
  rows: string[][];
}

/** A goal of the product, and whether this run met it. */
export interface Goal {
  /** A sentence that a reader understands without the code. */
  sentence: string;
  limit: number;
  measured: number;
  met: boolean;
}

/** Measures one section. `quick` uses sizes that end within a minute. */
export type Measure = (options: { quick: boolean; seed: number }) => Promise<Section>;

/** A goal that is met when the measured value is at most the limit. */
export function atMost(sentence: string, measured: number, limit: number): Goal {
  return { sentence, limit, measured, met: measured <= limit };
}

/** A goal that is met when the measured value is at least the limit. */
export function atLeast(sentence: string, measured: number, limit: number): Goal {
  return { sentence, limit, measured, met: measured >= limit };
}
