import type { Recording } from '../recording.ts';

/** Something that nobody has shown of DRS, and how a drill can. */
export interface OpenQuestion {
  name: string;
  asks: string;
  /** What to do for an answer; on an unimportant server only. */
  how: string;
  /** What a drill has shown; undefined: it has not asked. */
  answer(recording: Recording): string | undefined;
}
