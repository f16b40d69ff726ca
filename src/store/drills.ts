import type { Drill } from '../drill/drill.ts';
import type { DrillFilter, DrillQuery, Drills, LoadedDrill, Summary } from '../flow/ports.ts';
import { cursorBehind, rangeOf } from './drillRange.ts';
import type { Tables } from './entities.ts';
import { unsealedItem } from './evidence/unsealedItem.ts';
import { createJournal, journalHashIn } from './journal.ts';
import { unpacked } from './packedText.ts';
import { filtersIn, partitionOf } from './partitions.ts';
import { createSave } from './saveDrill.ts';
import { readable } from './schema.ts';
import { DUE_SHARDS } from './shards.ts';

/** Drills in DynamoDB. */
export function createDrills(tables: Tables): Drills {
  return {
    load: (drillId) => load(tables, drillId),
    save: createSave(tables),
    overdue: (before, limit) => overdue(tables, before, limit),
    markQuarantined: (drillId, violation, at) => markQuarantined(tables, drillId, violation, at),
    list: (query, limit, cursor) => list(tables, query, limit, cursor),
    given: (drillId) => givenRequest(tables, drillId),
    ...createJournal(tables),
  };
}

async function load(tables: Tables, drillId: string): Promise<LoadedDrill | undefined> {
  const { data } = await tables.entities.record.get({ drillId }).go({ consistent: true });
  if (data === null) return undefined;
  const item = readable(data, `Drill ${drillId}`);
  const { version, requestHash, quarantined = null, quarantinedAt } = item;
  const drill = JSON.parse(unpacked(item.drill)) as Drill;
  const when = { quarantinedAt: quarantined === null ? null : (quarantinedAt ?? null) };
  return { drill, version, requestHash, quarantined, ...when, journalHash: journalHashIn(item) };
}

async function givenRequest({ entities }: Tables, drillId: string): Promise<string | undefined> {
  const { data } = await entities.givenRequest.get({ drillId }).go({ consistent: true });
  return data === null ? undefined : readable(data, `The request of drill ${drillId}`).given;
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

/** Needs no readable record. A drill that was never saved cannot be quarantined. */
async function markQuarantined(tables: Tables, drillId: string, violation: string, at: number): Promise<void> {
  const { data } = await tables.entities.record.get({ drillId }).go({ consistent: true });
  if (data === null) return;
  const marked = await tables.transaction
    .write(({ record, summary, unsealed }) => [
      record
        .patch({ drillId })
        .set({ quarantined: violation, quarantinedAt: at })
        .remove(['dueAt', 'dueShard'])
        .commit(),
      summary.patch({ drillId }).set({ quarantined: violation }).commit(),
      unsealed.put(unsealedItem({ drillId, because: 'QUARANTINED', dueAt: at })).commit(),
    ])
    .go();
  if (marked.canceled)
    throw new Error(`Drill ${drillId} could not be quarantined: ${marked.data.map((item) => item.code)}`);
}

/**
 * Reads one page of an index, and so only items that it returns; of several phases one page each, of which the newest
 * drills are the answer.
 */
async function list(tables: Tables, query: DrillQuery, limit: number, cursor?: string): ReturnType<Drills['list']> {
  const { first, last } = rangeOf(query, cursor);
  const reading = filtersIn(query).map((by) => indexFor(tables, by).between(first, last).go({ order: 'desc', limit }));
  const pages = await Promise.all(reading);
  const found = newestFirst(pages.flatMap(({ data }) => data.map(summaryOfItem)));
  const isWhole = found.length <= limit && pages.every((page) => page.cursor === null);
  const summaries = found.slice(0, limit);
  return { summaries, cursor: isWhole ? null : cursorBehind(query, summaries) };
}

/** A drill that moved on between two reads is in both pages; the later phase is the newer one. */
function newestFirst(found: readonly Summary[]): Summary[] {
  const once = [...new Map(found.map((summary) => [summary.drillId, summary])).values()];
  return once.sort((one, other) => other.requestedAt - one.requestedAt || (one.drillId < other.drillId ? 1 : -1));
}

function indexFor(tables: Tables, by: DrillFilter | null) {
  const { query } = tables.entities.summary;
  if (by === null) return query.newest({});
  const partition = partitionOf(by);
  switch (by.filter) {
    case 'phase':
      return query.byPhase({ gsi3pk: partition });
    case 'outcome':
      return query.byOutcome({ gsi4pk: partition });
    case 'recoveryPlan':
      return query.byRecoveryPlan({ gsi5pk: partition });
    case 'site':
      return query.bySite({ gsi6pk: partition });
    case 'requestedBy':
      return query.byRequester({ gsi7pk: partition });
  }
}

function summaryOfItem(given: SummaryItem): Summary {
  const item = readable(given, `The summary of drill ${given.drillId}`);
  return {
    drillId: item.drillId,
    site: { accountId: item.accountId, region: item.region },
    phase: item.phase as Summary['phase'],
    dryRun: item.dryRun ?? item.outcome === 'READY',
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
    objectives: (item.objectives ?? null) as Summary['objectives'],
    world: (item.world ?? null) as Summary['world'],
    evidence: (item.evidence ?? null) as Summary['evidence'],
    holdUntil: item.holdUntil ?? null,
    quarantined: item.quarantined ?? null,
  };
}

type SummaryItem = NonNullable<Awaited<ReturnType<ReturnType<Tables['entities']['summary']['get']>['go']>>['data']>;
