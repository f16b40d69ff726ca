/** What one part of the bench has measured, as data and as tables for people. */
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

/** A goal of the product, and whether this run has met it. */
export interface Goal {
  /** A sentence that a reader understands without the code. */
  sentence: string;
  limit: number;
  measured: number;
  met: boolean;
}

/** Measures one section; `quick` takes sizes that end within a minute. */
export type Measure = (options: { quick: boolean; seed: number }) => Promise<Section>;

/** A goal that is met when what was measured is not above the limit. */
export function atMost(sentence: string, measured: number, limit: number): Goal {
  return { sentence, limit, measured, met: measured <= limit };
}

/** A goal that is met when what was measured is not below the limit. */
export function atLeast(sentence: string, measured: number, limit: number): Goal {
  return { sentence, limit, measured, met: measured >= limit };
}
