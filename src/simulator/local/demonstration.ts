import type { DrillView } from '../../api/views/drillView.ts';
import type { journalView } from '../../api/views/journalView.ts';
import type { Caller } from '../aws/contract.ts';
import type { ServerOptions } from '../aws/drs/sourceServers.ts';
import type { KeptWorld } from '../aws/persistentAws.ts';
import type { SavedState } from '../aws/savedState.ts';
import type { LocalWorld } from './localWorld.ts';

/** A drill that `npm start` shows, requested and watched over the HTTP API like any other. */
export interface PlannedDrill {
  key: string;
  body: unknown;
  /** How many of its servers fail by design. */
  fail: number;
  /** The servers' host names, by server id. */
  hostnames?: Record<string, string>;
}

export interface DemonstrationShape {
  servers: number;
  /** How many servers of the second drill fail to launch. With 0, there is only one drill. */
  fail: number;
}

export type JournalView = ReturnType<typeof journalView>;

/** Creates the demonstration's servers and plans its drills, unless an earlier run with the same folder did. */
export function planDemonstration(
  savedState: SavedState,
  world: KeptWorld,
  site: Caller,
  shape: DemonstrationShape,
): PlannedDrill[] {
  const kept = savedState.read<PlannedDrill[] | PlannedDrill | null>(KEPT);
  // Null once all were shown. An earlier version kept a single plan instead of a list.
  if (kept !== undefined) return [kept ?? []].flat();
  const planned = plan(world, site, shape);
  world.changed();
  world.keep();
  savedState.write(KEPT, planned);
  return planned;
}

/** The next run with the same folder skips this drill. */
export function endDrill({ savedState }: LocalWorld, left: readonly PlannedDrill[]): void {
  savedState.write(KEPT, left.length === 0 ? null : left);
}

/** Requests the drill. Its idempotency key makes it the same drill after a kill. */
export async function beginDrill(local: LocalWorld, { body, key }: PlannedDrill): Promise<string> {
  const { drillId } = await call<DrillView>(local, 'POST', '/v1/drills', body, { 'idempotency-key': key });
  return drillId;
}

/** Watches the drill until it has ended, or until `stopped`. `seen` is called with every view. */
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

/** The whole journal of a drill, read page by page. */
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
const HOLD_SECONDS = 600;

/** One drill of two waves that passes, then one in which some servers fail by design. */
function plan(world: KeptWorld, site: Caller, { servers, fail }: DemonstrationShape): PlannedDrill[] {
  const options = Array.from({ length: servers }, (_, index): ServerOptions => {
    const hostname = `demo-${String(index + 1).padStart(3, '0')}`;
    return index < servers - fail ? { hostname } : { hostname, outcome: 'FAILS_CONVERSION', errorText: ERROR_TEXT };
  });
  const ids = world.addServers(site, options);
  const hostnames = Object.fromEntries(ids.map((id, index) => [id, options[index]?.hostname ?? '']));
  const key = `demonstration-${world.now()}`;
  const sound = fail === 0 ? ids : ids.slice(0, Math.floor(servers / 2));
  const half = Math.ceil(sound.length / 2);
  return [
    { key, fail: 0, waves: [sound.slice(0, half), sound.slice(half)], reason: 'The demonstration of npm start' },
    {
      key: `${key}-failing`,
      fail,
      waves: [ids.slice(sound.length)],
      reason: 'One in which a launch fails, as planned',
    },
  ].flatMap(({ waves, reason, ...one }) => {
    const requested = waves.filter((wave) => wave.length > 0).map((sourceServerIds) => ({ sourceServerIds }));
    const body = { waves: requested, holdSeconds: HOLD_SECONDS, reason };
    return requested.length === 0 ? [] : [{ ...one, hostnames, body }];
  });
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
