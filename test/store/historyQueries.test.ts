import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { History, HistoryPage } from '../../src/flow/ports.ts';
import { countReads, type Read } from '../../src/simulator/dynamodb/readCounter.ts';
import { createStore } from '../../src/store/createStore.ts';
import { SITE, START, serverId } from '../builders.ts';
import { aDrillStory, aServerStory, recorded } from '../handlers/history/given.ts';
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
  await recorded({ history }, aDrillStory(START, servers(START, 900_000)));
  for (const hours of [30, 60, 90, 120]) {
    const at = START + hours * HOUR;
    await recorded({ history }, { ...aDrillStory(at, servers(at, 900_000)), plan: `Plan ${hours}` });
  }
  await recorded({ history }, aDrillStory(START + 150 * HOUR, servers(START + 150 * HOUR, 900_000)));
  const at = START + 200 * HOUR;
  const failed = servers(at, 2_700_000).map((one, n) => (n % 2 === 0 ? { ...one, fate: 'FAILED' as const } : one));
  await recorded({ history }, aDrillStory(at, failed));
}, 60_000);
afterAll(() => table.close());
beforeEach(() => {
  reads.length = 0;
});

function servers(at: number, pastDurations: number) {
  return Array.from({ length: 12 }, (_, n) => aServerStory(n, at, pastDurations));
}

type Page = (limit: number, cursor: string | undefined) => Promise<HistoryPage<unknown>>;

/** Every list, the index that serves it, and how many items it has here. */
const LISTS: [string, string | null, number, Page][] = [
  ['the drills of a server', null, 7, (...requested) => history.trials(serverId(1), ALL, ...requested)],
  [
    'the drills of a server in a period',
    null,
    3,
    (...requested) => history.trials(serverId(1), { from: START + HOUR, to: START + 120 * HOUR }, ...requested),
  ],
  ['coverage', 'gsi3', 12, (...requested) => history.servers(HERE, ...requested)],
  ['findings', 'gsi4', 6, (...requested) => history.findings(...requested)],
  ['regressions', 'gsi5', 6, (...requested) => history.regressions(...requested)],
  ['statistics by day', null, 7, (...requested) => history.statistics('day', ALL, ...requested)],
  ['statistics by recovery plan', null, 5, (...requested) => history.statistics('recoveryPlan', ALL, ...requested)],
  ['statistics by server', null, 12, (...requested) => history.statistics('server', ALL, ...requested)],
  ['statistics by Region', null, 1, (...requested) => history.statistics('region', ALL, ...requested)],
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
