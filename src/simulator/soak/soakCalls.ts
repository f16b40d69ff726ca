/** An API, and the count of what came of calling it. */
export interface Asking {
  api: string;
  deeds: Record<string, number>;
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

/** Asks again whenever the answer is a 5xx or none at all. */
export async function callUntilAnswered(asking: Asking, ...args: RequestedCall): Promise<Answered> {
  const [method, path] = args;
  for (let tries = 1; tries <= TRIES_MAX; tries++) {
    const answer = await callOnce(asking, ...args);
    if (answer.status < 500) return answer;
    count(asking, `asked again after a ${answer.status}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  throw new Error(`${method} ${path} found no answer`);
}

const OVERTAKEN_MAX = 10;

/** Steers a drill as it was seen; who is overtaken looks again, and in the end steers it whatever it has become. */
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

function count({ deeds }: Asking, deed: string): void {
  deeds[deed] = (deeds[deed] ?? 0) + 1;
}
