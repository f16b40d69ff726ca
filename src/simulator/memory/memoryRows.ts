import { SECOND_MS } from '../../drill/bounds.ts';
import type { Instant, Site } from '../../drill/drill.ts';
import { ACTS } from '../../drill/effects.ts';
import type { EffectItem, Receipt, Save, Saved } from '../../flow/ports.ts';
import { type Changes, changesOf, expiryAfter } from '../../store/changes.ts';
import { known } from '../../store/omitEmpty.ts';
import type { StreamChange } from '../../store/stream/streamRecords.ts';
import type { DrillRow } from './drillRow.ts';
import { createShelf, type Shelf } from './memoryShelf.ts';

/** All items of the in-memory table. */
export interface Rows {
  drills: Map<string, DrillRow>;
  /** The guard's notes. */
  notes: Map<string, Set<string>>;
  /** The notes of people, by drill, each with its receipt, as JSON. */
  personNotes: Map<string, string[]>;
  inboxes: Shelf<{ text: string; expires: number }>;
  effects: Shelf<EffectRow>;
  instances: Map<string, string>;
  /** What is to be sealed of each drill, with when it is due; and the receipts of what was, as JSON. */
  unsealed: Shelf<Instant>;
  sealed: Shelf<string>;
  receipts: Map<string, { requestHash: string; expires: number }>;
  sites: Map<string, { text: string; version: number }>;
  levers: Map<string, { text: string; version: number }>;
  /** The newest version of each plan, by its name. */
  plans: Map<string, number>;
  /** The schedules of plans, by name. */
  schedules: Map<string, { text: string; version: number }>;
  /** All versions of each plan, as JSON. */
  planVersions: Map<string, string[]>;
  /** The lever history, as JSON. */
  moves: string[];
  pauses: Map<string, Instant>;
  /** The tickets in the line to save a start, by site and ticket. */
  tickets: Map<string, { site: string; at: Instant; ticketId: string }>;
  /** The restore that was processed last. */
  restored: string;
}

export interface EffectRow extends Omit<EffectItem, 'effect'> {
  effect: string;
  expires?: number;
}

export function emptyRows(): Rows {
  return {
    drills: new Map(),
    notes: new Map(),
    personNotes: new Map(),
    inboxes: createShelf(),
    effects: createShelf(),
    instances: new Map(),
    unsealed: createShelf(),
    sealed: createShelf(),
    receipts: new Map(),
    sites: new Map(),
    levers: new Map(),
    plans: new Map(),
    schedules: new Map(),
    planVersions: new Map(),
    moves: [],
    pauses: new Map(),
    tickets: new Map(),
    restored: '',
  };
}

/** A copy of all items at this moment, for a later restore of the table. */
export function copyRows({ inboxes, effects, unsealed, sealed, ...rows }: Rows): Rows {
  const shelves = {
    inboxes: inboxes.copy(),
    effects: effects.copy(),
    unsealed: unsealed.copy(),
    sealed: sealed.copy(),
  };
  return { ...structuredClone(rows), ...shelves };
}

/** One save, with the same conditions and the same order of items as the DynamoDB transaction. */
export function saveRows(rows: Rows, save: Save, changed: StreamChange[]): Saved {
  const changes = changesOf(save);
  const row = rows.drills.get(save.drill.drillId);
  if (row?.saveId === save.saveId) return { result: 'SAVED' };
  if (row?.version !== save.readVersion || (row !== undefined && row.quarantined !== null)) return { result: 'STALE' };
  const siteVersion = rows.sites.get(siteKey(save.drill.site))?.version ?? 0;
  if (save.site !== undefined && save.site.readVersion !== siteVersion) return { result: 'STALE' };
  if (save.receipt !== undefined && !putReceipt(rows, save.receipt, save.entry.at, 'check')) return { result: 'STALE' };
  const taken = takenAmong(rows, save, changes);
  if (taken.length > 0) return { result: 'TAKEN', effects: taken };
  if (save.receipt !== undefined) putReceipt(rows, save.receipt, save.entry.at);
  writeDrill(rows, save, changes);
  if (save.site !== undefined) {
    const text = JSON.stringify(save.site.record);
    rows.sites.set(siteKey(save.site.record), { text, version: siteVersion + 1 });
  }
  writeEffects(rows, save, changes, changed);
  if (changes.unsealed !== undefined) rows.unsealed.of(save.drill.drillId).set('ENDED', changes.unsealed.dueAt);
  writeInboxes(rows, save, changes, changed);
  for (const { instanceId, ...found } of changes.instances) {
    const pointer = JSON.stringify({ drillId: save.drill.drillId, ...found });
    rows.instances.set(`${siteKey(save.drill.site)} ${instanceId}`, pointer);
  }
  return { result: 'SAVED' };
}

/** Returns false, and writes nothing, when an unexpired receipt with that id exists. */
export function putReceipt(rows: Rows, receipt: Receipt, at: Instant, how: 'check' | 'write' = 'write'): boolean {
  const { receiptId, requestHash } = receipt;
  const before = rows.receipts.get(receiptId);
  if (before !== undefined && before.expires * SECOND_MS > at) return false;
  if (how === 'write') rows.receipts.set(receiptId, { requestHash, expires: expiryAfter(at) });
  return true;
}

export function siteKey(site: Site): string {
  return `${site.accountId} ${site.region}`;
}

function takenAmong(rows: Rows, save: Save, changes: Changes): { effectId: string; takenAt: Instant }[] {
  return changes.withdrawnEffectIds.flatMap((effectId) => {
    const effect = rows.effects.of(save.drill.drillId).get(effectId);
    if (effect?.state === 'REQUESTED') return [];
    if (typeof effect?.takenAt === 'number') return [{ effectId, takenAt: effect.takenAt }];
    throw new Error(`Effect ${effectId} cannot be withdrawn: it is neither requested nor taken`);
  });
}

function writeDrill(rows: Rows, save: Save, changes: Changes): void {
  const { drillId } = save.drill;
  const before = rows.drills.get(drillId);
  const requestHash = before?.requestHash ?? changes.requestHash;
  if (requestHash === undefined) throw new Error(`The first entry of drill ${drillId} has no request`);
  const entries = before?.entries ?? [];
  const { recordHash, journalHash } = changes;
  const facts = changes.factParts.join('');
  entries.push({ ...save.entry, facts, recordHash, ...known({ previousHash: save.previousHash }) });
  rows.drills.set(drillId, {
    version: save.entry.seq,
    saveId: save.saveId,
    requestHash,
    journalHash,
    text: changes.record,
    summary: changes.summary,
    partitions: changes.partitions,
    dueAt: save.dueAt,
    quarantined: null,
    quarantinedAt: null,
    entries,
    given: before?.given ?? save.given,
  });
}

function writeEffects(rows: Rows, save: Save, changes: Changes, changed: StreamChange[]): void {
  const { drillId, site } = save.drill;
  const effects = rows.effects.of(drillId);
  for (const effectId of changes.withdrawnEffectIds) finish(effects, effectId, 'WITHDRAWN', changes.expires);
  for (const { effectId, delaySeconds, effect, text } of changes.requested) {
    const item = { drillId, effectId, site: { accountId: site.accountId, region: site.region }, delaySeconds };
    const expires = ACTS.has(effect.kind) ? {} : { expires: changes.expires };
    effects.set(effectId, { ...item, state: 'REQUESTED', takenAt: null, effect: text, ...expires });
    changed.push({ type: 'effect', drillId, effectId, delaySeconds });
  }
  for (const effectId of changes.answeredEffectIds) finish(effects, effectId, 'ANSWERED', changes.expires);
}

function finish(effects: Map<string, EffectRow>, effectId: string, state: EffectRow['state'], expires: number): void {
  const effect = effects.get(effectId);
  if (effect !== undefined) Object.assign(effect, { state, expires });
}

function writeInboxes(rows: Rows, save: Save, changes: Changes, changed: StreamChange[]): void {
  for (const inboxId of changes.readInboxIds) rows.inboxes.of(save.drill.drillId).delete(inboxId);
  for (const { drillId, inboxId, input } of changes.called) {
    rows.inboxes.of(drillId).set(inboxId, { text: JSON.stringify(input), expires: changes.expires });
    changed.push({ type: 'inboxNotification', drillId });
  }
}
