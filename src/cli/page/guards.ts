import type { IncomingMessage } from 'node:http';
import type { PageProblem } from './pageProblem.ts';

/** Why a request is refused before anything looks at what it wants; undefined: it is not. */
export function refusedBefore(request: IncomingMessage, port: number): PageProblem | undefined {
  return GUARDS.map((guard) => guard(request, port)).find((problem) => problem !== undefined);
}

type Guard = (request: IncomingMessage, port: number) => PageProblem | undefined;

/** Whether a path belongs to the API or says something about it, so that it needs a signed-in browser. */
export function isPrivate(path: string): boolean {
  return path === '/session' || path === '/v1' || path.startsWith('/v1/');
}

/** The path of a request target without its query; undefined for one that could mean another path elsewhere. */
export function pathOf(target: string | undefined): string | undefined {
  const [path = ''] = (target ?? '').split('?', 1);
  if (!path.startsWith('/')) return undefined;
  const segments = path.slice(1).split('/');
  return segments.every(isPlain) ? path : undefined;
}

/** An empty segment at the end is a slash that changes nothing. */
function isPlain(segment: string, index: number, { length }: string[]): boolean {
  const text = decoded(segment);
  if (text === undefined || (text === '' && index < length - 1)) return false;
  return text !== '.' && text !== '..' && !/[/\\#\p{Cc}]/u.test(text);
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/** A name of another site that was made to lead here (DNS rebinding) stays in `Host`. */
function refuseForeignHost({ headersDistinct }: IncomingMessage, port: number): PageProblem | undefined {
  const [host = '', ...others] = headersDistinct['host'] ?? [];
  if (hostsOf(port).includes(host) && others.length === 0) return undefined;
  return {
    status: 421,
    code: 'foreign-host',
    title: 'This is not the address of the page',
    detail: `The page answers only at http://127.0.0.1:${port}.`,
  };
}

function hostsOf(port: number): string[] {
  const names = ['127.0.0.1', 'localhost', '[::1]'];
  return names.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
}

/** A browser names the page that sends a request, and `null` for one that hides it. */
function refuseForeignOrigin({ headers: { host, origin } }: IncomingMessage): PageProblem | undefined {
  return origin === undefined || origin === `http://${host}` ? undefined : FOREIGN;
}

/**
 * Fetch metadata: another site, or another port of this machine, may only lead a person here, to the public files.
 */
function refuseForeignSite({ method, url, headers }: IncomingMessage): PageProblem | undefined {
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return undefined;
  const isVisit = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  return isVisit && method === 'GET' && !isPrivate(pathOf(url) ?? '/v1') ? undefined : FOREIGN;
}

const FOREIGN: PageProblem = {
  status: 403,
  code: 'foreign-origin',
  title: 'Another site sent this request',
  detail: 'Only the page itself may use its server. Open the page in a tab of its own.',
};

function refuseOtherPath({ url }: IncomingMessage): PageProblem | undefined {
  if (pathOf(url) !== undefined) return undefined;
  return {
    status: 400,
    code: 'invalid-path',
    title: 'The path is not valid',
    detail: 'A path has no empty or relative parts, and no encoded slashes or control characters.',
  };
}

const GUARDS: Guard[] = [refuseForeignHost, refuseForeignOrigin, refuseForeignSite, refuseOtherPath];
