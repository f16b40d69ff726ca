import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { Drill, Site } from '../../drill/drill.ts';
import type { JournalEntry } from '../../drill/facts.ts';
import type { KeptJournal } from '../../evidence/chain/keptJournal.ts';
import type { EffectItem } from '../../flow/ports.ts';
import { createStore } from '../../store/createStore.ts';
import type { LocalWorld } from '../local/localWorld.ts';
import type { MemoryTable } from '../memory/memoryTable.ts';

/** The product's table as it is now, read once without faults, in the form that the promises check. */
export async function readSoakTable(local: LocalWorld, drillIds: Iterable<string>): Promise<MemoryTable> {
  const { dynamodbUrl, tableName } = local.backstage;
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint: dynamodbUrl }));
  const deployment = { ...local.site, stage: '' };
  const ids = { next: () => '' };
  const ports = createStore({ client, tableName, clock: local.clock, ids, deployment });
  const rows = await allRows(client, tableName);
  const drills = new Map<string, Drill>();
  const journals = new Map<string, JournalEntry[]>();
  const kept = new Map<string, KeptJournal | undefined>();
  for (const drillId of drillIds) {
    const loaded = await ports.drills.load(drillId);
    if (loaded !== undefined) drills.set(drillId, loaded.drill);
    journals.set(drillId, await ports.drills.journal(drillId, 1, ENTRIES_MAX));
    kept.set(drillId, await ports.drills.keptJournal(drillId, 1));
  }
  const ofDrill = (kind: string, drillId: string) => (rows.get(kind) ?? []).filter((row) => row['drillId'] === drillId);
  return {
    ports,
    drills: () => [...drills.values()],
    entriesOf: (drillId) => journals.get(drillId) ?? [],
    keptJournalOf: (drillId) => kept.get(drillId),
    notesOf: (drillId) =>
      ofDrill('note', drillId).map((row) => ({ at: Number(row['at']), note: JSON.parse(String(row['note'])) })),
    effectsOf: (drillId) => ofDrill('effect', drillId).map(effectOf),
    sites: () =>
      (rows.get('site') ?? []).map((row) => ({
        record: JSON.parse(String(row['record'])),
        version: Number(row['version']),
      })),
    levers: () => (rows.get('lever') ?? []).map((row) => JSON.parse(String(row['record']))),
  };
}

type Row = Record<string, unknown>;

const ENTRIES_MAX = 100_000;

/** Items by their ElectroDB entity. */
async function allRows(client: DynamoDBDocumentClient, tableName: string): Promise<Map<string, Row[]>> {
  const rows: Row[] = [];
  for await (const page of paginateScan({ client }, { TableName: tableName })) rows.push(...(page.Items ?? []));
  return Map.groupBy(rows, (row) => String(row['__edb_e__']));
}

function effectOf(row: Row): EffectItem {
  const site: Site = { accountId: String(row['accountId']), region: String(row['region']) };
  return {
    drillId: String(row['drillId']),
    effectId: String(row['effectId']),
    site,
    state: row['state'] as EffectItem['state'],
    delaySeconds: Number(row['delaySeconds']),
    takenAt: row['takenAt'] === undefined ? null : Number(row['takenAt']),
    effect: JSON.parse(String(row['effect'])),
  };
}
