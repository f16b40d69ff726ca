import { EXPIRY_SECONDS, JOURNAL_PART_BYTES_MAX, SECOND_MS } from '../drill/bounds.ts';
import type { Drill, Instant } from '../drill/drill.ts';
import type { RequestedEffect } from '../drill/effects.ts';
import type { JournalEntry } from '../drill/facts.ts';
import { hashOfEntry, hashOfRecord } from '../evidence/chain/journalHash.ts';
import { Quarantined } from '../flow/errors.ts';
import type { DueSeal } from '../flow/evidence/evidencePorts.ts';
import type { InboxInput, Save, Summary } from '../flow/ports.ts';
import { packed } from './packedText.ts';
import { type Partitions, partitionsOf } from './partitions.ts';
import { SCHEMA } from './schema.ts';
import { summaryOf } from './summary.ts';

/** DynamoDB developer guide, TransactWriteItems: at most 100 items and 4 MB in one transaction. */
const TRANSACTION_ITEMS_MAX = 100;
const TRANSACTION_BYTES_MAX = 4_000_000;
/** DynamoDB developer guide, constraints: an item has at most 400 KB, including names, keys and other attributes. */
const TEXT_BYTES_MAX = 400_000;

/** What a save writes, item by item, on any table. */
export interface Changes {
  record: string;
  /** Only a drill's first entry has one. */
  requestHash: string | undefined;
  summary: Summary;
  /** Whether the summary differs from the stored one. Most saves change nothing that lists show. */
  summaryChanges: boolean;
  /** Where lists find the summary. The keys use the whole texts, which the summary may have cut. */
  partitions: Partitions;
  /** The entry's facts as JSON, in parts that fit an item. */
  factParts: string[];
  /** The hash of the saved record, which the entry names. */
  recordHash: string;
  /** The hash of the entry, which the record names. */
  journalHash: string;
  requested: (RequestedEffect & { text: string })[];
  answeredEffectIds: string[];
  withdrawnEffectIds: string[];
  readInboxIds: string[];
  called: { drillId: string; inboxId: string; input: InboxInput }[];
  instances: Save['instances'];
  /** Only the save with which a drill ends has one. */
  unsealed: DueSeal | undefined;
  /** When inbox entries and finished effects may be removed, in epoch seconds. */
  expires: number;
}

/** Works out a save's items. The same save gives the same items, so a repetition is harmless. */
export function changesOf(save: Save): Changes {
  const gone = new Set(save.withdrawnEffectIds);
  const requested = new Set(save.requested.map((effect) => effect.effectId));
  const summary = summaryOf(save.drill);
  const record = JSON.stringify(save.drill);
  const { facts: given, ...entry } = save.entry;
  const facts = JSON.stringify(given);
  const { previousHash } = save;
  const recordHash = hashOfRecord(record);
  const changes: Changes = {
    record,
    requestHash: save.entry.facts.find((fact) => fact.type === 'DrillRequested')?.requestHash,
    summary,
    partitions: partitionsOf(save.drill),
    summaryChanges: save.previous === undefined || isAnother(summaryOf(save.previous), summary),
    factParts: partsOf(facts, JOURNAL_PART_BYTES_MAX),
    recordHash,
    journalHash: hashOfEntry({ ...entry, schema: SCHEMA, facts, previousHash, recordHash }),
    // An effect that the same step requested and withdrew never reaches the table.
    requested: save.requested
      .filter((effect) => !gone.has(effect.effectId))
      .map((effect) => ({ ...effect, text: JSON.stringify(effect.effect) })),
    answeredEffectIds: [...new Set(save.answeredEffectIds)],
    withdrawnEffectIds: [...gone].filter((effectId) => !requested.has(effectId)),
    readInboxIds: [...new Set(save.readInboxIds)],
    called: [...new Set(save.calledDrillIds)].map((drillId) => turnOf(drillId, save)),
    instances: [...new Map(save.instances.map((instance) => [instance.instanceId, instance])).values()],
    unsealed: unsealedAfter(save.entry),
    expires: expiryAfter(save.entry.at),
  };
  refuseOversize(save, changes);
  return changes;
}

/** The summary's fields determine the partitions, except for texts that it cuts and that never change. */
function isAnother({ site: _, servers, ...before }: Summary, after: Summary): boolean {
  return differs(before, after) || differs(servers, after.servers);
}

function differs<Part extends object>(before: Part, after: Part): boolean {
  for (const name in before) if (before[name] !== after[name]) return true;
  return false;
}

/** The stored size of a drill's record, to compare with RECORD_BYTES_MAX. */
export function recordBytes(drill: Drill): number {
  return Buffer.byteLength(packed(JSON.stringify(drill)));
}

/** When an item that is no longer needed may be removed: epoch seconds, for DynamoDB's time to live. */
export function expiryAfter(at: Instant): number {
  return Math.ceil(at / SECOND_MS) + EXPIRY_SECONDS;
}

/** Cuts a text between characters into parts of at most `bytesMax` bytes of UTF-8. */
export function partsOf(text: string, bytesMax: number): string[] {
  if (Buffer.byteLength(text) <= bytesMax) return [text];
  const bytes = Buffer.from(text);
  const parts: string[] = [];
  for (let from = 0; from < bytes.length; ) {
    let to = Math.min(from + bytesMax, bytes.length);
    while (continuesCharacter(bytes[to])) to--;
    parts.push(bytes.toString('utf8', from, to));
    from = to;
  }
  return parts;
}

function continuesCharacter(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0b1100_0000) === 0b1000_0000;
}

/** The evidence of a drill is due as soon as it has ended. */
function unsealedAfter({ drillId, at, facts }: JournalEntry): DueSeal | undefined {
  return facts.some(({ type }) => type === 'DrillEnded') ? { drillId, because: 'ENDED', dueAt: at } : undefined;
}

/** Each call has a key of its own, so a drill that removes an older one does not remove this one unread. */
function turnOf(drillId: string, save: Save): Changes['called'][number] {
  return { drillId, inboxId: `turn-${save.saveId}`, input: { type: 'TurnCame', at: save.entry.at } };
}

/** Refuses only what DynamoDB would refuse anyway: a limit of our own must not stop a drill's cleanup. */
function refuseOversize(save: Save, changes: Changes): void {
  const recordSize = Buffer.byteLength(changes.record);
  if (recordSize > TEXT_BYTES_MAX) {
    throw new Quarantined(
      `The record of drill ${save.drill.drillId} has ${recordSize} bytes, more than ${TEXT_BYTES_MAX}.`,
    );
  }
  const items = itemCount(save, changes);
  if (items > TRANSACTION_ITEMS_MAX) {
    throw new Quarantined(
      `A save of drill ${save.drill.drillId} has ${items} items, more than ${TRANSACTION_ITEMS_MAX}.`,
    );
  }
  const texts = [...changes.factParts, ...changes.requested.map((effect) => effect.text), save.given ?? ''];
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), recordSize);
  if (bytes > TRANSACTION_BYTES_MAX) {
    throw new Quarantined(
      `A save of drill ${save.drill.drillId} has ${bytes} bytes, more than ${TRANSACTION_BYTES_MAX}.`,
    );
  }
}

function itemCount(save: Save, changes: Changes): number {
  const recordAndSummary = 2;
  return (
    recordAndSummary +
    (save.site === undefined ? 0 : 1) +
    (save.receipt === undefined ? 0 : 1) +
    (save.given === undefined ? 0 : 1) +
    changes.factParts.length +
    changes.requested.length +
    changes.answeredEffectIds.length +
    changes.withdrawnEffectIds.length +
    changes.readInboxIds.length +
    changes.called.length +
    changes.instances.length +
    (changes.unsealed === undefined ? 0 : 1)
  );
}
