/**
 * A text of somebody else as a part of a sentence, without the invisible characters that would turn around the rest of
 * the sentence.
 */
export function inSentence(text: string): string {
  return text.replaceAll(TURNING, '');
}

/** Overrides, embeddings and isolates of a direction, with their ends. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;
