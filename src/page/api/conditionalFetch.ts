import { observeDate } from './clock.ts';
import { wholeAnswer } from './wholeAnswer.ts';

/**
 * `fetch` that sends If-None-Match with the entity tag of the newest answer to the same GET, and answers 304 from
 * memory. Nothing is kept on disk: every answer of the API is `no-store`.
 */
export async function conditionalFetch(url: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  const isRead = (init.method ?? 'GET') === 'GET';
  const headers = new Headers(init.headers);
  const key = `${url} ${headers.get('accept')}`;
  const kept = isRead ? newest.get(key) : undefined;
  if (kept !== undefined) headers.set('if-none-match', kept.etag);
  const answer = await wholeAnswer(url, { ...init, headers });
  observeDate(answer.headers.get('date'));
  if (answer.status === 304 && kept !== undefined) {
    // What is still read is the last to be forgotten.
    keep(key, kept);
    return kept.response.clone();
  }
  const etag = answer.headers.get('etag');
  if (isRead && answer.ok && etag !== null) keep(key, { etag, response: answer.clone() });
  return answer;
}

interface Kept {
  etag: string;
  response: Response;
}

const newest = new Map<string, Kept>();

/** Enough for every view that is open; a record of 300 servers has some 300 KB, a page of a list some 100 KB. */
const KEPT_MAX = 50;

function keep(key: string, kept: Kept): void {
  newest.delete(key);
  newest.set(key, kept);
  const [oldest] = newest.keys();
  if (newest.size > KEPT_MAX && oldest !== undefined) newest.delete(oldest);
}
