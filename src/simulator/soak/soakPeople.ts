import { MINUTE_SECONDS, SECOND_MS } from '../../drill/bounds.ts';
import type { Instant } from '../../drill/drill.ts';
import { createDice, type Dice } from '../aws/dice.ts';
import type { LocalWorld } from '../local/localWorld.ts';
import { type Answered, callOnSeen, callUntilAnswered, type RequestedCall } from './soakCalls.ts';

/** The people who request drills over HTTP and change their minds. */
export interface SoakPeople {
  /** Performs what is due. Call it often. */
  turn(now: Instant): void;
  /** When the last drill is requested. */
  lastAt: Instant;
  /** The drills that were accepted. */
  accepted: Set<string>;
  /** True when nothing is left to do. */
  areDone(): boolean;
  /** What they did and the results, counted. */
  actions: Record<string, number>;
  /** Responses that must not occur. */
  violations: string[];
}

/** The mean time between two requests: more drills than the quotas allow at once, so some wait. */
const BETWEEN_DRILLS_SECONDS = 150;
const SERVERS_PER_DRILL_MAX = 4;
const SERVERS_FOR_EACH_DRILL = 6;
const SERVERS_MIN = 100;
const LEVER_LOOK_SECONDS = 1200;

interface Meeting {
  local: LocalWorld;
  dice: Dice;
  agenda: { at: Instant; act: () => Promise<void> }[];
  running: Set<Promise<void>>;
  people: Pick<SoakPeople, 'accepted' | 'actions' | 'violations'>;
}

export function createSoakPeople(local: LocalWorld, seed: number, drills: number): SoakPeople {
  const dice = createDice(seed ^ 0x9e091e);
  const beginning = local.clock.now();
  const people = { accepted: new Set<string>(), actions: {}, violations: [] };
  const meeting: Meeting = { local, dice, agenda: [], running: new Set(), people };
  const lastAt = beginning + drills * BETWEEN_DRILLS_SECONDS * SECOND_MS;
  // Few enough that drills compete for servers.
  const servers = local.world.addServers(local.site, Math.max(SERVERS_MIN, drills * SERVERS_FOR_EACH_DRILL));
  for (let index = 0; index < drills; index++) planDrill(meeting, servers, index, beginning, lastAt);
  for (let at = beginning; at < lastAt; at += LEVER_LOOK_SECONDS * SECOND_MS)
    plan(meeting, at, () => openLever(meeting));
  return {
    ...people,
    lastAt,
    turn: (now) => turn(meeting, now),
    areDone: () => meeting.agenda.length === 0 && meeting.running.size === 0,
  };
}

function plan({ agenda }: Meeting, at: Instant, act: () => Promise<void>): void {
  agenda.push({ at, act });
}

function turn({ agenda, running, people }: Meeting, now: Instant): void {
  const due = agenda.filter(({ at }) => at <= now);
  for (const one of due) {
    agenda.splice(agenda.indexOf(one), 1);
    const done = one
      .act()
      .catch((error: unknown) => void people.violations.push(`every request gets a response: ${String(error)}`))
      .finally(() => running.delete(done));
    running.add(done);
  }
}

function planDrill(meeting: Meeting, servers: string[], index: number, from: Instant, to: Instant): void {
  const { dice } = meeting;
  const at = from + Math.floor(dice.roll() * (to - from));
  const key = `soak-${from}-${index}`;
  const body = drawBody(dice, servers);
  plan(meeting, at, () => begin(meeting, key, body));
}

/** A full site says when to retry. */
async function begin(meeting: Meeting, key: string, body: unknown): Promise<void> {
  const drillId = await request(meeting, key, body);
  if (drillId !== undefined) planActions(meeting, drillId, key, body);
}

function drawBody(dice: Dice, servers: string[]): unknown {
  const first = dice.between(0, servers.length - 1);
  const count = dice.between(1, SERVERS_PER_DRILL_MAX);
  const ids = Array.from({ length: count }, (_, index) => servers[(first + index) % servers.length]);
  const split = dice.chance(0.5) ? count : dice.between(1, count);
  const waves = [ids.slice(0, split), ids.slice(split)].filter((wave) => wave.length > 0);
  return {
    waves: waves.map((sourceServerIds) => ({ sourceServerIds })),
    holdSeconds: dice.pick([0, 300, 900, 1800]),
    launchAllowanceSeconds: dice.pick([1800, 5400]),
    onLaunchFailure: dice.pick(['HOLD', 'CONTINUE', 'TERMINATE']),
    reason: 'soak',
  };
}

/** Retries under one idempotency key until there is a response; undefined when it is refused. */
async function request(meeting: Meeting, key: string, body: unknown): Promise<string | undefined> {
  const { people } = meeting;
  const answer = await call(meeting, 'POST', '/v1/drills', body, { 'idempotency-key': key });
  if (answer.status === 429) {
    const at = meeting.local.clock.now() + answer.retryAfterSeconds * SECOND_MS;
    plan(meeting, at, () => begin(meeting, key, body));
    return undefined;
  }
  if (answer.status !== 202) {
    people.violations.push(`a well-formed request is accepted: ${answer.status} ${JSON.stringify(answer.body)}`);
    return undefined;
  }
  const { drillId } = answer.body as { drillId: string };
  people.accepted.add(drillId);
  return drillId;
}

function planActions(meeting: Meeting, drillId: string, key: string, body: unknown): void {
  const { dice, local, people } = meeting;
  const path = `/v1/drills/${drillId}`;
  const later = (seconds: number) => local.clock.now() + dice.between(0, seconds) * SECOND_MS;
  if (dice.chance(0.2))
    plan(meeting, later(7200), () => steer(meeting, `${path}/cancel`, () => ({ reason: 'enough' })));
  if (dice.chance(0.2)) plan(meeting, later(5400), () => steer(meeting, `${path}/hold/end`, () => undefined));
  if (dice.chance(0.3)) {
    const seconds = dice.between(10, 60) * MINUTE_SECONDS;
    const wanted = (now: Instant) => ({ holdUntil: new Date(now + seconds * SECOND_MS).toISOString() });
    plan(meeting, later(5400), () => steer(meeting, `${path}/hold`, wanted));
  }
  if (dice.chance(0.2)) {
    plan(meeting, later(3600), async () => {
      const again = await request(meeting, key, body);
      if (again !== drillId) people.violations.push(`one idempotency key starts one drill: ${drillId} and ${again}`);
    });
  }
}

const STEER_AGAIN_SECONDS = 600;
const STEERS_MAX = 8;

/** A drill that is not ready for a command, or past it, refuses it. The operator may retry later. */
async function steer(meeting: Meeting, path: string, wanted: (now: Instant) => unknown, tries = 1): Promise<void> {
  const now = meeting.local.clock.now();
  const headers = { 'idempotency-key': `${path}-${tries}-${now}` };
  const { actions, violations } = meeting.people;
  const { status } = await callOnSeen({ api: meeting.local.apiUrl, actions }, path, wanted(now), headers);
  const name = `${path.replace(/^\/v1\/drills\/[^/]+\//, '')}: ${status}`;
  actions[name] = (actions[name] ?? 0) + 1;
  if (status === 202) return;
  if (status !== 409 && status !== 422)
    violations.push(`a command is accepted, or refused with 409 or 422: ${path} ${status}`);
  else if (tries < STEERS_MAX) {
    plan(meeting, now + STEER_AGAIN_SECONDS * SECOND_MS, () => steer(meeting, path, wanted, tries + 1));
  }
}

/** An operator checks the lever now and then, and opens it again after a real recovery. */
async function openLever(meeting: Meeting): Promise<void> {
  const { region } = meeting.local.site;
  const { body, etag } = await call(meeting, 'GET', '/v1/lever');
  const { levers } = body as { levers: { region: string | null; inForce: boolean }[] };
  if (!levers.some((lever) => lever.region === region && lever.inForce)) return;
  const wanted = { region, state: 'OPEN', reason: 'The recovery is looked after.' };
  await call(meeting, 'PUT', '/v1/lever', wanted, { 'if-match': etag });
  meeting.people.actions['lever opened'] = (meeting.people.actions['lever opened'] ?? 0) + 1;
}

function call({ local, people }: Meeting, ...args: RequestedCall): Promise<Answered> {
  return callUntilAnswered({ api: local.apiUrl, actions: people.actions }, ...args);
}
