import type { SiteRecord } from '../src/drill/site.ts';
import type { Save } from '../src/flow/ports.ts';
import { type Changes, changesOf } from '../src/store/changes.ts';
import { packed } from '../src/store/packedText.ts';
import { ITEM } from './itemSizes.ts';

/**
 * DynamoDB's rules for request units on demand (DynamoDB developer guide, "DynamoDB read and write operations"):
 * - a write takes a unit for every KB of the larger of the item before and after; in a transaction twice that;
 * - a strongly consistent read takes a unit for every 4 KB, an eventually consistent one half; a read that finds nothing counts as one of 4 KB;
 * - an item of a global index is written when it appears, disappears or a projected attribute changes, and twice when its key changes; the
 *   transaction that caused it does not double it ("Provisioned throughput considerations for global secondary indexes").
 */
export function writeUnits(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / 1024));
}

/** Of one read, however many items it answers with. */
export function readUnits(bytes: number, isConsistent = true): number {
  return Math.max(1, Math.ceil(bytes / 4096)) / (isConsistent ? 1 : 2);
}

/** What an earlier save of the same drill has left in the table. */
export interface Kept {
  recordBytes: number;
  summaryBytes: number;
  summary: string;
  partitions: Changes['partitions'];
  dueAt: number | undefined;
  /** Sizes of its effects by id. */
  effects: Map<string, number>;
}

/** Sizes of sites, which all their drills change. */
export type SiteSizes = Map<string, number>;

/** The units of one save by kind of item, and what it leaves. */
export function unitsOfSave(
  save: Save,
  before: Kept | undefined,
  sites: SiteSizes,
): { units: Record<string, number>; kept: Kept } {
  const changes = changesOf(save);
  const effects = before?.effects ?? new Map<string, number>();
  for (const { effectId, text } of changes.requested) effects.set(effectId, ITEM.effect(text));
  const kept: Kept = {
    recordBytes: ITEM.record(packed(changes.record)),
    summaryBytes: ITEM.summary(changes),
    summary: JSON.stringify(changes.summary),
    partitions: changes.partitions,
    dueAt: save.dueAt,
    effects,
  };
  const touched = [
    ...changes.requested.map(({ effectId }) => effectId),
    ...changes.answeredEffectIds,
    ...changes.withdrawnEffectIds,
  ];
  const units = {
    record: 2 * writeUnits(Math.max(kept.recordBytes, before?.recordBytes ?? 0)),
    'index of record': indexed(before?.dueAt, kept.dueAt, false),
    summary: changes.summaryChanges ? 2 * writeUnits(kept.summaryBytes) : 0,
    'indexes of summary': summaryIndexes(before, kept),
    journal: changes.factParts.reduce((sum, facts, part) => sum + 2 * writeUnits(entryBytes(save, facts, part)), 0),
    effects: touched.reduce((sum, effectId) => sum + 2 * writeUnits(effects.get(effectId) ?? ITEM.small), 0),
    inbox: 2 * (changes.readInboxIds.length + changes.called.length),
    instances: 2 * changes.instances.length,
    site: save.site === undefined ? 0 : siteUnits(save.site.record, sites),
    receipt: save.receipt === undefined ? 0 : 2,
  };
  return { units, kept };
}

function entryBytes({ entry: { cause, seq } }: Save, facts: string, part: number): number {
  return ITEM.journal(cause, facts, { seq, part });
}

/** A site shrinks when a drill releases its servers, and the larger item counts. */
function siteUnits(record: SiteRecord, sites: SiteSizes): number {
  const key = `${record.accountId} ${record.region}`;
  const [before, after] = [sites.get(key) ?? 0, ITEM.site(JSON.stringify(record))];
  sites.set(key, after);
  return 2 * writeUnits(Math.max(before, after));
}

/** All indexes project the whole summary; the one of all drills is keyed by what never changes. */
function summaryIndexes(before: Kept | undefined, after: Kept): number {
  const isChanged = before?.summary !== after.summary;
  const keys = (kept: Kept | undefined) => (kept === undefined ? [] : Object.values(kept.partitions));
  const [old, fresh] = [
    ['all', ...keys(before)],
    ['all', ...keys(after)],
  ];
  const each = writeUnits(after.summaryBytes);
  if (before === undefined) old.length = 0;
  return fresh.reduce((sum, key, index) => sum + each * indexed(old[index], key, isChanged), 0);
}

/** How often an index's item is written for a change of its key, or of another attribute that it projects. */
function indexed(before: unknown, after: unknown, isChanged: boolean): number {
  if (before === after) return after !== undefined && isChanged ? 1 : 0;
  return before === undefined || after === undefined ? 1 : 2;
}
