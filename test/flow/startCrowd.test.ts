import { expect, test } from 'vitest';
import { PERSON_TIMEOUT_SECONDS } from '../../src/drill/bounds.ts';
import { advance } from '../../src/flow/advance.ts';
import type { Ports } from '../../src/flow/ports.ts';
import { createDice, type Dice } from '../../src/simulator/aws/dice.ts';
import { noFaults } from '../../src/simulator/aws/faults.ts';
import { createOtherWorld } from '../../src/simulator/aws/simulatedAws.ts';
import { createMemoryTable, type MemoryTable } from '../../src/simulator/memory/memoryTable.ts';
import { createTasks, type Invocation } from '../../src/simulator/seeded/coroutines.ts';
import { LIMITS, OWNER, SITE, START, serverId, someTerms } from '../builders.ts';

const CLIENTS = 40;
const STARTS = 300;
/** Of each way of a call to the table: DynamoDB answers in milliseconds, and a cold function takes longer. */
const WAY_MILLISECONDS = { least: 5, most: 40 };

/** The time per call of a table that answers one call after the other. */
const SLOW_CALL_MILLISECONDS = 12;

test.each([
  ['a table that takes any number of calls at once', 0],
  ['a table that answers one call after the other', SLOW_CALL_MILLISECONDS],
])(
  'of 300 drills that forty clients start at a site, none is refused for the crowd: %s',
  async (_, callMilliseconds) => {
    const started = await startAll(1, callMilliseconds);
    expect(started).toHaveLength(STARTS);
    expect(started.filter(({ failure }) => failure !== undefined)).toEqual([]);
    expect(Math.max(...started.map(({ seconds }) => seconds))).toBeLessThan(PERSON_TIMEOUT_SECONDS);
  },
);

/**
 * Each client starts its next drill after its answer. Time passes only by calls and pauses, so the machine's own load
 * does not count.
 */
async function startAll(
  seed: number,
  callMilliseconds: number,
): Promise<{ seconds: number; failure: string | undefined }[]> {
  const dice = createDice(seed);
  const { least, most } = WAY_MILLISECONDS;
  const tasks = createTasks({ now: START, latencyMs: () => dice.between(least, most), dies: () => false });
  const aws = createOtherWorld({ seed, now: START, faults: noFaults, deliver: () => undefined });
  const table = createMemoryTable({ now: tasks.now, owner: OWNER, onChange: () => undefined });
  const slowTable = { callMilliseconds, freeAt: START };
  const answered: { seconds: number; failure: string | undefined }[] = [];
  let requested = 0;
  const startNext = () => {
    if (requested === STARTS) return;
    requested += 1;
    const [n, at] = [requested, tasks.now()];
    tasks.invoke(at, {
      name: `start ${n}`,
      timeoutSeconds: 28,
      work: (invocation) => start(portsOf(table, tasks.now, invocation, dice, slowTable), n, at),
      onEnd: (failure) => {
        answered.push({ seconds: (tasks.now() - at) / 1000, failure });
        startNext();
      },
    });
  };
  for (let client = 0; client < CLIENTS; client++) startNext();
  await tasks.runUntil(START + 3_600_000, aws, () => answered.length === STARTS);
  return answered;
}

async function start(ports: Ports, n: number, at: number): Promise<void> {
  const drillId = `d-${String(n).padStart(24, '0')}`;
  const request = { site: SITE, waves: [[serverId(n)]], terms: someTerms() };
  const by = { owner: OWNER, requestedBy: 'somebody', requestHash: drillId };
  await advance(ports, drillId, { type: 'Requested', at, drillId, request, ...by, limits: LIMITS });
}

/** What a start reaches: the table, where each call takes its time on the way there and back. */
function portsOf(
  { ports }: MemoryTable,
  now: () => number,
  invocation: Invocation,
  dice: Dice,
  slowTable: { callMilliseconds: number; freeAt: number },
): Ports {
  const slowly = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get: (_, name) => {
        const call = port[name as keyof Port] as (...all: unknown[]) => Promise<unknown>;
        return async (...all: unknown[]) => {
          await invocation.gate();
          slowTable.freeAt = Math.max(slowTable.freeAt, now()) + slowTable.callMilliseconds;
          await invocation.pause(slowTable.freeAt - now());
          const answer = await call(...all);
          await invocation.gate();
          return answer;
        };
      },
    });
  const { drills, inbox, sites, levers, receipts } = ports;
  const table = { drills, inbox, sites, levers, receipts };
  const slow = Object.fromEntries(Object.entries(table).map(([name, port]) => [name, slowly(port)]));
  const clock = { now, pause: invocation.pause };
  const ids = { next: () => dice.alphanumeric(24), random: () => dice.roll() };
  return { clock, ids, ...slow } as unknown as Ports;
}
