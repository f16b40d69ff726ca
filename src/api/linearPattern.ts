/**
 * Whether a pattern is written in what JavaScript and RE2 have in common, which is everything but look-around,
 * back-references and JavaScript's own escapes and empty classes (RE2 wiki: Syntax; it repeats at most 1,000 times).
 * RE2 matches in linear time.
 */
export function isLinear(pattern: string): boolean {
  const unescaped = pattern.replaceAll(/\\[^1-9kuc]/g, '');
  if (/\(\?<?[=!]|\\[1-9kuc]|\[\^?\]/.test(unescaped)) return false;
  if (/\\p\{(?![A-Z][a-z]?\})/.test(pattern.replaceAll('\\P', '\\p'))) return false;
  const repeats = [...unescaped.matchAll(/\{(\d+),?(\d*)\}/g)].flatMap(([, least, most]) => [least, most]);
  if (repeats.some((count) => Number(count) > REPEATS_MAX)) return false;
  try {
    return new RegExp(pattern, 'u') !== undefined;
  } catch {
    return false;
  }
}

const REPEATS_MAX = 1000;
