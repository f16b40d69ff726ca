import type { ServerResponse } from 'node:http';
import { html } from 'hono/html';
import { type PageProblem, problemDocument } from './pageProblem.ts';

/** An answer of the page's server. */
export interface PageAnswer {
  status: number;
  headers: Record<string, string>;
  body: Buffer | string;
  /** What a browser may do with it. */
  policy: keyof typeof POLICIES;
}

/** The answer for a problem: words for a person who follows an address, a problem document for a program. */
export function problemAnswer(problem: PageProblem, accept = '', headers: Record<string, string> = {}): PageAnswer {
  const { status } = problem;
  const isPerson = accept.includes('text/html');
  const [type, body] = isPerson
    ? ['text/html; charset=utf-8', words(problem)]
    : ['application/problem+json', JSON.stringify(problemDocument(problem))];
  return { status, headers: { ...headers, 'content-type': type }, body, policy: 'NOTHING' };
}

function words({ title, detail }: PageProblem): string {
  return String(html`<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:40em;margin:4em auto;padding:0 1em}:root{color-scheme:light dark}</style>
<h1>${title}</h1><p>${detail}</p></html>`);
}

/** Sends an answer with the headers that every answer has. */
export function sendAnswer(response: ServerResponse, { status, headers, body, policy }: PageAnswer): void {
  if (response.headersSent || response.destroyed) return void response.destroy();
  // The page takes the time of `Date` for that of the API, whose clock may run faster than ours.
  response.sendDate = false;
  const length = { 'content-length': String(Buffer.byteLength(body)) };
  const fixed = { ...EVERYWHERE, 'content-security-policy': POLICIES[policy] };
  const isEmpty = status === 304 || status === 204;
  response.writeHead(status, { 'cache-control': 'no-store', ...headers, ...(!isEmpty && length), ...fixed });
  response.end(isEmpty || response.req.method === 'HEAD' ? undefined : body);
}

const EVERYWHERE = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
};

const SEALED = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const POLICIES = {
  /** Only its own files and requests; the fonts and some pictures of the design system are inside its style sheet. */
  PAGE: `default-src 'self'; font-src 'self' data:; img-src 'self' data:; object-src 'none'; ${SEALED}`,
  /** The report of a drill is HTML with a style of its own. */
  NOTHING: `default-src 'none'; style-src 'unsafe-inline'; sandbox; ${SEALED}`,
};
