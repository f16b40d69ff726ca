import { SECOND_MS } from '../drill/bounds.ts';
import type { Drill, Instant, Site } from '../drill/drill.ts';
import type { JournalEntry } from '../drill/facts.ts';
import { emptySite, type SiteRecord } from '../drill/site.ts';
import type { EffectItem, Instances, Summary } from '../flow/ports.ts';
import { Unavailable } from '../flow/wrong.ts';
import { expiryAfter } from '../store/changes.ts';
import type { StorePorts } from '../store/createStore.ts';
import { cursorAfter, positionOf } from '../store/cursor.ts';
import type { StreamChange } from '../store/streamRecords.ts';
import { type EffectRow, emptyRows, putReceipt, type Rows, saveRows, siteKey } from './tableRows.ts';

/** A write to the table, as a fault may pick it. */
export type Write = 'save' | 'markBroken' | 'note' | 'put' | 'discard' | 'take';
/** How a write fares; a lost reply means that the write happened and its caller gets an error all the same. */
export type WriteVerdict = 'OK' | 'CONFLICT' | 'REPLY_LOST' | 'THROTTLED';

export interface MemoryTableSettings {
  now: () => Instant;
  /** Called for each changed item after its write, with what the table's stream would ask for. */
  onChange: (change: StreamChange) => void;
  faults?: { beforeWrite(what: Write): WriteVerdict };
  owner?: string;
}

export interface MemoryTable {
  ports: StorePorts;
  drills(): Drill[];
  entriesOf(drillId: string): JournalEntry[];
  notesOf(drillId: string): { at: Instant; note: Record<string, unknown> }[];
  effectsOf(drillId: string): EffectItem[];
  /** Every site that a drill ever changed. */
  sites(): { record: SiteRecord; version: number }[];
}

/**
 * The product's table in memory, for the seeded world: deterministic, and done before the first await. All is kept as JSON, so
 * that nobody shares an object with it. What it does not do: a write with the save id of an older save than the last is stale
 * at once, not after DynamoDB's ten minutes; expired items are gone on time; and it forgets everything with the process.
 */
export function createMemoryTable(settings: MemoryTableSettings): MemoryTable {
  const rows = emptyRows();
  const write = createWriter(settings);
  const owner = settings.owner ?? '111122223333/us-east-1/simulated/0';
  return {
    ports: {
      drills: createDrills(rows, write),
      inbox: createInbox(rows, write, settings.now),
      effects: createEffects(rows, write, settings.now),
      instances: { find: async (site, instanceId) => findInstance(rows, site, instanceId) },
      receipts: {
        load: async (receiptId) => {
          const row = rows.receipts.get(receiptId);
          return row !== undefined && row.expires * SECOND_MS > settings.now() ? row.requestHash : undefined;
        },
        put: async (receipt) => write('put', () => putReceipt(rows, receipt, settings.now())),
      },
      sites: {
        load: async (site) => loadSite(rows, site),
        pausedUntil: async (site) => rows.pauses.get(siteKey(site)) ?? null,
        pause: async (site, until) => {
          write('put', () => rows.pauses.set(siteKey(site), until));
        },
        save: async (record, readVersion) => write('put', () => saveSite(rows, record, readVersion)),
      },
      owner: async () => owner,
    },
    drills: () => [...rows.drills.values()].map((row) => JSON.parse(row.text)),
    entriesOf: (drillId) => entriesFrom(rows, drillId, 1, Number.POSITIVE_INFINITY),
    notesOf: (drillId) => [...(rows.notes.get(drillId) ?? [])].map((text) => JSON.parse(text)),
    effectsOf: (drillId) => [...rows.effects.of(drillId).values()].map(effectItem),
    sites: () => [...rows.sites.values()].map(({ text, version }) => ({ record: JSON.parse(text), version })),
  };
}

/** Runs a write's commit as the faults decide, then tells of its changes. */
type Writer = <Result>(what: Write, commit: (changed: StreamChange[]) => Result, onConflict?: () => Result) => Result;

function createWriter({ onChange, faults }: MemoryTableSettings): Writer {
  return (what, commit, onConflict) => {
    const verdict = faults?.beforeWrite(what) ?? 'OK';
    if (verdict === 'THROTTLED') throw new Unavailable(`ThrottlingException: ${what}`);
    if (verdict === 'CONFLICT') {
      if (onConflict === undefined) throw new Unavailable(`TransactionConflictException: ${what}`);
      return onConflict();
    }
    const changed: StreamChange[] = [];
    const result = commit(changed);
    for (const change of changed) onChange(change);
    if (verdict === 'REPLY_LOST') throw new Unavailable(`The reply was lost: ${what}`);
    return result;
  };
}

function createDrills(rows: Rows, write: Writer): StorePorts['drills'] {
  return {
    async load(drillId) {
      const row = rows.drills.get(drillId);
      if (row === undefined) return undefined;
      const { version, requestHash, broken } = row;
      return { drill: JSON.parse(row.text) as Drill, version, requestHash, broken };
    },
    save: async (save) =>
      write(
        'save',
        (changed) => saveRows(rows, save, changed),
        () => ({ result: 'STALE' }),
      ),
    async overdue(before, limit) {
      const due = [...rows.drills].flatMap(([drillId, { dueAt }]) => (dueAt === undefined ? [] : [{ drillId, dueAt }]));
      const overdue = due.filter(({ dueAt }) => dueAt <= before);
      overdue.sort((a, b) => a.dueAt - b.dueAt || (a.drillId < b.drillId ? -1 : 1));
      return overdue.slice(0, limit).map(({ drillId }) => drillId);
    },
    async markBroken(drillId, sentence) {
      write('markBroken', () => {
        const row = rows.drills.get(drillId);
        if (row !== undefined) Object.assign(row, { broken: sentence, dueAt: undefined });
      });
    },
    list: async (limit, cursor) => list(rows, limit, cursor),
    journal: async (drillId, fromSeq, limit) => entriesFrom(rows, drillId, fromSeq, limit),
    async note(drillId, at, note) {
      const text = JSON.stringify({ at, note });
      write('note', () => rows.notes.set(drillId, (rows.notes.get(drillId) ?? new Set()).add(text)));
    },
  };
}

function list(rows: Rows, limit: number, cursor?: string): { summaries: Summary[]; cursor: string | null } {
  const order = (summary: { requestedAt: Instant; drillId: string }) =>
    `${String(summary.requestedAt).padStart(15, '0')} ${summary.drillId}`;
  const start = cursor === undefined ? undefined : order(positionOf(cursor));
  const found = [...rows.drills.values()]
    .map((row): Summary => ({ ...JSON.parse(row.summary), broken: row.broken }))
    .filter((summary) => start === undefined || order(summary) < start)
    .sort((a, b) => (order(a) < order(b) ? 1 : -1));
  const summaries = found.slice(0, limit);
  return { summaries, cursor: found.length > limit ? cursorAfter(summaries) : null };
}

function entriesFrom(rows: Rows, drillId: string, fromSeq: number, limit: number): JournalEntry[] {
  const entries = rows.drills.get(drillId)?.entries ?? [];
  return entries.slice(fromSeq - 1, fromSeq - 1 + limit).map((text) => JSON.parse(text));
}

function createInbox(rows: Rows, write: Writer, now: () => Instant): StorePorts['inbox'] {
  return {
    async put(drillId, key, _deliveryId, input) {
      write('put', (changed) => {
        rows.inboxes.of(drillId).set(key, { text: JSON.stringify(input), expires: expiryAfter(now()) });
        changed.push({ type: 'doorbell', drillId });
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
        if (row?.state !== 'ASKED') return false;
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
