import { ANSWER_SECONDS_MAX, SECOND_MS } from '../drill/bounds.ts';

/** A monitor outside this account that alarms when heartbeats stop. */
export interface Heartbeat {
  /** Sends a heartbeat; returns why the monitor did not accept it, or undefined when it did. */
  ping(): Promise<string | undefined>;
}

/** Anyone who knows the URL can silence the monitor, so no result, error or log contains it. */
export function createHeartbeat(url: URL, answerSeconds = ANSWER_SECONDS_MAX): Heartbeat {
  return {
    async ping() {
      try {
        const signal = AbortSignal.timeout(answerSeconds * SECOND_MS);
        // A redirect could lead to a URL without https.
        const answer = await fetch(url, { signal, redirect: 'manual' });
        await answer.body?.cancel();
        return answer.ok ? undefined : `it answered ${answer.status}`;
      } catch (error) {
        return whyNot(error, answerSeconds);
      }
    },
  };
}

/** The configured URL of the monitor; undefined when none is set. */
export function heartbeatUrl(text: string): URL | undefined {
  if (text === '') return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && url.hostname === '127.0.0.1');
  if (url === undefined || !isSafe || url.username !== '' || url.password !== '')
    throw new Error('the setting HEARTBEAT_URL must be an address that begins with https:// and names no user');
  return url;
}

/** Error messages contain hosts and addresses; error codes do not. */
function whyNot(error: unknown, answerSeconds: number): string {
  const { name, cause } = Object(error) as { name?: string; cause?: { code?: string } };
  if (name === 'TimeoutError') return `it did not answer within ${answerSeconds} s`;
  return `it could not be reached (${cause?.code ?? name ?? 'for an unknown reason'})`;
}
