import { SECOND_MS } from '../../drill/bounds.ts';
import type { Drill, Instant, Site } from '../../drill/drill.ts';
import type { JournalEntry } from '../../drill/facts.ts';
import type { LeverRecord } from '../../drill/lever.ts';
import { emptySite, type SiteRecord } from '../../drill/site.ts';
import type { KeptJournal } from '../../evidence/chain/keptJournal.ts';
import type { EffectItem, Instances } from '../../flow/ports.ts';
import { expiryAfter } from '../../store/changes.ts';
import type { StorePorts } from '../../store/createStore.ts';
import type { StreamChange } from '../../store/stream/streamRecords.ts';
import { createDrills, entriesFrom, keptFrom } from './memoryDrills.ts';
import { createMemoryHistory } from './memoryHistory.ts';
import { createMemoryLevers } from './memoryLevers.ts';
import { createMemoryLine } from './memoryLine.ts';
import { createMemoryNotes } from './memoryNotes.ts';
import { createMemoryPlans } from './memoryPlans.ts';
import { createMemoryReceipts } from './memoryReceipts.ts';
import { copyRows, type EffectRow, emptyRows, type Rows, siteKey } from './memoryRows.ts';
import { createMemorySchedules } from './memorySchedules.ts';
import { createMemorySeals } from './memorySeals.ts';
import { createWriter, type Write, type Writer, type WriteVerdict } from './memoryWriter.ts';

export interface MemoryTableSettings {
  now: () => Instant;
  /** Called for each changed item after its write, with the change that the table's stream would trigger. */
  onChange: (change: StreamChange) => void;
  faults?: { beforeWrite(what: Write): WriteVerdict };
  owner?: string;
}

/** The table's items at a moment. */
export interface TableCopy {
  rows: Rows;
}

export interface MemoryTable {
  ports: StorePorts;
  drills(): Drill[];
  entriesOf(drillId: string): JournalEntry[];
  keptJournalOf(drillId: string): KeptJournal | undefined;
  notesOf(drillId: string): { at: Instant; note: Record<string, unknown> }[];
  effectsOf(drillId: string): EffectItem[];
  /** Every site that a drill has ever changed. */
  sites(): { record: SiteRecord; version: number }[];
  /** Every lever that was ever moved. */
  levers(): LeverRecord[];
}

/** A table that can be restored, and written to without the product. */
export interface RestorableTable extends MemoryTable {
  /** The table's current items, without the history of drills. */
  copy(): TableCopy;
  /**
   * Replaces all items by those of a copy and gives the product a new restore marker: a new table, whose stream is
   * empty.
   */
  restore(copy: TableCopy, marker: string): void;
  /** Writes an effect item as a third party with write access would. Its stream reports it like any other. */
  forgeEffect(item: EffectItem): void;
}

/**
 * The product's table in memory, for the seeded world: deterministic, and done before the first await. All items are
 * kept as JSON, so no object is shared. Differences from DynamoDB: a write with an older save id than the last one is
 * stale at once, not after ten minutes; expired items are removed on time; everything is lost with the process.
 */
export function createMemoryTable(settings: MemoryTableSettings): RestorableTable {
  const rows = emptyRows();
  const setting = { restored: '' };
  const write = createWriter(settings.onChange, settings.faults);
  const owner = settings.owner ?? '111122223333/us-east-1/simulated/0';
  return {
    ports: {
      drills: createDrills(rows, write),
      inbox: createInbox(rows, write, settings.now),
      effects: createEffects(rows, write, settings.now),
      instances: { find: async (site, instanceId) => findInstance(rows, site, instanceId) },
      receipts: createMemoryReceipts(rows, write, settings.now),
      sites: createSites(rows, write),
      levers: createMemoryLevers(rows, write),
      plans: createMemoryPlans(rows, write),
      planSchedules: createMemorySchedules(rows, write),
      notes: createMemoryNotes(rows, write),
      history: createMemoryHistory((commit, onConflict) => write('history', commit, onConflict)),
      seals: createMemorySeals(rows, write),
      owner: async () => owner,
      restore: createRestore(rows, write, setting),
    },
    copy: () => ({ rows: copyRows(rows) }),
    restore: (copy, marker) => {
      Object.assign(rows, copyRows(copy.rows));
      setting.restored = marker;
    },
    drills: () => [...rows.drills.values()].map((row) => JSON.parse(row.text)),
    entriesOf: (drillId) => entriesFrom(rows, drillId, 1, Number.POSITIVE_INFINITY),
    keptJournalOf: (drillId) => keptFrom(rows, drillId, 1),
    notesOf: (drillId) => [...(rows.notes.get(drillId) ?? [])].map((text) => JSON.parse(text)),
    effectsOf: (drillId) => [...rows.effects.of(drillId).values()].map(effectItem),
    forgeEffect: (item) => forgeEffect(rows, settings, item),
    sites: () => [...rows.sites.values()].map(({ text, version }) => ({ record: JSON.parse(text), version })),
    levers: () => [...rows.levers.values()].map(({ text }) => JSON.parse(text)),
  };
}

function forgeEffect(rows: Rows, { onChange }: MemoryTableSettings, { effect, ...item }: EffectItem): void {
  const { drillId, effectId, delaySeconds } = item;
  rows.effects.of(drillId).set(effectId, { ...item, effect: JSON.stringify(effect) });
  onChange({ type: 'effect', drillId, effectId, delaySeconds });
}

function createSites(rows: Rows, write: Writer): StorePorts['sites'] {
  return {
    load: async (site) => loadSite(rows, site),
    pausedUntil: async (site) => rows.pauses.get(siteKey(site)) ?? null,
    pause: async (site, until) => {
      write('put', () => rows.pauses.set(siteKey(site), until));
    },
    ...createMemoryLine(rows, write),
    save: async (record, readVersion) => write('put', () => saveSite(rows, record, readVersion)),
  };
}

function createRestore(rows: Rows, write: Writer, setting: { restored: string }): StorePorts['restore'] {
  return {
    get marker() {
      return setting.restored;
    },
    isTakenIn: async () => setting.restored === '' || rows.restored === setting.restored,
    async takeIn() {
      write('put', () => {
        rows.restored = setting.restored;
      });
    },
  };
}

function createInbox(rows: Rows, write: Writer, now: () => Instant): StorePorts['inbox'] {
  return {
    async put(drillId, key, _deliveryId, input) {
      write('put', (changed) => {
        rows.inboxes.of(drillId).set(key, { text: JSON.stringify(input), expires: expiryAfter(now()) });
        changed.push({ type: 'inboxNotification', drillId });
      });
    },
    async unread(drillId, limit) {
      const inbox = rows.inboxes.of(drillId);
      for (const [inboxId, { expires }] of inbox) if (expires * SECOND_MS <= now()) inbox.delete(inboxId);
      const inOrder = [...inbox].sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, limit);
      return inOrder.map(([inboxId, { text }]) => ({ inboxId, input: JSON.parse(text) }));
    },
    async discard(drillId, inboxIds) {
      write('discard', () => {
        for (const inboxId of inboxIds) rows.inboxes.of(drillId).delete(inboxId);
      });
    },
  };
}

function createEffects(rows: Rows, write: Writer, now: () => Instant): StorePorts['effects'] {
  return {
    async load(drillId, effectId) {
      const row = rows.effects.of(drillId).get(effectId);
      if (row === undefined) return undefined;
      if (row.expires === undefined || row.expires * SECOND_MS > now()) return effectItem(row);
      rows.effects.of(drillId).delete(effectId);
      return undefined;
    },
    take: async (drillId, effectId, _takerId, at) =>
      write('take', () => {
        const row = rows.effects.of(drillId).get(effectId);
        if (row?.state !== 'REQUESTED') return false;
        Object.assign(row, { state: 'TAKEN', takenAt: at });
        return true;
      }),
  };
}

function effectItem({ expires: _, effect, ...item }: EffectRow): EffectItem {
  return { ...item, site: { ...item.site }, effect: JSON.parse(effect) };
}

function findInstance(rows: Rows, site: Site, instanceId: string): Awaited<ReturnType<Instances['find']>> {
  const text = rows.instances.get(`${siteKey(site)} ${instanceId}`);
  return text === undefined ? undefined : JSON.parse(text);
}

function saveSite(rows: Rows, record: SiteRecord, readVersion: number): boolean {
  if (loadSite(rows, record).version !== readVersion) return false;
  rows.sites.set(siteKey(record), { text: JSON.stringify(record), version: readVersion + 1 });
  return true;
}

function loadSite(rows: Rows, site: Site): { record: SiteRecord; version: number } {
  const row = rows.sites.get(siteKey(site));
  return row === undefined
    ? { record: emptySite(site.accountId, site.region), version: 0 }
    : { record: JSON.parse(row.text), version: row.version };
}
