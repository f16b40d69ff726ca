/**
 * Whether a pattern is written in what JavaScript and RE2 have in common, which is everything but look-around and
 * back-references (RE2 wiki: Syntax). RE2 matches in linear time.
 */
export function isLinear(pattern: string): boolean {
  const unescaped = pattern.replaceAll(/\\[^1-9k]/g, '');
  if (/\(\?<?[=!]|\\[1-9k]/.test(unescaped)) return false;
  try {
    return new RegExp(pattern, 'u') !== undefined;
  } catch {
    return false;
  }
}
