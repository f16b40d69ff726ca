import { durationText } from './durations.ts';

/** How long something has lasted, or how long ago it was: `3 min 2 s`. */
export function elapsedText(since: string, untilMs: number): string {
  return durationText((untilMs - Date.parse(since)) / 1000);
}
