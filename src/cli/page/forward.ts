import { CommandError } from '../commandError.ts';
import type { Transport } from '../http/httpClient.ts';
import { networkWords } from '../http/networkWords.ts';
import { answerBody } from './answerBody.ts';
import { gatewayProblem } from './gatewayProblem.ts';
import { type PageAnswer, problemAnswer } from './pageAnswer.ts';
import type { PageProblem } from './pageProblem.ts';
import { strangeAnswer } from './strangeAnswer.ts';

/** A request of the page to the API. */
export interface Forwarded {
  method: string;
  /** Path and query. */
  target: string;
  headers: Record<string, string>;
  body: string | undefined;
  /** Aborted when the page no longer waits for the answer. */
  gone: AbortSignal;
}

/** Passes a request on to the API once, with the caller's credentials; the page itself repeats what failed. */
export async function forward(transport: Transport, sent: Forwarded): Promise<PageAnswer> {
  const accept = sent.headers['accept'];
  const url = addressOf(transport.api, sent.target);
  if (url === undefined) return problemAnswer(OUTSIDE, accept);
  const { method } = sent;
  try {
    const headers = await transport.sign({ method, url, headers: sent.headers, body: sent.body });
    const signal = AbortSignal.any([transport.interrupted, sent.gone, AbortSignal.timeout(limitMs(transport))]);
    transport.log(`> ${method} ${url}`);
    const answer = await fetch(url, {
      method,
      headers,
      signal,
      redirect: 'manual',
      ...(sent.body !== undefined && { body: sent.body }),
    });
    transport.log(`< ${answer.status} ${method} ${url}`);
    const body = await answerBody(answer);
    if (body === undefined) return problemAnswer(TOO_LARGE, accept);
    return passedBack(answer, body, sent, transport);
  } catch (error) {
    return problemAnswer(failure(error, transport), accept);
  }
}

/** The address at the API; undefined if it would be anywhere else. */
function addressOf(api: URL, target: string): string | undefined {
  const base = api.pathname.replace(/\/+$/, '');
  const text = api.origin + base + target;
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.origin === api.origin && url.pathname.startsWith(`${base}/v1/`) ? url.href : undefined;
}

const OUTSIDE: PageProblem = {
  status: 404,
  code: 'unknown-route',
  title: 'The API has no such path',
  detail: 'Every path of the API begins with /v1/.',
};

const TOO_LARGE: PageProblem = {
  status: 502,
  code: 'answer-too-large',
  title: 'The answer is too large',
  detail: 'No answer of the API has more than 32 MB, so this one is not passed on.',
};

function limitMs({ timeoutSeconds }: Transport): number {
  return timeoutSeconds * 1000;
}

function passedBack(
  answer: Response,
  body: Buffer,
  { method, target, headers }: Forwarded,
  transport: Transport,
): PageAnswer {
  const { status } = answer;
  const { accept } = headers;
  const text = body.toString('utf8');
  const problem =
    gatewayProblem(answer, text, { method, target, transport }) ?? strangeAnswer(answer, text, accept, transport);
  if (problem !== undefined) return problemAnswer(problem, accept);
  const kept = ANSWER_HEADERS.flatMap((name) => {
    const value = answer.headers.get(name);
    // An address elsewhere would lead the page away from its own server.
    return value === null || (name === 'location' && !value.startsWith('/v1/')) ? [] : [[name, value]];
  });
  return { status, headers: Object.fromEntries(kept), body, policy: 'NOTHING' };
}

const ANSWER_HEADERS = ['content-type', 'etag', 'date', 'retry-after', 'location', 'allow'];

function failure(error: unknown, transport: Transport): PageProblem {
  const where = transport.api.href.replace(/\/$/, '');
  if (error instanceof CommandError) {
    const { message, details, fix } = error;
    const detail = `${[message, ...details].join(': ')}.${fix === undefined ? '' : ` To fix it: ${fix}.`}`;
    return { status: 401, code: 'no-credentials', title: 'There are no credentials for the API', detail };
  }
  if (Object(error).name === 'TimeoutError') {
    const detail = `${where} did not respond within ${transport.timeoutSeconds} s.`;
    return { status: 504, code: 'api-timeout', title: 'The API did not respond in time', detail };
  }
  const detail = `${where} cannot be reached: ${networkWords(error)}.`;
  return { status: 502, code: 'api-unreachable', title: 'The API cannot be reached', detail };
}
