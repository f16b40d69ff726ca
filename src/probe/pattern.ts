import { RE2JS } from 're2js';

/** At 64 KiB of the worst text, a pattern of this size takes about a second, and nothing else proceeds meanwhile. */
const INSTRUCTIONS_MAX = 500;

/**
 * Says whether a text contains a pattern in RE2's syntax. The time is linear in the length of the text, whatever the
 * pattern. Throws what is wrong with the pattern.
 */
export function patternOf(pattern: string): (text: string) => boolean {
  const compiled = RE2JS.compile(pattern);
  if (compiled.programSize() > INSTRUCTIONS_MAX) {
    throw new Error(`it is too large: it takes ${compiled.programSize()} steps, and may take ${INSTRUCTIONS_MAX}`);
  }
  return (text) => compiled.test(text);
}
