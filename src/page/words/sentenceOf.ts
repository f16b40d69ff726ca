/** A text with the full stop that the words of a person or of AWS may lack, so that more can follow it. */
export function sentenceOf(text: string): string {
  const trimmed = text.trimEnd();
  return /[.!?…:]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
