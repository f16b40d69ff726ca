import type { IncomingMessage } from 'node:http';
import { type PageAnswer, problemAnswer } from './pageAnswer.ts';
import type { SignIns } from './signIns.ts';

/** Who signs in where. */
export interface SigningIn {
  port: number;
  signIns: SignIns;
  /** Called after a browser has signed in. */
  onSignIn(): void;
}

/** The answer to an address with a token; undefined for an address without one. */
export function signInAnswer(request: IncomingMessage, signingIn: SigningIn): PageAnswer | undefined {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const token = searchParams.get('token');
  if (token === null || request.method !== 'GET') return undefined;
  const { accept } = request.headers;
  // A browser that only guesses where its person will go must not use the token up.
  if (request.headers['sec-purpose'] !== undefined) return problemAnswer(NOT_YET, accept);
  const secret = signingIn.signIns.redeem(token);
  if (secret === undefined && !isSignedIn(request, signingIn)) return problemAnswer(usedToken(signingIn), accept);
  searchParams.delete('token');
  const location = searchParams.size === 0 ? pathname : `${pathname}?${searchParams}`;
  if (secret !== undefined) signingIn.onSignIn();
  const cookie = secret === undefined ? {} : { 'set-cookie': cookieOf(signingIn.port, secret) };
  return { status: 303, headers: { location, ...cookie }, body: '', policy: 'NOTHING' };
}

/** Whether a request comes from a browser that was opened with a token of this server. */
export function isSignedIn({ headers }: IncomingMessage, { port, signIns }: SigningIn): boolean {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  // Another port of this machine may set a cookie with the same name for a longer path, so there may be several.
  const secrets = pairs.flatMap(([name, ...value]) => (name === nameOf(port) ? [value.join('=')] : []));
  return signIns.knows(secrets.slice(0, SECRETS_MAX));
}

const SECRETS_MAX = 10;

/** Cookies do not distinguish ports, so the name does. */
function nameOf(port: number): string {
  return `drs-drill-${port}`;
}

function cookieOf(port: number, secret: string): string {
  return `${nameOf(port)}=${secret}; Path=/; HttpOnly; SameSite=Strict`;
}

const NOT_YET = {
  status: 503,
  code: 'only-prefetched',
  title: 'The page opens when you do',
  detail: 'The address works once, so it is not opened in advance.',
};

function usedToken({ port }: SigningIn) {
  return {
    status: 403,
    code: 'token-used',
    title: 'This address has been used',
    detail: `An address with a token signs one browser in, once. The terminal that serves the page at port ${port} shows the next address.`,
  };
}
