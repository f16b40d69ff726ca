/** Something the product does so that a promise holds, and how its source would look without it. */
export interface Safeguard {
  name: string;
  why: string;
  edits: Edit[];
}

/** A place in the source, found once, and what stands there without the precaution. */
export interface Edit {
  file: string;
  find: string;
  replace: string;
}
