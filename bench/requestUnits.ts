import type { SiteRecord } from '../src/drill/site.ts';
import type { Save } from '../src/flow/ports.ts';
import { type Changes, changesOf } from '../src/store/changes.ts';
import { packed } from '../src/store/packedText.ts';
import { ITEM } from './itemSizes.ts';

/**
 * DynamoDB's rules for on-demand request units (DynamoDB developer guide, "DynamoDB read and write operations"):
 * - a write takes one unit per KB of the larger of the old and new item, and twice that in a transaction;
 * - a strongly consistent read takes one unit per 4 KB, an eventually consistent read half; a read that finds nothing
 *   counts as 4 KB;
 * - a global index is written when its item appears, disappears or a projected attribute changes, and twice when its
 * key
 *   changes; a transaction does not double this ("Provisioned throughput considerations for global secondary indexes").
 */
export function writeUnits(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / 1024));
}

/** The units of one read, regardless of the number of items. */
export function readUnits(bytes: number, isConsistent = true): number {
  return Math.max(1, Math.ceil(bytes / 4096)) / (isConsistent ? 1 : 2);
}

/** What earlier saves of the drill left in the table. */
export interface Kept {
  recordBytes: number;
  summaryBytes: number;
  summary: string;
  partitions: Changes['partitions'];
  dueAt: number | undefined;
  /** Sizes of its effects, by id. */
  effects: Map<string, number>;
}

/** Sizes of site items, which all drills of a site write. */
export type SiteSizes = Map<string, number>;

/** The units of one save by kind of item, and what it leaves in the table. */
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
    // The item, and its entry in gsi2.
    unsealed: changes.unsealed === undefined ? 0 : 3,
    site: save.site === undefined ? 0 : siteUnits(save.site.record, sites),
    receipt: save.receipt === undefined ? 0 : 2,
  };
  return { units, kept };
}

function entryBytes({ entry: { cause, seq } }: Save, facts: string, part: number): number {
  return ITEM.journal(cause, facts, { seq, part });
}

/** A site item shrinks when a drill releases its servers. The larger size counts. */
function siteUnits(record: SiteRecord, sites: SiteSizes): number {
  const key = `${record.accountId} ${record.region}`;
  const [before, after] = [sites.get(key) ?? 0, ITEM.site(JSON.stringify(record))];
  sites.set(key, after);
  return 2 * writeUnits(Math.max(before, after));
}

/** All indexes project the whole summary. The key of the index over all drills never changes. */
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

/** How many index writes follow from a change of the key, or of another projected attribute. */
function indexed(before: unknown, after: unknown, isChanged: boolean): number {
  if (before === after) return after !== undefined && isChanged ? 1 : 0;
  return before === undefined || after === undefined ? 1 : 2;
}
