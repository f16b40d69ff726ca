import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Command, Option } from 'commander';
import { whole } from '../src/cli/wholeNumber.ts';
import { startEmbeddedDynamodb } from '../src/simulator/dynamodb/embeddedDynamodb.ts';
import { tableInput, tableProperties } from '../src/simulator/dynamodb/localTable.ts';
import { countReads, type Read } from '../src/simulator/dynamodb/readCounter.ts';
import { deploymentOf, readServerlessFile } from '../src/simulator/lambda/serverlessFile.ts';
import { createStore, type StorePorts } from '../src/store/createStore.ts';
import { createEntities } from '../src/store/entities.ts';
import { SITE, START } from '../test/builders.ts';
import { GROUPS, type Group, type Page, type Query } from './queryGroups.ts';

/**
 * `npm run bench:queries`: what every query reads, and how its time grows with the number of drills. A small and a
 * large table, created as in serverless.yml, get the items of the query under test for so many drills over twelve
 * months. Then both are queried alternately, so other load on the machine affects both equally. Times are medians.
 */

/** The limits of items read per item returned, and of the large table's time relative to the small one's. */
const READ_RATIO_MAX = 1;
const TIME_RATIO_MAX = 1.5;
/** The default page size. */
const LIMIT = 20;
/** The maximum page size. */
const LIMIT_MAX = 100;
const WARM_UPS = 10;
/** With fewer drills some queries have no second page. */
const DRILLS_MIN = 400;

type Size = 'small' | 'large';
const SIZES: Size[] = ['small', 'large'];
type Times = Record<Size, number[]>;

interface Measured {
  query: string;
  itemsRead: number;
  itemsReturned: number;
  readRatio: number;
  firstMilliseconds: { small: number; large: number; ratio: number };
  middleMilliseconds: { small: number; large: number; ratio: number };
}

const flags = new Command()
  .option('--json', 'print JSON')
  .option('--small <drills>', 'drills in the small table', whole(DRILLS_MIN, 1_000_000), 1000)
  .option('--large <drills>', 'drills in the large table', whole(DRILLS_MIN, 1_000_000), 20_000)
  .option('--runs <runs>', 'how often each page is read', whole(1, 10_000), 60)
  .addOption(new Option('--only <group>', 'these queries').choices(GROUPS.map(({ name }) => name)))
  .parse()
  .opts<{ json?: true; small: number; large: number; runs: number; only?: string }>();

const deployment = deploymentOf(readServerlessFile(), SITE, 'http://127.0.0.1');
const embedded = await startEmbeddedDynamodb();
const raw = new DynamoDBClient({
  endpoint: embedded.endpoint,
  region: SITE.region,
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});
const client = DynamoDBDocumentClient.from(raw);
const reads = countReads(client);
try {
  const measured: Measured[] = [];
  for (const group of GROUPS) {
    if (flags.only === undefined || flags.only === group.name) measured.push(...(await measureGroup(group)));
  }
  const exceeded = measured.filter(exceeds).map(({ query }) => query);
  console.log(flags.json ? JSON.stringify({ ...flags, exceeded, queries: measured }) : tableOf(measured));
  process.exitCode = exceeded.length === 0 ? 0 : 1;
} finally {
  raw.destroy();
  await embedded.stop();
}

async function measureGroup(group: Group): Promise<Measured[]> {
  const small = await seeded(group, flags.small);
  const large = await seeded(group, flags.large);
  const measured: Measured[] = [];
  for (const query of group.queries) measured.push(await measure(query, { small, large }, group.name));
  if (!flags.json) process.stderr.write('.');
  return measured;
}

async function seeded(group: Group, drills: number): Promise<StorePorts> {
  const tableName = `${group.name}-${drills}`;
  // Created without its stream: no query reads it, and it would slow down the writes more and more.
  const { StreamSpecification: _, ...properties } = tableProperties(deployment);
  await raw.send(new CreateTableCommand(tableInput({ ...properties, TableName: tableName })));
  await group.seed(createEntities({ client, table: tableName }), drills);
  const settings = { client, tableName, clock: { now: () => START }, ids: { next: () => '0' } };
  return createStore({ ...settings, deployment: { ...SITE, stage: 'bench' } });
}

async function measure(query: Query, tables: Record<Size, StorePorts>, group: string): Promise<Measured> {
  reads.length = 0;
  const middles = { small: await walk(query, tables.small), large: await walk(query, tables.large) };
  const first: Times = { small: [], large: [] };
  const middle: Times = { small: [], large: [] };
  let returned = middles.small.returned + middles.large.returned;
  for (let run = -WARM_UPS; run < flags.runs; run++) {
    for (const size of SIZES) {
      const [one, other] = [
        await timed(query, tables[size], undefined),
        await timed(query, tables[size], middles[size].cursor),
      ];
      returned += one.returned + other.returned;
      if (run < 0) continue;
      first[size].push(one.milliseconds);
      middle[size].push(other.milliseconds);
    }
  }
  const itemsRead = reads.reduce((sum: number, read: Read) => sum + read.scanned, 0);
  return {
    query: `${group}: ${query.name}`,
    itemsRead,
    itemsReturned: returned,
    readRatio: rounded(itemsRead / returned, 1000),
    firstMilliseconds: compared(first),
    middleMilliseconds: compared(middle),
  };
}

/** Follows the pages to the end. Returns the cursor of the middle page and the number of items. */
async function walk(query: Query, store: StorePorts): Promise<{ cursor: string | undefined; returned: number }> {
  const cursors: (string | undefined)[] = [];
  let returned = 0;
  for (let next: string | null | undefined; next !== null; ) {
    const page: Page = await query.page(store, LIMIT_MAX, next);
    if (page.items.length >= LIMIT) cursors.push(next);
    returned += page.items.length;
    next = page.cursor;
  }
  return { cursor: cursors[Math.floor(cursors.length / 2)], returned };
}

async function timed(query: Query, store: StorePorts, cursor: string | undefined) {
  const began = performance.now();
  const { items } = await query.page(store, LIMIT, cursor);
  return { milliseconds: performance.now() - began, returned: items.length };
}

function compared({ small, large }: Times): Measured['firstMilliseconds'] {
  const medians = { small: median(small), large: median(large) };
  const ratio = rounded(medians.large / medians.small, 100);
  return { small: rounded(medians.small, 100), large: rounded(medians.large, 100), ratio };
}

function median(numbers: number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function rounded(value: number, parts: number): number {
  return Math.round(value * parts) / parts;
}

function exceeds({ readRatio, firstMilliseconds, middleMilliseconds }: Measured): boolean {
  const slowest = Math.max(firstMilliseconds.ratio, middleMilliseconds.ratio);
  return readRatio !== READ_RATIO_MAX || slowest > TIME_RATIO_MAX;
}

function tableOf(measured: Measured[]): string {
  const names = [`first of ${flags.small}`, `of ${flags.large}`, 'ratio', `middle of ${flags.small}`];
  const head = ['query', 'read', 'returned', 'ratio', ...names, `of ${flags.large}`, 'ratio'];
  const rows = measured.map((one) => [
    one.query + (exceeds(one) ? ' (too much)' : ''),
    one.itemsRead,
    one.itemsReturned,
    one.readRatio.toFixed(2),
    ...timesOf(one.firstMilliseconds),
    ...timesOf(one.middleMilliseconds),
  ]);
  const lines = [head, head.map((_, column) => (column === 0 ? '---' : '---:')), ...rows];
  const limits = `Items read per item returned: ${READ_RATIO_MAX.toFixed(2)}; time of the large table relative to the small one's: at most ${TIME_RATIO_MAX}.`;
  return `${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n\n${limits} Medians of ${flags.runs}, in milliseconds.`;
}

function timesOf({ small, large, ratio }: Measured['firstMilliseconds']): string[] {
  return [small, large, ratio].map((number) => number.toFixed(2));
}
