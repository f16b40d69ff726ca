import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SUMMARY_BYTES_MAX } from '../../src/drill/bounds.ts';
import type { Drill } from '../../src/drill/drill.ts';
import type { DrillQuery } from '../../src/flow/ports.ts';
import { countReads, type Read } from '../../src/simulator/dynamodb/readCounter.ts';
import { deploymentOf, readServerlessFile } from '../../src/simulator/lambda/serverlessFile.ts';
import { createStore, type StorePorts } from '../../src/store/createStore.ts';
import { aDrill, aSave, SITE, START, someServers, someTerms } from '../builders.ts';
import { type EmbeddedTable, openEmbeddedTable } from './embeddedTable.ts';
import { capacityUnitsOf, itemBytes } from './itemBytes.ts';

const ALL = { from: null, to: null };
const SOME = { from: START + 10, to: START + 50 };
const ELSEWHERE = { ...SITE, region: 'us-west-2' };

/** Every query of drills, with the index that serves it. */
const QUERIES: [string, string, DrillQuery][] = [
  ['all drills', 'gsi1', { ...ALL, by: null }],
  ['drills of a period', 'gsi1', { ...SOME, by: null }],
  ['drills in a phase', 'gsi3', { ...ALL, by: { filter: 'phase', value: 'HOLDING' } }],
  ['drills in a phase, of a period', 'gsi3', { ...SOME, by: { filter: 'phase', value: 'HOLDING' } }],
  ['drills of an outcome', 'gsi4', { ...ALL, by: { filter: 'outcome', value: 'PASSED' } }],
  ['drills of an outcome, of a period', 'gsi4', { ...SOME, by: { filter: 'outcome', value: 'PASSED' } }],
  ['drills of a recovery plan', 'gsi5', { ...ALL, by: { filter: 'recoveryPlan', value: 'Payroll' } }],
  ['drills of a plan, of a period', 'gsi5', { ...SOME, by: { filter: 'recoveryPlan', value: 'Payroll' } }],
  ['drills of a site', 'gsi6', { ...ALL, by: { filter: 'site', value: ELSEWHERE } }],
  ['drills of a site, of a period', 'gsi6', { ...SOME, by: { filter: 'site', value: ELSEWHERE } }],
  ['drills of a requester', 'gsi7', { ...ALL, by: { filter: 'requestedBy', value: 'arn:alice' } }],
  ['drills of a requester, of a period', 'gsi7', { ...SOME, by: { filter: 'requestedBy', value: 'arn:alice' } }],
];

let table: EmbeddedTable;
let store: StorePorts;
let reads: Read[];

beforeAll(async () => {
  table = await openEmbeddedTable();
  reads = countReads(table.client);
  store = createStore({
    client: table.client,
    tableName: table.tableName,
    clock: { now: () => START },
    ids: { next: () => 'a0' },
    deployment: { ...SITE, stage: 'test' },
  });
  await Promise.all(Array.from({ length: 60 }, (_, n) => store.drills.save(aSave(mixedDrill(n)))));
});
afterAll(() => table.close());
beforeEach(() => {
  reads.length = 0;
});

describe('a query of drills reads what it returns and nothing else', () => {
  test.each(QUERIES)('%s, by %s', async (_what, index, query) => {
    // when
    const drillIds: string[] = [];
    for (let next: string | null | undefined; next !== null; ) {
      const page: Awaited<ReturnType<typeof store.drills.list>> = await store.drills.list(query, 7, next);
      drillIds.push(...page.summaries.map(({ drillId }) => drillId));
      next = page.cursor;
      expect(drillIds.length).toBeLessThanOrEqual(60);
    }
    // then
    expect(drillIds.length).toBeGreaterThan(7);
    expect(reads.map((read) => read.index)).toEqual(reads.map(() => index));
    expect(reads.reduce((sum, { scanned }) => sum + scanned, 0) / drillIds.length).toBe(1);
    for (const { scanned, returned, items, capacityUnits, isConsistent } of reads) {
      expect([scanned, returned]).toEqual([items.length, items.length]);
      expect(capacityUnits).toBe(capacityUnitsOf(items, isConsistent));
    }
  });

  test('drills in any of several phases, each phase once, and no more than a page of it', async () => {
    const by = { filter: 'phases' as const, value: ['LAUNCHING', 'HOLDING', 'ENDED'] as const };
    const { summaries, cursor } = await store.drills.list({ ...ALL, by }, 7);
    expect([summaries.length, cursor]).toEqual([7, expect.any(String)]);
    expect(reads.map(({ index, scanned }) => `${index} ${scanned}`).sort()).toEqual(['gsi3 0', 'gsi3 7', 'gsi3 7']);
  });

  test('what is overdue, by the index of records, without their texts', async () => {
    const due = await store.drills.overdue(START + 100_000, 10);
    expect(due).toHaveLength(10);
    expect(reads.map(({ index }) => index)).toEqual(['gsi2', 'gsi2', 'gsi2', 'gsi2']);
    const items = reads.flatMap((read) => read.items);
    expect(items.every((item) => item['drill'] === undefined && itemBytes(item) < 400)).toBe(true);
  });

  test('the role of listDrills allows exactly the indexes that these queries use', () => {
    const deployment = deploymentOf(readServerlessFile(), SITE, '');
    const policies = deployment.resolve(deployment.resources['ListDrillsRole']?.properties['Policies']);
    const listed = [...JSON.stringify(policies).matchAll(/"([^"]*)\/index\/(\w+)"/g)];
    const used = new Set(QUERIES.map(([, index]) => index));
    expect(listed.map(([, , index]) => index)).toEqual([...used]);
    expect(new Set(listed.map(([, table]) => table)).size).toBe(1);
  });
});

test('a drill that moves to another phase while the phases are read is listed once, in its newer phase', async () => {
  // given
  const drill = aDrill({ drillId: 'moving', phase: 'LAUNCHING', requestedBy: 'arn:mover', requestedAt: START + 500 });
  await store.drills.save(aSave(drill));
  reads.length = 0;
  const value = ['LAUNCHING', 'VERIFYING'] as const;
  // when
  betweenReadsOf('#LAUNCHING', '#VERIFYING', () =>
    store.drills.save(aSave({ ...drill, phase: 'VERIFYING' }, { readVersion: 1 })),
  );
  const { summaries } = await store.drills.list({ ...ALL, by: { filter: 'phases', value } }, 10);
  // then
  expect(reads.filter(({ items }) => items.some(({ drillId }) => drillId === 'moving'))).toHaveLength(2);
  table.client.middlewareStack.remove('betweenReads');
  expect(summaries.map(({ drillId, phase }) => [drillId, phase])).toEqual([['moving', 'VERIFYING']]);
});

describe('the item that lists show', () => {
  test('stays small with all its keys, whatever the texts of its drill', async () => {
    // given
    const long = { dryRun: true as const, reason: '"'.repeat(256), recoveryPlan: '\u{1f600}'.repeat(256) };
    const drill = aDrill({
      drillId: 'd-longest00000000000000000',
      site: { accountId: '111122223333', region: 'ap-southeast-10' },
      phase: 'ENDED',
      outcome: 'OBJECTIVE_MISSED',
      cleanup: 'NOT_NEEDED',
      why: 'ü'.repeat(3000),
      requestedBy: `arn:${'計'.repeat(2044)}`,
      holdUntil: START,
      servers: someServers(300, { result: 'LAUNCHED', verifiedAt: START, gone: 'TERMINATED' }),
      terms: someTerms(long),
    });
    // when
    await store.drills.save(aSave(drill, { dueAt: undefined }));
    // then
    const item = await summaryItemOf(drill.drillId);
    expect(Object.keys(item)).toEqual(expect.arrayContaining(['gsi1pk', 'gsi1sk', 'gsi4pk', 'gsi5pk', 'gsi7pk']));
    expect(itemBytes(item)).toBeLessThanOrEqual(SUMMARY_BYTES_MAX);
    expect(itemBytes(item)).toBeGreaterThan(SUMMARY_BYTES_MAX * 0.75);
  });

  test('is unchanged when only the time of the next look changes', async () => {
    // given
    const drill = aDrill({ drillId: 'looked-at' });
    await store.drills.save(aSave(drill, { dueAt: START + 1 }));
    const before = await summaryItemOf('looked-at');
    // when
    await store.drills.save(aSave({ ...drill, wakeCount: 1 }, { readVersion: 1, dueAt: START + 2 }));
    // then
    expect(await summaryItemOf('looked-at')).toEqual(before);
  });

  test.each([
    ['READY', true],
    ['REJECTED', false],
  ] as const)('of an earlier version says that a drill was a dry run only by its end: %s', async (outcome, dryRun) => {
    // given
    const terms = someTerms({ dryRun: true, recoveryPlan: outcome });
    const drill = aDrill({ drillId: `earlier-${outcome}`, phase: 'ENDED', outcome, terms });
    await store.drills.save(aSave(drill, { dueAt: undefined }));
    await table.client.send(
      new UpdateCommand({
        TableName: table.tableName,
        Key: summaryKey(drill.drillId),
        UpdateExpression: 'REMOVE dryRun',
      }),
    );
    // when
    const { summaries } = await store.drills.list({ ...ALL, by: { filter: 'recoveryPlan', value: outcome } }, 10);
    // then
    expect(summaries).toMatchObject([{ drillId: drill.drillId, dryRun }]);
  });
});

/** One of 60 drills; every filter matches some of them and not others. */
function mixedDrill(n: number): Drill {
  const ended = { phase: 'ENDED' as const, outcome: n % 4 === 0 ? ('PASSED' as const) : ('FAILED' as const) };
  return aDrill({
    drillId: `m${String(n).padStart(23, '0')}`,
    requestedAt: START + n,
    requestedBy: n % 3 === 0 ? 'arn:alice' : 'arn:bob',
    site: n % 3 === 1 ? ELSEWHERE : SITE,
    terms: n % 2 === 0 ? someTerms({ recoveryPlan: n % 6 === 0 ? 'Billing' : 'Payroll' }) : someTerms(),
    ...(n % 2 === 0 ? ended : { phase: 'HOLDING' }),
  });
}

/** Acts once the first partition has been read, and before the second one is. */
function betweenReadsOf(first: string, second: string, act: () => Promise<unknown>): void {
  const { promise: firstRead, resolve } = Promise.withResolvers<void>();
  table.client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const values = commandName === 'QueryCommand' ? JSON.stringify(args.input) : '';
        if (values.includes(second)) await firstRead.then(act);
        const answer = await next(args);
        if (values.includes(first)) resolve();
        return answer;
      },
    { step: 'initialize', name: 'betweenReads' },
  );
}

async function summaryItemOf(drillId: string): Promise<Record<string, unknown>> {
  const Key = summaryKey(drillId);
  const { Item = {} } = await table.client.send(new GetCommand({ TableName: table.tableName, Key }));
  return Item;
}

function summaryKey(drillId: string) {
  return { pk: `$drs-drill#drillId_${drillId}`, sk: '$summary_1' };
}
