import type { Drill } from '../drill/drill.ts';
import type { Drills, LoadedDrill, Summary } from '../flow/ports.ts';
import { NewerSchema } from '../flow/wrong.ts';
import { cursorAfter, positionOf } from './cursor.ts';
import { DUE_SHARDS, SCHEMA, type Tables } from './entities.ts';
import { createJournal } from './journal.ts';
import { createSave } from './saveDrill.ts';

/** Drills in DynamoDB. */
export function createDrills(tables: Tables): Drills {
  return {
    load: (drillId) => load(tables, drillId),
    save: createSave(tables),
    overdue: (before, limit) => overdue(tables, before, limit),
    markBroken: (drillId, sentence, at) => markBroken(tables, drillId, sentence, at),
    list: (limit, cursor) => list(tables, limit, cursor),
    ...createJournal(tables),
  };
}

async function load(tables: Tables, drillId: string): Promise<LoadedDrill | undefined> {
  const { data } = await tables.entities.record.get({ drillId }).go({ consistent: true });
  if (data === null) return undefined;
  if (data.schema > SCHEMA) throw new NewerSchema(`Drill ${drillId}`);
  return {
    drill: JSON.parse(data.drill) as Drill,
    version: data.version,
    requestHash: data.requestHash,
    broken: data.broken ?? null,
  };
}

async function overdue(tables: Tables, before: number, limit: number): Promise<string[]> {
  const shards = Array.from({ length: DUE_SHARDS }, (_, shard) =>
    tables.entities.record.query
      .due({ dueShard: String(shard) })
      .lt({ dueAt: before + 1 })
      .go({ count: limit, limit }),
  );
  const pages = await Promise.all(shards);
  return pages
    .flatMap((page) => page.data)
    .sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0) || (a.drillId < b.drillId ? -1 : 1))
    .slice(0, limit)
    .map((record) => record.drillId);
}

/** Needs no readable record. A drill that was never saved has nothing to set aside. */
async function markBroken(tables: Tables, drillId: string, sentence: string, at: number): Promise<void> {
  const { data } = await tables.entities.record.get({ drillId }).go({ consistent: true });
  if (data === null) return;
  const marked = await tables.transaction
    .write(({ record, summary }) => [
      record.patch({ drillId }).set({ broken: sentence, brokenAt: at }).remove(['dueAt', 'dueShard']).commit(),
      summary.patch({ drillId }).set({ broken: sentence }).commit(),
    ])
    .go();
  if (marked.canceled)
    throw new Error(`Drill ${drillId} could not be set aside: ${marked.data.map((item) => item.code)}`);
}

async function list(tables: Tables, limit: number, cursor?: string): ReturnType<Drills['list']> {
  const newest = tables.entities.summary.query.newest({});
  const query = cursor === undefined ? newest : newest.lt(positionOf(cursor));
  const { data } = await query.go({ order: 'desc', count: limit + 1, limit: limit + 1 });
  const summaries = data.slice(0, limit).map(summaryOfItem);
  return { summaries, cursor: data.length > limit ? cursorAfter(summaries) : null };
}

function summaryOfItem(item: SummaryItem): Summary {
  return {
    drillId: item.drillId,
    site: { accountId: item.accountId, region: item.region },
    phase: item.phase as Summary['phase'],
    outcome: item.outcome ?? null,
    cleanup: item.cleanup,
    why: item.why ?? null,
    requestedBy: item.requestedBy,
    requestedAt: item.requestedAt,
    endedAt: item.endedAt ?? null,
    reason: item.reason,
    recoveryPlan: item.recoveryPlan ?? null,
    waves: item.waves,
    servers: {
      total: item.serversTotal,
      launched: item.serversLaunched,
      failed: item.serversFailed,
      verified: item.serversVerified,
      gone: item.serversGone,
    },
    holdUntil: item.holdUntil ?? null,
    broken: item.broken ?? null,
  };
}

type SummaryItem = NonNullable<Awaited<ReturnType<ReturnType<Tables['entities']['summary']['get']>['go']>>['data']>;
