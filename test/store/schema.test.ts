import { PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Prices } from '../../src/flow/ports.ts';
import { createStore, type StorePorts } from '../../src/store/createStore.ts';
import { createEntities } from '../../src/store/entities.ts';
import { createPricesStore } from '../../src/store/prices.ts';
import { readable } from '../../src/store/schema.ts';
import {
  aDrill,
  aFirstEntry,
  aLeverMove,
  aNote,
  aSave,
  aSchedule,
  aSiteRecord,
  aWake,
  instanceId,
  NOTHING_USED,
  SITE,
  START,
  serverId,
} from '../builders.ts';
import { SITE as DRILLED_SITE } from '../handlers/given.ts';
import { aDrillStory, aServerStory, recorded } from '../handlers/history/given.ts';
import { type EmbeddedTable, openEmbeddedTable } from './embeddedTable.ts';

const DRILL_ID = 'd-1';
const COUNTED_ID = 'd-2';
const NO_PRICES = { instanceHours: {}, gigabyteMonths: {} };
const ANY_TIME = { from: null, to: null };

/** Every way in which stored items are read, by the kind of item. */
const READERS: Record<string, (store: StorePorts & { prices: Prices }) => Promise<unknown>> = {
  record: ({ drills }) => drills.load(DRILL_ID),
  summary: ({ drills }) => drills.list({ ...ANY_TIME, by: null }, 10),
  journal: ({ drills }) => drills.journal(DRILL_ID, 1, 10),
  inbox: ({ inbox }) => inbox.unread(DRILL_ID, 10),
  effect: ({ effects }) => effects.load(DRILL_ID, 'e1'),
  instance: ({ instances }) => instances.find(SITE, instanceId(1)),
  receipt: ({ receipts }) => receipts.load('r-1'),
  site: ({ sites }) => sites.load(SITE),
  lever: ({ levers }) => levers.load(SITE),
  leverMove: ({ levers }) => levers.moves(10),
  plan: ({ plans }) => plans.newest('web-shop'),
  'plan in a list': ({ plans }) => plans.list(10),
  planVersion: ({ plans }) => plans.version('web-shop', 1),
  'planVersion in a list': ({ plans }) => plans.versions('web-shop', 10),
  note: ({ notes }) => notes.ofGuard(DRILL_ID),
  personNote: ({ notes }) => notes.of(DRILL_ID),
  givenRequest: ({ drills }) => drills.given(DRILL_ID),
  schedule: ({ planSchedules }) => planSchedules.load('nightly'),
  'schedule in a list': ({ planSchedules }) => planSchedules.list(10),
  trial: ({ history }) => history.trials(serverId(1), ANY_TIME, 10),
  server: ({ history }) => history.loadServer(serverId(1)),
  'server in a list': ({ history }) => history.servers(DRILLED_SITE, 10),
  finding: ({ history }) => history.findings(10),
  statistic: ({ history }) => history.loadStatistics([{ by: 'server', key: serverId(1) }]),
  'statistic in a list': ({ history }) => history.statistics('server', ANY_TIME, 10),
  regression: ({ history }) => history.regressions(10),
  counted: ({ history }) => history.used(COUNTED_ID),
  prices: ({ prices }) => prices.load(SITE.region),
  unsealed: ({ seals }) => seals.dueOf(DRILL_ID),
  sealed: ({ seals }) => seals.receipts(DRILL_ID),
};

/** Only written, or read where no schema matters: a pause, a place in a line, whose jobs are ours. */
const NEVER_READ = ['pace', 'ticket', 'deployment'];
/** Only older versions have written these; partitions.test.ts covers them. */
const OF_OLDER_VERSIONS = ['olderInbox', 'olderCounted'];

describe('items of another version of the product', () => {
  let table: EmbeddedTable;
  let store: StorePorts & { prices: Prices };
  let written: Item[];
  beforeAll(async () => {
    table = await openEmbeddedTable();
    const ids = { next: () => '0', random: () => 0.5 };
    const { client, tableName } = table;
    const deployment = { ...SITE, stage: 'test' };
    const drills = createStore({ client, tableName, clock: { now: () => START }, ids, deployment });
    store = { ...drills, prices: createPricesStore({ client, tableName }) };
    await writeEachKind(store);
    written = (await client.send(new ScanCommand({ TableName: tableName }))).Items ?? [];
  }, 30_000);
  afterAll(() => table.close());

  async function rewrite(schema: number | undefined): Promise<void> {
    for (const { schema: _, ...item } of written) {
      const given = schema === undefined ? item : { ...item, schema };
      await table.client.send(new PutCommand({ TableName: table.tableName, Item: given }));
    }
  }

  test('there is a reader here for every kind of item', () => {
    const kinds = Object.keys(createEntities({ client: table.client, table: table.tableName }).entities);
    const read = new Set(Object.keys(READERS).map((name) => name.split(' ')[0]));
    expect(kinds.filter((kind) => !read.has(kind)).sort()).toEqual([...NEVER_READ, ...OF_OLDER_VERSIONS].sort());
    expect([...read].filter((kind) => !written.some((item) => item['__edb_e__'] === kind))).toEqual([]);
  });

  test.each(Object.keys(READERS))('what this version has written is read: %s', async (kind) => {
    await rewrite(2);
    expect(JSON.stringify(await READERS[kind]?.(store))).toMatch(/[0-9]/);
  });

  test.each([
    [3, 'a newer'],
    [1, 'an older'],
    [undefined, 'an older'],
  ])('with the schema %s none is read, and the error says why', async (schema, words) => {
    await rewrite(schema);
    for (const [kind, read] of Object.entries(READERS)) {
      const reported = await read(store).then(
        () => 'it was read',
        (error: unknown) => String(error),
      );
      expect([kind, reported]).toEqual([kind, expect.stringContaining(`was written by ${words} version`)]);
    }
  });
});

describe('an older item with an upcaster', () => {
  const upcasters = {
    0: (item: { schema: number; colour: string }) => ({ ...item, schema: 1, colour: `${item.colour}er` }),
    1: (item: { schema: number; colour: string }) => ({ ...item, schema: 2, colour: `${item.colour}!` }),
  };

  test('is read as if this version had written it, from step to step', () => {
    expect(readable({ schema: 0, colour: 'red' }, 'It', upcasters)).toEqual({ schema: 2, colour: 'reder!' });
  });

  test('that no upcaster reaches is refused', () => {
    expect(() => readable({ schema: -1, colour: 'red' }, 'It', upcasters)).toThrow(
      'It was written by an older version',
    );
  });
});

type Item = Record<string, unknown>;

async function writeEachKind(store: StorePorts & { prices: Prices }): Promise<void> {
  const drill = aDrill({ drillId: DRILL_ID });
  await store.drills.save(
    aSave(drill, {
      entry: aFirstEntry(drill),
      requested: [aWake('e1')],
      receipt: { receiptId: 'r-1', requestHash: 'hash of 1' },
      given: '{"holdSeconds":60}',
      site: { record: aSiteRecord(), readVersion: 0 },
      instances: [{ sourceServerId: serverId(1), instanceId: instanceId(1), volumeIds: [] }],
    }),
  );
  await store.inbox.put(DRILL_ID, 'wake/1', 'delivery', { type: 'Woken', at: START, n: 1 });
  await store.levers.save({ schema: 2, ...SITE }, 0, aLeverMove());
  const plan = { name: 'web-shop', version: 1, hash: 'a', body: { holdSeconds: 60 }, by: 'arn:alice', at: START };
  await store.plans.save(plan, undefined);
  await store.planSchedules.save(aSchedule(), 0);
  await store.drills.note(DRILL_ID, START, { instanceIds: [] });
  await store.notes.add(aNote({ drillId: DRILL_ID }));
  const week = 7 * 86_400_000;
  for (const weeks of [7, 6, 5, 4, 3, 2]) {
    await recorded(store, aDrillStory(START - weeks * week, [aServerStory(1, START - weeks * week, 900_000)]));
  }
  const slow = aServerStory(1, START - week, 1_800_000);
  const failed = { ...aServerStory(2, START - week, 0), fate: 'FAILED' as const, error: 'no space left' };
  await recorded(store, aDrillStory(START - week, [slow, failed]));
  await store.history.countDrill(COUNTED_ID, [], NOTHING_USED);
  const [sealed, next] = [
    { drillId: DRILL_ID, because: 'ENDED', dueAt: START },
    { drillId: DRILL_ID, because: 'NOTES', dueAt: START },
  ] as const;
  const stored = { envelopeHash: 'ab', keyId: 'key', productVersion: '1', ended: true, notes: 0, objects: {} };
  await store.seals.keep({ drillId: DRILL_ID, part: 'FIRST', sealedAt: START, ...stored }, sealed, next);
  await store.prices.save({ region: SITE.region, currency: 'USD', publishedAt: 1, readAt: 2, ...NO_PRICES });
}
