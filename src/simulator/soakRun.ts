import { isDeepStrictEqual } from 'node:util';
import type { SummaryView } from '../api/summaryView.ts';
import { HOUR_SECONDS, SECOND_MS } from '../drill/bounds.ts';
import type { Drill, Instant } from '../drill/drill.ts';
import { type LocalWorld, startLocalWorld } from './localWorld.ts';
import { soakViolations, unexplained } from './soakChecks.ts';
import { type DeadLetter, effectQueueUrl, emptyDeadLetters, readDeadLetters } from './soakDeadLetters.ts';
import { createSoakPeople, type SoakPeople } from './soakPeople.ts';
import { createSoakStrangers, type SoakStrangers } from './soakStrangers.ts';
import { readSoakTable } from './soakTable.ts';
import { countMarks } from './soakTally.ts';
import { createSoakTrouble, note, type SoakTrouble } from './soakTrouble.ts';
import type { MemoryTable } from './table.ts';

/** How a soak went. */
export interface Soaked {
  violations: string[];
  drills: SummaryView[];
  launches: number;
  terminations: number;
  strangersLaunches: number;
  hours: number;
  deeds: Record<string, number>;
  injected: Record<string, number>;
  hoursWith: Record<string, number>;
  deaths: Record<string, number>;
  deadLetters: DeadLetter[];
}

export interface SoakOptions {
  drills: number;
  seed: number;
  speed: number;
  /** Hears how it goes, every few seconds. */
  progress(line: string): void;
}

/**
 * Many drills at once through the real handlers, the wire and the embedded table, while AWS, the table and the functions
 * fail at random. Not repeatable to the byte: the seed draws what is asked and how often things fail, the machine when.
 */
export async function soak(options: SoakOptions): Promise<Soaked> {
  const times = { faultsUntil: Number.POSITIVE_INFINITY };
  const trouble = createSoakTrouble(options.seed, Date.now(), () => times.faultsUntil);
  const log = {
    info: () => undefined,
    error: (message: string, details: Record<string, unknown>) => hear(trouble, message, details),
  };
  const { speed, seed } = options;
  const local = await startLocalWorld({ apiPort: 0, awsPort: 0, speed, seed, folder: undefined, log, trouble });
  try {
    const people = createSoakPeople(local, seed, options.drills);
    times.faultsUntil = people.lastAt + HOUR_SECONDS * SECOND_MS;
    const strangers = createSoakStrangers(local, seed, people.lastAt);
    const meeting = { local, trouble, people, strangers, options, beginning: local.clock.now() };
    const listed = await untilAllEnded(meeting, times.faultsUntil + LATEST_HOURS * HOUR_SECONDS * SECOND_MS);
    return await judge(meeting, listed);
  } finally {
    await local.stop();
  }
}

/** A drill whose cleaning was set back by a day of faults has this long after their end. */
const LATEST_HOURS = 24;
const TURN_MS = 20;
const TURNS_BETWEEN_LOOKS = 25;
const LOOKS_BETWEEN_LINES = 10;

interface Meeting {
  local: LocalWorld;
  trouble: SoakTrouble;
  people: SoakPeople;
  strangers: SoakStrangers;
  options: SoakOptions;
  beginning: Instant;
}

function hear({ failures }: SoakTrouble, message: string, { body, error }: Record<string, unknown>): void {
  if (message.startsWith('an effect failed') && typeof body === 'string') note(failures, body, String(error));
}

async function untilAllEnded(meeting: Meeting, latest: Instant): Promise<Map<string, SummaryView>> {
  const { local, trouble, people, strangers, options, beginning } = meeting;
  for (let turns = 0; ; turns++) {
    const now = local.clock.now();
    trouble.turn(now);
    people.turn(now);
    strangers.turn(now);
    await new Promise((resolve) => setTimeout(resolve, TURN_MS));
    if (turns % TURNS_BETWEEN_LOOKS !== 0) continue;
    const listed = await list(local);
    const views = [...listed.values()];
    const ended = views.filter(({ phase, broken }) => phase === 'ENDED' || broken !== null).length;
    if (turns % (TURNS_BETWEEN_LOOKS * LOOKS_BETWEEN_LINES) === 0)
      options.progress(`${hoursSince(beginning, now)} h  ${views.length} drills, ${ended} ended`);
    if (people.areDone() && ended === views.length && views.length >= people.accepted.size) return listed;
    if (now > latest) return listed;
  }
}

function hoursSince(beginning: Instant, now: Instant): string {
  return ((now - beginning) / (HOUR_SECONDS * SECOND_MS)).toFixed(1);
}

/** All drills, over HTTP; a page that fails is asked for again. */
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

async function judge(meeting: Meeting, listed: Map<string, SummaryView>): Promise<Soaked> {
  const { local, trouble, people, strangers, beginning } = meeting;
  trouble.end();
  await quiet(local);
  const { accepted } = people;
  const table = await readSoakTable(local, accepted);
  const owner = await table.ports.owner();
  const { jobs: strangersJobs } = strangers;
  const violations = [
    ...people.violations,
    ...soakViolations({ local, table, owner, accepted, listed, strangersJobs }),
  ];
  const { failures, injected, hoursWith, deaths } = trouble;
  const effectKind = (drillId: string, effectId: string) =>
    table.effectsOf(drillId).find((item) => item.effectId === effectId)?.effect.kind;
  const deadLetters = await readDeadLetters({ local, failures, effectKind, strangersJobs });
  violations.push(...unexplained(deadLetters, listed), ...(await harmOfRedriving(local, table, deadLetters)));
  const { launches, terminations } = local.world.history;
  return {
    violations,
    drills: [...listed.values()],
    launches: launches.length - strangersJobs.size,
    terminations: terminations.length,
    strangersLaunches: strangersJobs.size,
    hours: Number(hoursSince(beginning, local.clock.now())),
    deeds: people.deeds,
    injected: { ...injected, ...countMarks(local.world.state()) },
    hoursWith,
    deaths,
    deadLetters,
  };
}

/** Sends every dead letter again; no drill changes by it, nothing is launched or terminated, and none is dead again. */
async function harmOfRedriving(local: LocalWorld, before: MemoryTable, letters: DeadLetter[]): Promise<string[]> {
  const { history } = local.world;
  const acts = () => history.launches.length + history.terminations.length;
  const actsBefore = acts();
  emptyDeadLetters(local);
  for (const letter of letters) await letter.redeliver();
  await quiet(local);
  const drills = before.drills();
  const after = await readSoakTable(
    local,
    drills.map(({ drillId }) => drillId),
  );
  const now = new Map<string, Drill>(after.drills().map((drill) => [drill.drillId, drill]));
  const changed = drills.filter((drill) => !isDeepStrictEqual(drill, now.get(drill.drillId)));
  const again = Object.values(local.world.state().queues).filter(
    (one) => one.name.endsWith('-failures') && one.messages.length > 0,
  );
  return [
    ...changed.map(({ drillId }) => `a redriven dead letter changes no ended drill (${drillId})`),
    ...(acts() === actsBefore ? [] : ['a redriven dead letter launches and terminates nothing']),
    ...again.map(({ name }) => `a redriven dead letter is not dead again (${name})`),
  ];
}

/** In a row; the sweep comes every few looks, and disturbs nobody. */
const QUIET_LOOKS = 3;

/** Waits until no message is left for a function, some of which are delayed, and nothing runs. */
async function quiet(local: LocalWorld): Promise<void> {
  for (let quietLooks = 0; quietLooks < QUIET_LOOKS; ) {
    await new Promise((resolve) => setTimeout(resolve, TURN_MS));
    quietLooks = areEffectsWaiting(local) || local.backstage.busy() ? 0 : quietLooks + 1;
  }
}

function areEffectsWaiting({ world, site, backstage }: LocalWorld): boolean {
  const input = { QueueUrl: effectQueueUrl(backstage), AttributeNames: ['All'] };
  const { Attributes } = world.call('sqs', 'GetQueueAttributes', input, site) as { Attributes: Record<string, string> };
  return Object.entries(Attributes).some(([name, value]) => name.startsWith('ApproximateNumber') && value !== '0');
}
