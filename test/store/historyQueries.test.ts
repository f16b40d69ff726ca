import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { History, HistoryPage } from '../../src/flow/ports.ts';
import { countReads, type Read } from '../../src/simulator/dynamodb/readCounter.ts';
import { createStore } from '../../src/store/createStore.ts';
import { SITE, START, serverId } from '../builders.ts';
import { aDrillStory, aServerStory, remembered } from '../handlers/history/given.ts';
import { type EmbeddedTable, openEmbeddedTable } from './embeddedTable.ts';

const HOUR = 3_600_000;
const ALL = { from: null, to: null };
const HERE = { ...SITE, region: 'eu-west-1' };

let table: EmbeddedTable;
let history: History;
let reads: Read[];

beforeAll(async () => {
  table = await openEmbeddedTable();
  reads = countReads(table.client);
  const { client, tableName } = table;
  const settings = { client, tableName, clock: { now: () => START }, ids: { next: () => 'a0' } };
  history = createStore({ ...settings, deployment: { ...SITE, stage: 'test' } }).history;
  await remembered({ history }, aDrillStory(START, servers(START, 900_000)));
  for (const hours of [30, 60, 90, 120]) {
    const at = START + hours * HOUR;
    await remembered({ history }, { ...aDrillStory(at, servers(at, 900_000)), plan: `Plan ${hours}` });
  }
  await remembered({ history }, aDrillStory(START + 150 * HOUR, servers(START + 150 * HOUR, 900_000)));
  const at = START + 200 * HOUR;
  const failed = servers(at, 2_700_000).map((one, n) => (n % 2 === 0 ? { ...one, fate: 'FAILED' as const } : one));
  await remembered({ history }, aDrillStory(at, failed));
}, 60_000);
afterAll(() => table.close());
beforeEach(() => {
  reads.length = 0;
});

function servers(at: number, took: number) {
  return Array.from({ length: 12 }, (_, n) => aServerStory(n, at, took));
}

type Page = (limit: number, cursor: string | undefined) => Promise<HistoryPage<unknown>>;

/** Every list, the index that serves it, and how many items it has here. */
const LISTS: [string, string | null, number, Page][] = [
  ['the drills of a server', null, 7, (...asked) => history.trials(serverId(1), ALL, ...asked)],
  [
    'the drills of a server in a stretch of time',
    null,
    3,
    (...asked) => history.trials(serverId(1), { from: START + HOUR, to: START + 120 * HOUR }, ...asked),
  ],
  ['coverage', 'gsi3', 12, (...asked) => history.servers(HERE, ...asked)],
  ['findings', 'gsi4', 6, (...asked) => history.findings(...asked)],
  ['regressions', 'gsi5', 6, (...asked) => history.regressions(...asked)],
  ['statistics by day', null, 7, (...asked) => history.statistics('day', ALL, ...asked)],
  ['statistics by recovery plan', null, 5, (...asked) => history.statistics('recoveryPlan', ALL, ...asked)],
  ['statistics by server', null, 12, (...asked) => history.statistics('server', ALL, ...asked)],
  ['statistics by Region', null, 1, (...asked) => history.statistics('region', ALL, ...asked)],
];

describe('a list of the history reads what it returns and nothing else', () => {
  test.each(LISTS)('%s', async (_what, index, count, page) => {
    let found = 0;
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const next = await page(5, cursor);
      found += next.items.length;
      cursor = next.cursor;
    }
    expect(found).toBe(count);
    expect(new Set(reads.map((read) => read.index))).toEqual(new Set([index]));
    expect(reads.map(({ scanned }) => scanned)).toEqual(reads.map(({ returned }) => returned));
    expect(reads.reduce((sum, { scanned }) => sum + scanned, 0)).toBe(count);
    expect(reads.length).toBeLessThanOrEqual(Math.floor(count / 5) + 1);
  });
});
