import { HOUR_SECONDS, SECOND_MS } from '../../drill/bounds.ts';
import type { Instant } from '../../drill/drill.ts';
import { createDice, type Dice } from '../aws/dice.ts';
import { drawFaults, type Faults, noFaults } from '../aws/faults.ts';
import type { Death } from '../lambda/killSwitch.ts';
import type { Trouble } from '../local/faultHooks.ts';
import type { TableFault } from '../wire/tableFault.ts';

/** All faults of a soak, and how often each occurred. */
export interface SoakTrouble extends Trouble {
  /** Draws new faults each hour, and ends them all when their time is over. */
  turn(now: Instant): void;
  /** Stops all faults. */
  end(): void;
  injected: Record<string, number>;
  /** In how many hours each kind of fault was active. */
  hoursWith: Record<string, number>;
  deaths: Record<string, number>;
  /** Why the deliveries of each message failed, by its body. */
  failures: Map<string, string[]>;
}

/** The share of invocations that die, hour by hour. An invocation that makes too few requests survives. */
const DEATHS = [0.02, 0.1, 0.1, 0.6];
const LAST_REQUEST_MAX = 6;
/** Low enough that a function on a busy machine does not time out early. */
const BUSY_SPEED = 4;
/** The pauses that AWS's retry hints request would dominate the duration of a function. */
const PAUSE_SPEED = 60;

/** Draws faults from the seed, new ones every hour, until `until`. */
export function createSoakTrouble(seed: number, beginning: Instant, until: () => Instant): SoakTrouble {
  const dice = createDice(seed ^ 0x50a4);
  const weather: Weather = { turnsAt: beginning, table: {}, deaths: 0, isCalm: false };
  const faults: Faults = { ...noFaults };
  const injected: Record<string, number> = {};
  const hoursWith: Record<string, number> = {};
  const deaths: Record<string, number> = {};
  const failures = new Map<string, string[]>();
  return {
    faults,
    injected,
    hoursWith,
    deaths,
    failures,
    busySpeed: BUSY_SPEED,
    pauseSpeed: PAUSE_SPEED,
    turn(now) {
      if (now >= until()) endFaults(weather, faults);
      if (weather.isCalm || now < weather.turnsAt) return;
      weather.turnsAt = now + HOUR_SECONDS * SECOND_MS;
      weather.deaths = dice.pick(DEATHS);
      weather.table = drawTableFaults(dice);
      Object.assign(faults, drawFaults(dice));
      for (const kind of kindsOf(faults)) add(hoursWith, kind);
    },
    end: () => endFaults(weather, faults),
    tableFault: (operation) =>
      TABLE_FAULTS.find((fault) => dice.chance(mayMeet(operation, fault) ? (weather.table[fault] ?? 0) : 0)),
    deathOf: () => (dice.chance(weather.deaths) ? drawDeath(dice) : undefined),
    onDied: (functionName, payload, reason) => {
      add(deaths, /timed out/.test(reason) ? `${functionName}, at its timeout` : functionName);
      for (const body of bodiesOf(payload)) note(failures, body, reason);
    },
    onCall: ({ service, operation, fault }) => {
      if (fault !== undefined) add(injected, `${service === 'drs' ? operation : service}: ${fault}`);
    },
  };
}

interface Weather {
  turnsAt: Instant;
  table: Partial<Record<TableFault, number>>;
  deaths: number;
  isCalm: boolean;
}

function endFaults(weather: Weather, faults: Faults): void {
  Object.assign(weather, { table: {}, deaths: 0, isCalm: true });
  Object.assign(faults, noFaults);
}

/** The kinds of faults that may occur. Members without a rate only say how long or how. */
function kindsOf(faults: Faults): string[] {
  return Object.entries(faults).flatMap(([kind, rate]) => {
    const rates: unknown[] = typeof rate === 'object' && rate !== null ? Object.values(rate) : [rate];
    const isSaid = /Max$|Until$|Within|RetryAfter$/.test(kind);
    return !isSaid && rates.some((one) => typeof one === 'number' && one > 0) ? [kind] : [];
  });
}

/** Records why a delivery of a message failed. */
export function note(failures: Map<string, string[]>, body: string, reason: string): void {
  failures.set(body, [...(failures.get(body) ?? []), reason]);
}

const TABLE_FAULTS = ['ReplyLost', 'ThrottlingException', 'InternalServerError', 'TransactionConflict'] as const;

/** Only writes can conflict with a transaction in progress on their item. */
function mayMeet(operation: string, fault: TableFault): boolean {
  return fault !== 'TransactionConflict' || /Write|Put|Update|Delete/.test(operation);
}

function drawTableFaults(dice: Dice): Record<TableFault, number> {
  const upTo = (worst: number) => (dice.chance(0.3) ? 0 : dice.roll() * worst);
  return {
    ReplyLost: upTo(0.03),
    ThrottlingException: upTo(0.05),
    InternalServerError: upTo(0.03),
    TransactionConflict: upTo(0.05),
  };
}

function drawDeath(dice: Dice): Death {
  return { atRequest: dice.between(1, LAST_REQUEST_MAX), isSent: dice.chance(0.5) };
}

function add(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}

/** The bodies of SQS messages. Other payloads have none. */
function bodiesOf(payload: unknown): string[] {
  const { Records = [] } = payload as { Records?: { body?: unknown }[] };
  return Records.flatMap(({ body }) => (typeof body === 'string' ? [body] : []));
}
