import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import type { Drill } from '../../src/drill/drill.ts';
import { readServerlessFile } from '../../src/simulator/lambda/serverlessFile.ts';
import { createEntities } from '../../src/store/entities.ts';
import { itemOfTrial } from '../../src/store/history/trialItem.ts';
import { partitionsOf } from '../../src/store/partitions.ts';
import { summaryOf } from '../../src/store/summary.ts';
import { summaryAttributes } from '../../src/store/summaryItem.ts';
import { aDrill, aTrial, START, serverId, someTerms } from '../builders.ts';

/** Hidden from analysts: the keys of indexes, and attributes that only the product uses. */
const OURS = /^(pk|gsi\dpk|gsi1sk|schema|__edb_[ev]__|inspectedAt)$/;

const resources = readServerlessFile().resources.Resources;

describe('the tables of exports have the columns that the items have', () => {
  test.each([
    ['ExportedDrills', summaryItem],
    ['ExportedTrials', trialItem],
  ])('%s', (name, item) => {
    const reported = Object.entries(item()).filter(([attribute]) => !OURS.test(attribute));
    const columns = reported.map(([attribute, value]) => [attribute.toLowerCase(), typeIn(value)]);
    expect(columnsOf(name)).toEqual(Object.fromEntries(columns));
  });

  test.each([
    ['DrillsView', 'ExportedDrills', summaryItem],
    ['TrialsView', 'ExportedTrials', trialItem],
  ])('%s names only existing columns, and finds its items', (view, table, item) => {
    const sql = String(resources[view]?.Properties?.['QueryString']);
    const named = [...sql.matchAll(/\bitem\.(\w+)\.(\w+)/g)].map(([, column = '', type = '']) => [column, type]);
    const columns = columnsOf(table);
    expect(named.filter(([column = '', type]) => columns[column] !== type)).toEqual([]);
    expect(new Set(named.map(([column]) => column))).toEqual(new Set(Object.keys(columns)));
    const [, prefix = 'nothing'] = /'(\$\w+#?)'/.exec(sql) ?? [];
    expect(String(item()['sk']).startsWith(prefix)).toBe(true);
  });
});

test('a mistyped id is not among the servers that analysts see: the view has only those that DRS knows', () => {
  const sql = String(resources['TrialsView']?.Properties?.['QueryString']);
  expect(sql).toMatch(/\n +AND item\.known\.bool$/m);
});

/** The columns within `item`, each with DynamoDB's word for its type. */
function columnsOf(table: string): Record<string, string> {
  const input = resources[table]?.Properties?.['TableInput'] as {
    StorageDescriptor: { Columns: { Name: string; Type: string }[] };
  };
  const [column] = input.StorageDescriptor.Columns;
  const columns = [...(column?.Type ?? '').matchAll(/(\w+):struct<(s:string|n:string|bool:boolean)>/g)];
  return Object.fromEntries(columns.map(([, name = '', type = '']) => [name, type.split(':')[0] ?? '']));
}

function typeIn(value: unknown): string {
  const types: Partial<Record<string, string>> = { string: 's', number: 'n', boolean: 'bool' };
  return types[typeof value] ?? `no type for ${typeof value}`;
}

/** A summary with every possible attribute. */
function summaryItem(): Record<string, unknown> {
  const members: Partial<Drill> = {
    phase: 'ENDED',
    outcome: 'FAILED',
    why: 'It failed.',
    holdUntil: START,
    world: 'REAL',
  };
  const drill = aDrill({
    ...members,
    servers: { [serverId(1)]: { wave: 0, verified: 'STATUS_CHECKS', verifiedAt: START } },
    terms: someTerms({ dryRun: true, recoveryPlan: 'Payroll', objectives: { recoveryTimeSeconds: 1 } }),
  });
  const attributes = summaryAttributes({ summary: summaryOf(drill), partitions: partitionsOf(drill) });
  return params(
    entities()
      .summary.put({ ...attributes, quarantined: 'Its claims are gone.' })
      .params(),
  );
}

/** A trial with every possible attribute. */
function trialItem(): Record<string, unknown> {
  const text = { recoveryPlan: 'p', error: 'e', jobId: 'j', instanceId: 'i', hostname: 'h' };
  const lost = { lost: true, lostState: 'stopped', lostAt: START, lostReason: 'r' };
  const times = { endedAt: START, failedAt: START, inspectedAt: START, instanceSeconds: 1 };
  const seconds = {
    recoveryTimeSeconds: 1,
    recoveryTimeAtLeastSeconds: 1,
    recoveryPointSeconds: 1,
    holdOverrunSeconds: 1,
  };
  const trial = aTrial({
    ...text,
    ...lost,
    ...times,
    ...seconds,
    outcome: 'FAILED',
    world: 'REAL',
    evidence: 'BOOTED',
    actionsUndone: true,
    passed: false,
    result: 'FAILED',
    verified: 'STATUS_CHECKS',
    gone: 'TERMINATED',
    objectives: 'UNDECIDED',
    failedBy: 'DRS',
    exists: true,
    stages: { snapshot: 1, conversion: 1, launch: 1, boot: 1, checks: 1 },
  });
  return params(entities().trial.put(itemOfTrial(trial)).params());
}

function entities() {
  return createEntities({ client: DynamoDBDocumentClient.from(new DynamoDBClient({})), table: 'none' }).entities;
}

function params(put: unknown): Record<string, unknown> {
  return (put as { Item: Record<string, unknown> }).Item;
}
