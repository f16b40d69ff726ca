import type { Recording } from '../recording.ts';

/** Something about DRS that is not published, and how a drill can show it. */
export interface OpenQuestion {
  name: string;
  asks: string;
  /** How to find out. Only on an unimportant server. */
  how: string;
  /** What the drill has shown; undefined: nothing. */
  answer(recording: Recording): string | undefined;
}
