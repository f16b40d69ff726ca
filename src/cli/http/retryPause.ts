import { apiNow } from './apiTime.ts';
import type { Tried } from './tried.ts';

/** The pause before the next retry; undefined when a retry would not help or would take too long. */
export function pauseMs(tried: Tried, attempt: number, patient = false): number | undefined {
  if ('error' in tried) return backoffMs(attempt);
  if (!AGAIN.includes(tried.status) && !(patient && tried.status === 500)) return undefined;
  const requested = retryAfterMs(tried.headers.get('retry-after'), apiNow(tried));
  if (requested === undefined) return backoffMs(attempt);
  // A command should not seem to hang for minutes: the error says how long to wait instead.
  return requested > PAUSE_MS_MAX ? undefined : Math.max(requested, 50);
}

/** Retry-After is a number of seconds or a date (RFC 9110, section 10.2.3). */
export function retryAfterMs(header: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}

/** Throttling, and errors of a gateway in front of the API. */
const AGAIN = [429, 502, 503, 504];

const PAUSE_MS_MAX = 30_000;
const BACKOFF_MS_MIN = 200;
const BACKOFF_MS_MAX = 5000;

/** With jitter, so that commands that failed together do not retry together. */
function backoffMs(attempt: number): number {
  const most = Math.min(BACKOFF_MS_MIN * 2 ** (attempt - 1), BACKOFF_MS_MAX);
  return Math.round(most * (0.5 + Math.random() / 2));
}
