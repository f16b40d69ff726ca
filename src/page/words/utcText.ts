/** `2026-12-01 02:48:33 UTC`. */
export function utcText(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`;
}
