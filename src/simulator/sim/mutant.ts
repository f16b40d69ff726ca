/** A safeguard of the product that upholds a promise, and the source edits that remove it. */
export interface Safeguard {
  name: string;
  why: string;
  edits: Edit[];
}

/** A text that occurs once in the source, and its replacement without the safeguard. */
export interface Edit {
  file: string;
  find: string;
  replace: string;
}
