import { setTimeout as sleep } from 'node:timers/promises';
import { CommandError, interruption } from '../commandError.ts';
import { EXIT } from '../exitStatus.ts';
import { apiNow } from './apiTime.ts';
import { networkWords } from './networkWords.ts';
import { refusal } from './problemText.ts';
import type { Written } from './problemWords.ts';
import { pauseMs } from './retryPause.ts';
import type { Sign } from './signature.ts';
import type { Answer, Tried } from './tried.ts';

/** The settings of requests to the API. */
export interface Transport {
  api: URL;
  sign: Sign;
  profile: string | undefined;
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
    if (pause === undefined) return settled<Body>(transport, ask, tried);
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
  const headers = await transport.sign({ method, url, headers: { ...content, ...ask.headers }, body });
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
    return { status: response.status, headers: response.headers, text, body: jsonOf(text) };
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

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function settled<Body>(transport: Transport, ask: Ask, tried: Tried): Answer<Body> {
  if ('error' in tried) throw unreachable(transport, tried.error);
  const isAnswer = tried.status >= 200 && tried.status < 300 && typeof tried.body === 'object' && tried.body !== null;
  if (!isAnswer) throw refusal(tried, { ...transport, path: ask.path, typed: ask.typed, placeOf: ask.placeOf });
  return { status: tried.status, headers: tried.headers, body: tried.body as Body };
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
