import { isHttps } from '../words/isHttps.ts';
/** The address of a file that the page may link to: https, or the local world on this machine; null: neither. */
export function fileAddress(url: string): string | null {
  if (isHttps(url)) return url;
  const { protocol, hostname = '' } = URL.parse(url) ?? {};
  return protocol === 'http:' && LOOPBACK.has(hostname) ? url : null;
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);
