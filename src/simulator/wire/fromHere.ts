import type { IncomingHttpHeaders } from 'node:http';

/**
 * A web page must not act through the browser of the person who runs this, neither by DNS rebinding nor across
 * origins.
 */
export function fromHere({ host = '', origin }: IncomingHttpHeaders): boolean {
  if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host)) return false;
  return origin === undefined || origin === `http://${host}`;
}
