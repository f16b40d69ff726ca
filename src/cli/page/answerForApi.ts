import type { IncomingMessage } from 'node:http';
import type { Transport } from '../http/httpClient.ts';
import { forward } from './forward.ts';
import { type PageAnswer, problemAnswer } from './pageAnswer.ts';
import { requestBody } from './requestBody.ts';

/** Passes on what the page may ask of the API: its methods, and its headers. */
export async function answerForApi(
  request: IncomingMessage,
  transport: Transport,
  gone: AbortSignal,
): Promise<PageAnswer> {
  const { method = '', url: target = '', headers } = request;
  const { accept } = headers;
  if (!METHODS.includes(method)) return problemAnswer(OTHER_METHOD, accept, { allow: METHODS.join(', ') });
  const body = await requestBody(request);
  if (body === undefined) return problemAnswer(BODY_TOO_LARGE, accept, { connection: 'close' });
  if (method !== 'GET' && !isFromScript(request, body)) return problemAnswer(NOT_JSON, accept);
  const passed = Object.fromEntries(
    HEADERS.flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
  const sent = method === 'GET' || body === '' ? undefined : body;
  // A read ends with the view that wanted it. A write goes on, because somebody wants it done.
  const until = method === 'GET' ? gone : new AbortController().signal;
  return forward(transport, { method, target, headers: passed, body: sent, gone: until });
}

const METHODS = ['GET', 'POST', 'PUT', 'DELETE'];
const HEADERS = ['accept', 'content-type', 'if-match', 'if-none-match', 'idempotency-key'];

/** A form of another site can send neither JSON nor DELETE, and has no say in the headers. */
function isFromScript({ method, headers }: IncomingMessage, body: string): boolean {
  const type = headers['content-type'];
  if (type === undefined) return method === 'DELETE' && body === '';
  return /^application\/json\s*(;|$)/i.test(type);
}

const OTHER_METHOD = {
  status: 405,
  code: 'method-not-allowed',
  title: 'The page does not use this method',
  detail: 'The methods of the API are GET, POST, PUT and DELETE.',
};

const BODY_TOO_LARGE = {
  status: 413,
  code: 'body-too-large',
  title: 'The body is too large',
  detail: 'The body of a request has at most 1 MB of UTF-8 text.',
};

const NOT_JSON = {
  status: 415,
  code: 'not-json',
  title: 'The body is not JSON',
  detail: 'A write needs the header content-type: application/json.',
};
