import { utcText } from './utcText.ts';

/** A text of the API for people: times as elsewhere in the page, and a full stop at its end. */
export function refusalText(text: string): string {
  const read = text.replace(TIMES, (at) => utcText(at)).trim();
  return read === '' || /[.!?:…)”"]$/.test(read) ? read : `${read}.`;
}

/** A time as the API writes it, in UTC. */
const TIMES = /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/g;
