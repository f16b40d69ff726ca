import type { DrillView } from '../api/drillView.ts';
import type { journalView } from '../api/journalView.ts';
import type { ServerOptions } from './drsServers.ts';
import type { LocalWorld } from './localWorld.ts';

/** The drill that `npm start` shows: asked for and watched over the HTTP API, like anybody's. */
export interface Demonstration {
  drillId: string;
  servers: number;
  fail: number;
}

export interface DemonstrationShape {
  servers: number;
  /** How many servers of the last wave fail to launch. */
  fail: number;
}

export type JournalView = ReturnType<typeof journalView>;

/** Asks for the drill, or finds the one that an earlier run with the same folder has not seen the end of. */
export async function beginDemonstration(local: LocalWorld, shape: DemonstrationShape): Promise<Demonstration> {
  const unfinished = local.keepsake.read<Plan | null>(KEPT) ?? undefined;
  const plan = unfinished ?? makePlan(local, shape);
  // Kept before it is asked for: after a kill the same key asks for the same drill.
  local.keepsake.write(KEPT, plan);
  const { drillId } = await call<DrillView>(local, 'POST', '/v1/drills', plan.body, { 'idempotency-key': plan.key });
  return { drillId, servers: plan.servers, fail: plan.fail };
}

/** The next run with the same folder begins a new one. */
export function endDemonstration(local: LocalWorld): void {
  local.keepsake.write(KEPT, null);
}

/** Watches the drill until it has ended, or until `stopped`; `seen` is called with every look. */
export async function watchDrill(
  local: LocalWorld,
  drillId: string,
  seen: (view: DrillView) => void,
  stopped: AbortSignal,
): Promise<DrillView | undefined> {
  while (!stopped.aborted) {
    const view = await call<DrillView>(local, 'GET', `/v1/drills/${drillId}`);
    seen(view);
    if (view.phase === 'ENDED') return view;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return undefined;
}

/** All of a drill's journal, page by page. */
export async function readJournal(local: LocalWorld, drillId: string): Promise<JournalView[]> {
  const entries: JournalView[] = [];
  let from: number | null = 1;
  while (from !== null) {
    const path = `/v1/drills/${drillId}/journal?fromSeq=${from}&limit=100`;
    const page: { entries: JournalView[]; nextSeq: number | null } = await call(local, 'GET', path);
    entries.push(...page.entries);
    from = page.nextSeq;
  }
  return entries;
}

const KEPT = 'demonstration';
const LOOK_MS = 200;
const HOLD_SECONDS = 1800;

interface Plan extends DemonstrationShape {
  key: string;
  body: unknown;
}

function makePlan(local: LocalWorld, { servers, fail }: DemonstrationShape): Plan {
  const firstWave = Math.floor(servers / 2);
  const options = Array.from({ length: servers }, (_, index): ServerOptions => {
    const hostname = `demo-${String(index + 1).padStart(3, '0')}`;
    return index < servers - fail ? { hostname } : { hostname, outcome: 'FAILS_CONVERSION', errorText: ERROR_TEXT };
  });
  const ids = local.world.addServers(local.site, options);
  local.world.changed();
  local.world.keep();
  const waves = [ids.slice(0, firstWave), ids.slice(firstWave)].filter((wave) => wave.length > 0);
  const body = {
    waves: waves.map((sourceServerIds) => ({ sourceServerIds })),
    holdSeconds: HOLD_SECONDS,
    reason: 'The demonstration of npm start',
  };
  return { servers, fail, key: `demonstration-${local.clock.now()}`, body };
}

const ERROR_TEXT = 'Conversion failed: the boot volume has no operating system that the conversion server knows';

async function call<Answer>(
  local: LocalWorld,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(`${local.apiUrl}${path}`, {
    method,
    headers: { ...headers, 'content-type': 'application/json' },
    ...sent,
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${JSON.stringify(answer)}`);
  return answer as Answer;
}
