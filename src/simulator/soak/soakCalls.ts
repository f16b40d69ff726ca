/** An API, and the counts of its responses. */
export interface Asking {
  api: string;
  actions: Record<string, number>;
}

export type RequestedCall = [method: string, path: string, body?: unknown, headers?: Record<string, string>];

export interface Answered {
  status: number;
  body: unknown;
  etag: string;
  retryAfterSeconds: number;
}

const PAUSE_MS = 50;
const TRIES_MAX = 200;

/** Retries a call after a 5xx response, or none. */
export async function callUntilAnswered(asking: Asking, ...args: RequestedCall): Promise<Answered> {
  const [method, path] = args;
  for (let tries = 1; tries <= TRIES_MAX; tries++) {
    const answer = await callOnce(asking, ...args);
    if (answer.status < 500) return answer;
    count(asking, `retried after a ${answer.status}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  throw new Error(`${method} ${path} got no response`);
}

const OVERTAKEN_MAX = 10;

/** Sends a command with the ETag that was read. On a conflict it reads again; its last attempt is unconditional. */
export async function callOnSeen(
  asking: Asking,
  path: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<Answered> {
  let { etag } = await callUntilAnswered(asking, 'GET', path.replace(/^(\/v1\/drills\/[^/]+).*$/, '$1'));
  for (let tries = 1; tries <= OVERTAKEN_MAX; tries++) {
    const answer = await callUntilAnswered(asking, 'POST', path, body, { ...headers, 'if-match': etag });
    if (answer.status !== 412) return answer;
    count(asking, 'overtaken');
    etag = answer.etag;
  }
  return callUntilAnswered(asking, 'POST', path, body, { ...headers, 'if-match': '*' });
}

async function callOnce({ api }: Asking, ...[method, path, body, headers = {}]: RequestedCall): Promise<Answered> {
  const response = await fetch(`${api}${path}`, {
    method,
    headers: { ...headers, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const etag = response.headers.get('etag') ?? '';
  const retryAfterSeconds = Number(response.headers.get('retry-after') ?? 0);
  return { status: response.status, body: await response.json(), etag, retryAfterSeconds };
}

function count({ actions }: Asking, action: string): void {
  actions[action] = (actions[action] ?? 0) + 1;
}
