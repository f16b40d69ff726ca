import { Refusal } from './answers.ts';

/** Whether an error says something about the connection to the API, and nothing about what was read. */
export function isOutage(error: Error): boolean {
  return !(error instanceof Refusal) || OUTAGES.includes(error.status);
}

/** No credentials, and the page's own server: no answer in time, or none at all. */
const OUTAGES = [401, 502, 504];
