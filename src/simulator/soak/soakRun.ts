import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SummaryView } from '../../api/views/summaryView.ts';
import { HOUR_SECONDS, SECOND_MS } from '../../drill/bounds.ts';
import type { Instant } from '../../drill/drill.ts';
import { DEAD } from '../lambda/killSwitch.ts';
import { type LocalWorld, startLocalWorld } from '../local/localWorld.ts';
import { createSoakTrouble, note, type SoakTrouble } from './soakFaults.ts';
import { hoursSince, type Judged, judgeSoak, type Soaked } from './soakJudge.ts';
import { removeLeaks } from './soakOperator.ts';
import { createSoakPeople } from './soakPeople.ts';
import { createSoakThirdParties } from './soakThirdParties.ts';

export interface SoakOptions {
  drills: number;
  seed: number;
  speed: number;
  /** Receives a progress line every few seconds. */
  progress(line: string): void;
}

/**
 * Runs many drills at once through the real handlers, the wire and the embedded table, while AWS, the table and the
 * functions fail at random. Not reproducible: the seed draws requests and fault rates, the machine decides the timing.
 */
export async function soak(options: SoakOptions): Promise<Soaked> {
  const times = { faultsUntil: Number.POSITIVE_INFINITY };
  const trouble = createSoakTrouble(options.seed, Date.now(), () => times.faultsUntil);
  const log = {
    info: () => undefined,
    error: (message: string, details: Record<string, unknown>) => handle(trouble, message, details),
  };
  const { speed, seed } = options;
  const folder = await mkdtemp(join(tmpdir(), 'drs-drill-soak-'));
  const tableFile = join(folder, 'table.db');
  try {
    const world = { apiPort: 0, awsPort: 0, speed, seed, folder: undefined, tableFile, log, trouble };
    const local = await startLocalWorld(world);
    try {
      return await soakIn(local, trouble, options, times);
    } finally {
      await local.stop();
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function soakIn(
  local: LocalWorld,
  trouble: SoakTrouble,
  options: SoakOptions,
  times: { faultsUntil: Instant },
): Promise<Soaked> {
  const people = createSoakPeople(local, options.seed, options.drills);
  times.faultsUntil = people.lastAt + HOUR_SECONDS * SECOND_MS;
  const thirdParties = createSoakThirdParties(local, options.seed, people.lastAt);
  const meeting = { local, trouble, people, thirdParties, options, beginning: local.clock.now() };
  const listed = await untilAllEnded(meeting, times.faultsUntil + LATEST_HOURS * HOUR_SECONDS * SECOND_MS);
  return judgeSoak(meeting, listed);
}

/** A drill whose cleanup the faults have delayed by a day has this long after they end. */
const LATEST_HOURS = 24;
const TURN_MS = 20;
const TURNS_BETWEEN_LOOKS = 25;
const LOOKS_BETWEEN_LINES = 10;

interface Meeting extends Judged {
  options: SoakOptions;
}

/** Records failed effects, except those that a dead function logs. */
function handle({ failures }: SoakTrouble, message: string, { body, error }: Record<string, unknown>): void {
  if (String(error).includes(DEAD)) return;
  if (message.startsWith('an effect failed') && typeof body === 'string') note(failures, body, String(error));
}

async function untilAllEnded(meeting: Meeting, latest: Instant): Promise<Map<string, SummaryView>> {
  const { local, trouble, people, thirdParties, options, beginning } = meeting;
  for (let turns = 0; ; turns++) {
    const now = local.clock.now();
    trouble.turn(now);
    people.turn(now);
    thirdParties.turn(now);
    await new Promise((resolve) => setTimeout(resolve, TURN_MS));
    if (turns % TURNS_BETWEEN_LOOKS !== 0) continue;
    const listed = await list(local);
    const views = [...listed.values()];
    await removeLeaks(local, views);
    const ended = views.filter(({ phase, quarantined }) => phase === 'ENDED' || quarantined !== null).length;
    if (turns % (TURNS_BETWEEN_LOOKS * LOOKS_BETWEEN_LINES) === 0)
      options.progress(`${hoursSince(beginning, now)} h  ${views.length} drills, ${ended} ended`);
    if (people.areDone() && ended === views.length && views.length >= people.accepted.size) return listed;
    if (now > latest) return listed;
  }
}

/** All drills, over HTTP. A page that fails is retried. */
async function list({ apiUrl }: LocalWorld): Promise<Map<string, SummaryView>> {
  const found = new Map<string, SummaryView>();
  let cursor: string | null = '';
  while (cursor !== null) {
    const response: Response = await fetch(`${apiUrl}/v1/drills?limit=100${cursor === '' ? '' : `&cursor=${cursor}`}`);
    if (!response.ok) continue;
    const page = (await response.json()) as { drills: SummaryView[]; cursor: string | null };
    for (const view of page.drills) found.set(view.drillId, view);
    cursor = page.cursor;
  }
  return found;
}
