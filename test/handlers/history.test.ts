import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fold } from '../../src/drill/evolve.ts';
import type { JournalEntry } from '../../src/drill/facts.ts';
import type { History, HistoryPage } from '../../src/flow/ports.ts';
import { findingOf } from '../../src/history/coverage.ts';
import { NO_SAMPLES, percentile } from '../../src/history/distribution.ts';
import { createMemoryTable } from '../../src/simulator/memory/memoryTable.ts';
import type { WriteVerdict } from '../../src/simulator/memory/memoryWriter.ts';
import { createStore, type StorePorts } from '../../src/store/createStore.ts';
import { aSave, SITE, START } from '../builders.ts';
import { type EmbeddedTable, openEmbeddedTable } from '../store/embeddedTable.ts';
import { givenPorts, through } from './given.ts';
import { reckon } from './history/bruteForce.ts';
import { journalOf } from './history/journal.ts';
import { type DrillStory, stories } from './history/stories.ts';

/** HISTORY_RUNS=1000 npx vitest run test/handlers/history.test.ts */
const RUNS = Number(process.env['HISTORY_RUNS'] ?? 25);
const SEED = Number(process.env['HISTORY_SEED'] ?? 1);

/** How the stream delivers: which records are redelivered, in which order and batch size, and which writes fail. */
const deliveries = fc.record({
  order: fc.infiniteStream(fc.nat(1_000_000)),
  batch: fc.infiniteStream(fc.integer({ min: 1, max: 25 })),
  fares: fc.infiniteStream(
    fc.oneof(
      { weight: 20, arbitrary: fc.constant<WriteVerdict>('OK') },
      { weight: 1, arbitrary: fc.constantFrom<WriteVerdict>('CONFLICT', 'REPLY_LOST', 'THROTTLED') },
    ),
  ),
});
type Delivery = typeof deliveries extends fc.Arbitrary<infer Drawn> ? Drawn : never;

describe('the history of drills, delivered twice, in any order and in any batches', () => {
  test('is the sum of all of them, in memory', { timeout: 300_000 }, async () => {
    const property = fc.asyncProperty(stories(1, 120), deliveries, async (drills, delivery) => {
      let isTroubled = false;
      const beforeWrite = () => (isTroubled ? drawn(delivery.fares) : 'OK');
      const table = createMemoryTable({ now: () => START, onChange: () => undefined, faults: { beforeWrite } });
      givenPorts(table.ports);
      const records = await recordsOfAll(table.ports, drills);
      isTroubled = true;
      await deliver(records, delivery);
      await compare(table.ports.history, drills);
    });
    await fc.assert(property, { numRuns: RUNS, seed: SEED, endOnFailure: true });
  });

  describe('in DynamoDB', () => {
    let table: EmbeddedTable;
    beforeAll(async () => {
      table = await openEmbeddedTable();
    });
    afterAll(() => table.close());

    test('is the sum of all of them', { timeout: 120_000 }, async () => {
      const [drills] = fc.sample(stories(10, 15), { numRuns: 1, seed: SEED });
      const [delivery] = fc.sample(deliveries, { numRuns: 1, seed: SEED });
      if (drills === undefined || delivery === undefined) throw new Error('nothing was drawn');
      const { client, tableName } = table;
      const clock = { now: () => START };
      const settings = { client, tableName, clock, ids: { next: () => 'a0' }, deployment: { ...SITE, stage: 'test' } };
      const ports = createStore(settings);
      givenPorts(ports);
      await deliver(await recordsOfAll(ports, drills), delivery);
      await compare(ports.history, drills);
    });
  });
});

/** Keeps what the product would have kept of the drills, and returns the stream's records of it. */
async function recordsOfAll(ports: StorePorts, drills: DrillStory[]): Promise<object[]> {
  const records: object[] = [];
  for (const { entries } of drills.map(journalOf)) {
    for (const entry of entries) {
      const drill = fold(entries.slice(0, entry.seq));
      if (drill === undefined) throw new Error('a drill has no beginning');
      const readVersion = entry.seq === 1 ? undefined : entry.seq - 1;
      const saved = await ports.drills.save(aSave(drill, { entry, readVersion, dueAt: undefined }));
      expect(saved).toEqual({ result: 'SAVED' });
      records.push(recordOf(entry));
    }
  }
  return records;
}

function recordOf({ drillId, seq }: JournalEntry) {
  const NewImage = { __edb_e__: { S: 'journal' }, drillId: { S: drillId }, seq: { N: String(seq) }, part: { N: '0' } };
  return { eventName: 'INSERT', dynamodb: { SequenceNumber: `${drillId}/${seq}`, NewImage } };
}

/**
 * Every record twice, shuffled, by three readers at once. A batch continues from its first failed record, as in Lambda.
 */
async function deliver(records: object[], { order, batch }: Delivery): Promise<void> {
  const waiting = [...records, ...records]
    .map((record) => ({ record, place: drawn(order) }))
    .sort((a, b) => a.place - b.place)
    .map(({ record }) => record);
  const reader = async () => {
    while (waiting.length > 0) await read(waiting.splice(0, drawn(batch)));
  };
  await Promise.all([reader(), reader(), reader()]);
}

/** Writes fail so often that some records are delivered several times. A record that always fails exceeds this. */
const TRIES_MAX = 100;

async function read(batch: object[]): Promise<void> {
  let tries = 0;
  for (let rest = batch; rest.length > 0; ) {
    const { batchItemFailures } = (await through('publish', { Records: rest })) as unknown as {
      batchItemFailures: { itemIdentifier: string }[];
    };
    const failed = batchItemFailures[0]?.itemIdentifier;
    if (failed === undefined) return;
    if (++tries > TRIES_MAX) throw new Error(`record ${failed} was delivered ${TRIES_MAX} times`);
    rest = rest.slice(rest.findIndex((record) => JSON.stringify(record).includes(`"${failed}"`)));
  }
}

function drawn<Value>(values: Iterator<Value>): Value {
  return values.next().value as Value;
}

async function compare(history: History, drills: DrillStory[]): Promise<void> {
  const wanted = reckon(drills);
  const anyTime = { from: null, to: null };
  for (const [id, trials] of Map.groupBy(wanted.trials, ({ sourceServerId }) => sourceServerId)) {
    const inOrder = trials.toSorted((a, b) => b.requestedAt - a.requestedAt || (a.drillId < b.drillId ? 1 : -1));
    expect(await all((cursor) => history.trials(id, anyTime, 7, cursor))).toEqual(inOrder);
  }
  const seen = new Set(wanted.lines.map(({ sourceServerId }) => sourceServerId));
  for (const { sourceServerId } of wanted.trials) {
    if (!seen.has(sourceServerId)) expect((await history.loadServer(sourceServerId)).value).toBeUndefined();
  }
  for (const { finding, lastDrill, ...line } of wanted.lines) {
    const { value } = await history.loadServer(line.sourceServerId);
    expect(value).toMatchObject({ ...line, lastDrill });
    expect(value && findingOf(value)).toEqual(finding);
  }
  const newest = (a: { foundAt: number; sourceServerId: string }, b: typeof a) =>
    b.foundAt - a.foundAt || (a.sourceServerId < b.sourceServerId ? 1 : -1);
  expect(await all((cursor) => history.findings(2, cursor))).toEqual(wanted.findings.toSorted(newest));
  const bys = ['day', 'recoveryPlan', 'server', 'region'] as const;
  const pages = bys.map((by) => all((cursor) => history.statistics(by, anyTime, 3, cursor)));
  const statistics = (await Promise.all(pages)).flat();
  expect(statistics).toHaveLength(wanted.statistics.length);
  for (const wantedOne of wanted.statistics) {
    const {
      by,
      key,
      drills: count,
      byOutcome,
      objectives,
      instanceMs,
      instanceMsAtLeast,
      trials,
      passed,
      stopped,
      leftOut,
      world,
      ...samples
    } = wantedOne;
    const kept = statistics.find((one) => one.by === by && one.key === key)?.tally;
    expect(kept).toMatchObject({ drills: count, instanceMs, trials, passed });
    expect(kept?.instanceMsAtLeast ?? 0).toBe(instanceMsAtLeast);
    expect([kept?.leftOut, kept?.world, kept?.stopped ?? 0]).toEqual([leftOut, world, stopped]);
    expect([kept?.byOutcome, kept?.objectives ?? {}]).toEqual([byOutcome, objectives]);
    for (const [name, values] of Object.entries(samples)) {
      compareSamples(kept && (kept[name as keyof typeof samples] ?? NO_SAMPLES), values);
    }
  }
  const regressions = await all((cursor) => history.regressions(1, cursor));
  const byKey = (one: { by: string; key: string }) => `${one.by} ${one.key}`;
  expect(new Map(regressions.map((one) => [byKey(one), one]))).toEqual(
    new Map(wanted.regressions.map((one) => [byKey(one), one])),
  );
}

/** Count, minimum and maximum exactly; percentiles to within one in a hundred of the sample of that rank. */
function compareSamples(kept: Parameters<typeof percentile>[0] | undefined, values: number[]): void {
  if (kept === undefined) throw new Error('nothing was kept');
  const [count, min, max] = [values.length, values[0] ?? null, values.at(-1) ?? null];
  expect(kept).toMatchObject({ count, min, max });
  for (const share of [0.01, 0.25, 0.5, 0.95, 1]) {
    const exact = values[Math.max(0, Math.ceil(share * count) - 1)];
    const found = percentile(kept, share);
    if (exact === undefined) expect(found).toBeNull();
    else expect(Math.abs((found ?? Number.NaN) - exact)).toBeLessThanOrEqual(exact * 0.01);
  }
}

async function all<Item>(page: (cursor: string | undefined) => Promise<HistoryPage<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const next = await page(cursor);
    items.push(...next.items);
    cursor = next.cursor;
  }
  return items;
}
