import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An API that has been answer before: it answers at once, so that only the page is measured. */
export interface RecordedApi {
  url: URL;
  close(): void;
}

const DRILLS = 10_000;
const PASSED_ON = ['content-type', 'etag', 'date'];

/** Answers as the API does, each question only once; its list of drills is as long as that of many years. */
export async function startRecordedApi(api: string): Promise<RecordedApi> {
  const kept = new Map<string, Promise<Recorded>>();
  const first = await drillsOf(api);
  const server = createServer(async (request, response) => {
    const path = request.url ?? '/';
    const answer = await (kept.get(path) ?? keep(kept, path, answerOf(api, request, first)));
    response.writeHead(answer.status, answer.headers).end(answer.text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return { url, close: () => void server.close() };
}

interface Recorded {
  status: number;
  headers: Record<string, string>;
  text: string;
}

function keep(kept: Map<string, Promise<Recorded>>, path: string, answer: Promise<Recorded>): Promise<Recorded> {
  kept.set(path, answer);
  return answer;
}

async function answerOf(api: string, { url = '/', headers }: IncomingMessage, drills: Summary[]): Promise<Recorded> {
  const { pathname, searchParams } = new URL(url, api);
  if (pathname === '/v1/drills' && !searchParams.has('phase')) {
    return { status: 200, headers: JSON_TYPE, text: JSON.stringify(pageOf(drills, searchParams)) };
  }
  const answer = await fetch(api + url, { headers: { accept: headers.accept ?? '*/*' } });
  const kept = PASSED_ON.flatMap((name) => (answer.headers.has(name) ? [[name, answer.headers.get(name) ?? '']] : []));
  return { status: answer.status, headers: Object.fromEntries(kept), text: await answer.text() };
}

const JSON_TYPE = { 'content-type': 'application/json' };

interface Summary {
  drillId: string;
}

async function drillsOf(api: string): Promise<Summary[]> {
  const answer = await fetch(`${api}/v1/drills?limit=100`);
  return ((await answer.json()) as { drills: Summary[] }).drills;
}

/** A page of the long list, which repeats the drills that there are under new ids. */
function pageOf(drills: Summary[], query: URLSearchParams): { drills: Summary[]; cursor: string | null } {
  const from = Number(query.get('cursor') ?? 0);
  const to = Math.min(from + Number(query.get('limit') ?? 20), DRILLS);
  const page = Array.from({ length: to - from }, (_, index) => {
    const drill = drills[(from + index) % drills.length] as Summary;
    return { ...drill, drillId: `d-${String(from + index).padStart(24, '0')}` };
  });
  return { drills: page, cursor: to < DRILLS ? String(to) : null };
}
