import type { IncomingHttpHeaders } from 'node:http';

/** A web page must not act through the browser of whoever runs this: neither by a name of its own that leads here nor across origins. */
export function fromHere({ host = '', origin }: IncomingHttpHeaders): boolean {
  if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host)) return false;
  return origin === undefined || origin === `http://${host}`;
}
