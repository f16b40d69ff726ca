import { setTimeout as sleep } from 'node:timers/promises';
import { CommandError, interruption } from '../commandError.ts';
import { EXIT } from '../exitStatus.ts';
import type { Credentials } from '../settings.ts';
import { apiNow } from './apiTime.ts';
import { networkWords } from './networkWords.ts';
import { refusal } from './problemText.ts';
import type { Written } from './problemWords.ts';
import { pauseMs } from './retryPause.ts';
import type { Sign } from './signature.ts';
import type { Answer, Tried } from './tried.ts';

/** The settings of requests to the API. */
export interface Transport extends Credentials {
  api: URL;
  sign: Sign;
  timeoutSeconds: number;
  /** The number of retries. */
  retries: number;
  interrupted: AbortSignal;
  log(line: string): void;
}

export interface Ask extends Written {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  query?: Record<string, string | number | undefined>;
  headers?: Record<string, string>;
  body?: unknown;
  /** The media type of the answer, whose body is then its text; JSON when absent. */
  type?: string;
  /** Part of a polling loop: waits out an outage. */
  patient?: boolean;
}

/**
 * Sends a request and retries as needed. Every request may be retried: GETs are safe, and writes carry an
 * Idempotency-Key.
 */
export async function send<Body>(transport: Transport, ask: Ask): Promise<Answer<Body>> {
  for (let attempt = 1; ; attempt += 1) {
    const tried = await tryOnce(transport, ask);
    const retries = ask.patient ? transport.retries * TIMEOUT : transport.retries;
    const pause = attempt > retries ? undefined : pauseMs(tried, attempt, ask.patient);
    if (pause === undefined) return settled(transport, ask, tried) as Answer<Body>;
    transport.log(`retry in ${pause} ms: ${'error' in tried ? whyOf(tried.error) : tried.status}`);
    await sleep(pause, undefined, { signal: transport.interrupted }).catch(() => {
      throw interruption();
    });
  }
}

/** With three retries, about a minute in total. */
const TIMEOUT = 5;

/** The time on the API's clock. Every response has it, even a refusal. */
export async function askTime(transport: Transport): Promise<number> {
  const tried = await tryOnce(transport, { method: 'GET', path: '/v1/drills', query: { limit: 1 } });
  // If the API is unreachable, the request that needs the time will report it.
  return 'error' in tried ? Date.now() : apiNow(tried);
}

async function tryOnce(transport: Transport, ask: Ask): Promise<Tried> {
  const { method } = ask;
  const url = urlOf(transport.api, ask);
  const body = ask.body === undefined ? undefined : JSON.stringify(ask.body);
  const content = body === undefined ? {} : { 'content-type': 'application/json' };
  const accept = ask.type === undefined ? {} : { accept: ask.type };
  const headers = await transport.sign({ method, url, headers: { ...content, ...accept, ...ask.headers }, body });
  const startedMs = performance.now();
  transport.log(`> ${method} ${url}`);
  try {
    const signal = AbortSignal.any([transport.interrupted, AbortSignal.timeout(transport.timeoutSeconds * 1000)]);
    const response = await fetch(url, {
      method,
      headers,
      signal,
      redirect: 'manual',
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    transport.log(`< ${response.status} in ${Math.round(performance.now() - startedMs)} ms`);
    return { status: response.status, headers: response.headers, text, body: jsonIn(text) };
  } catch (error) {
    if (transport.interrupted.aborted) throw interruption();
    return { error };
  }
}

function urlOf(api: URL, { path, query = {} }: Ask): string {
  const url = new URL(api.href.replace(/\/+$/, '') + path);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url.href;
}

/** Every answer of the API in JSON is an object. */
function jsonIn(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function settled(transport: Transport, ask: Ask, tried: Tried): Answer<unknown> {
  if ('error' in tried) throw unreachable(transport, tried.error);
  const { status, headers } = tried;
  const body = ask.type === undefined ? tried.body : textOf(ask.type, tried);
  const isAnswer = status >= 200 && status < 300 && body !== undefined && body !== null;
  if (!isAnswer) throw refusal(tried, { ...transport, path: ask.path, typed: ask.typed, placeOf: ask.placeOf });
  return { status, headers, body };
}

/** An answer of another type than the wanted one comes from something else than the API. */
function textOf(type: string, { headers, text }: Exclude<Tried, { error: unknown }>): string | undefined {
  return headers.get('content-type')?.startsWith(type) ? text : undefined;
}

function whyOf(error: unknown): string {
  return isTimeout(error) ? 'timed out' : networkWords(error);
}

function isTimeout(error: unknown): boolean {
  return Object(error).name === 'TimeoutError';
}

function unreachable({ api, timeoutSeconds }: Transport, error: unknown): CommandError {
  const where = api.href.replace(/\/$/, '');
  const pointing =
    '--api URL, DRS_DRILL_API, or `drs-drill config set api URL`; `npm start` prints the address of the local world';
  if (isTimeout(error)) {
    const fix = `--request-timeout ${timeoutSeconds * 2}`;
    return new CommandError(EXIT.ERROR, `${where} did not respond within ${timeoutSeconds} s`, { fix });
  }
  return new CommandError(EXIT.ERROR, `${where} cannot be reached: ${networkWords(error)}`, { fix: pointing });
}
