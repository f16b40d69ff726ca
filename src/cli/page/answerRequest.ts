import type { IncomingMessage } from 'node:http';
import type { Transport } from '../http/httpClient.ts';
import { answerForApi } from './answerForApi.ts';
import { fileAnswer } from './fileAnswer.ts';
import { isPrivate, pathOf, refusedBefore } from './guards.ts';
import { type PageAnswer, problemAnswer } from './pageAnswer.ts';
import type { PageFile } from './pageFiles.ts';
import type { PageSession } from './pageSession.ts';
import { isSignedIn, type SigningIn, signInAnswer } from './signIn.ts';

/** What requests are answered from. */
export interface Serving extends SigningIn {
  files: ReadonlyMap<string, PageFile>;
  session: PageSession;
  transport: Transport;
  /** Aborted when the browser no longer waits for the answer. */
  gone: AbortSignal;
}

/** Answers any request. It never throws, and what went wrong inside is only logged. */
export async function answerRequest(request: IncomingMessage, serving: Serving): Promise<PageAnswer> {
  const { accept } = request.headers;
  try {
    const refused = refusedBefore(request, serving.port);
    if (refused !== undefined) return problemAnswer(refused, accept);
    const path = pathOf(request.url) ?? '/';
    if (isPrivate(path)) return await privateAnswer(request, path, serving);
    return signInAnswer(request, serving) ?? (await fileAnswer(request, path, serving.files));
  } catch (error) {
    serving.transport.log(`the page's server failed: ${error instanceof Error ? error.stack : error}`);
    return problemAnswer(INSIDE, accept);
  }
}

async function privateAnswer(request: IncomingMessage, path: string, serving: Serving): Promise<PageAnswer> {
  if (!isSignedIn(request, serving)) return problemAnswer(NOT_SIGNED_IN, request.headers.accept);
  if (path === '/session') return sessionAnswer(request, serving.session);
  return answerForApi(request, serving.transport, serving.gone);
}

function sessionAnswer({ method, headers }: IncomingMessage, session: PageSession): PageAnswer {
  if (method !== 'GET') return problemAnswer(ONLY_READ, headers.accept, { allow: 'GET' });
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(session),
    policy: 'NOTHING',
  };
}

const ONLY_READ = {
  status: 405,
  code: 'method-not-allowed',
  title: 'The session can only be read',
  detail: 'Only GET reads the session.',
};

const NOT_SIGNED_IN = {
  status: 401,
  code: 'not-signed-in',
  title: 'This browser is not signed in',
  detail:
    'This browser is not signed in. Open the address that the terminal shows, here. It works once, and after a restart there is a new one.',
};

const INSIDE = {
  status: 500,
  code: 'page-server-failed',
  title: "The page's server failed",
  detail: 'Run `drs-drill page --verbose` to see why.',
};
