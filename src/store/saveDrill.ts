import { SECOND_MS } from '../drill/bounds.ts';
import { ACTS } from '../drill/effects.ts';
import type { Drills, Save } from '../flow/ports.ts';
import { whyCanceled } from './canceledSave.ts';
import { type Changes, changesOf } from './changes.ts';
import type { Tables } from './entities.ts';
import { unsealedItem } from './evidence/unsealedItem.ts';
import { placeOf } from './inbox.ts';
import { known } from './omitEmpty.ts';
import { packed } from './packedText.ts';
import { SCHEMA } from './schema.ts';
import { shardOf } from './shards.ts';
import { summaryAttributes } from './summaryItem.ts';

/** Saves a drill: everything in one transaction, on the condition that record and site are those that were read. */
export function createSave(tables: Tables): Drills['save'] {
  return async (save) => {
    const changes = changesOf(save);
    const written = await tables.transaction
      .write((entities) => [
        recordItem(entities, save, changes),
        ...siteItems(entities, save),
        ...receiptItems(entities, save, changes),
        ...withdrawnItems(entities, save, changes),
        ...effectItems(entities, save, changes),
        ...summaryItems(entities, changes),
        ...journalItems(entities, save, changes),
        ...inboxItems(entities, save, changes),
        ...instanceItems(entities, save, changes),
        ...givenItems(entities, save),
        ...unsealedItems(entities, changes),
      ])
      .go({ token: save.saveId });
    return written.canceled ? whyCanceled(save, changes, written.data) : { result: 'SAVED' };
  };
}

type Writable = Parameters<Parameters<Tables['transaction']['write']>[0]>[0];

/** A quarantined record is never overwritten. */
function recordItem({ record }: Writable, save: Save, changes: Changes) {
  const { drillId } = save.drill;
  const { seq } = save.entry;
  const hashed = { journalHash: changes.journalHash, hashedSeq: seq };
  const saved = { schema: SCHEMA, version: seq, saveId: save.saveId, drill: packed(changes.record), ...hashed };
  const due = save.dueAt === undefined ? {} : { dueAt: save.dueAt, dueShard: shardOf(drillId) };
  if (save.readVersion === undefined) {
    if (changes.requestHash === undefined) throw new Error(`The first entry of drill ${drillId} has no request`);
    const first = { drillId, ...saved, ...due, requestHash: changes.requestHash };
    return record.create(first).commit({ response: 'all_old' });
  }
  const readVersion = save.readVersion;
  const patch = record.patch({ drillId }).set({ ...saved, ...due });
  return (save.dueAt === undefined ? patch.remove(['dueAt', 'dueShard']) : patch)
    .where(({ version, quarantined }, { eq, notExists }) => `${eq(version, readVersion)} AND ${notExists(quarantined)}`)
    .commit({ response: 'all_old' });
}

function siteItems({ site }: Writable, save: Save) {
  if (save.site === undefined) return [];
  const { record, readVersion } = save.site;
  const { accountId, region } = record;
  const saved = { schema: SCHEMA, version: readVersion + 1, saveId: save.saveId, record: JSON.stringify(record) };
  if (readVersion === 0) return [site.create({ accountId, region, ...saved }).commit()];
  const onVersion = site
    .patch({ accountId, region })
    .set(saved)
    .where(({ version }, { eq }) => eq(version, readVersion));
  return [onVersion.commit()];
}

/** Of two equal requests under one key, only one is saved. */
function receiptItems({ receipt }: Writable, save: Save, changes: Changes) {
  if (save.receipt === undefined) return [];
  const savedSeconds = Math.floor(save.entry.at / SECOND_MS);
  const put = receipt
    .put({ ...save.receipt, schema: SCHEMA, expires: changes.expires })
    .where(({ expires }, { notExists, lte }) => `${notExists(expires)} OR ${lte(expires, savedSeconds)}`);
  return [put.commit()];
}

function withdrawnItems({ effect }: Writable, save: Save, changes: Changes) {
  return changes.withdrawnEffectIds.map((effectId) =>
    effect
      .patch({ drillId: save.drill.drillId, effectId })
      .set({ state: 'WITHDRAWN', expires: changes.expires })
      .where(({ state }, { eq }) => eq(state, 'REQUESTED'))
      .commit({ response: 'all_old' }),
  );
}

function effectItems({ effect }: Writable, save: Save, changes: Changes) {
  const { drillId, site } = save.drill;
  const requested = changes.requested.map(({ effectId, delaySeconds, effect: { kind }, text }) => {
    const { accountId, region } = site;
    const item = { drillId, effectId, schema: SCHEMA, accountId, region, delaySeconds, effect: text };
    return effect
      .put({ ...item, state: 'REQUESTED', ...(ACTS.has(kind) ? {} : { expires: changes.expires }) })
      .commit();
  });
  const answered = changes.answeredEffectIds.map((effectId) =>
    effect.update({ drillId, effectId }).set({ state: 'ANSWERED', expires: changes.expires }).commit(),
  );
  return [...requested, ...answered];
}

function summaryItems({ summary }: Writable, changes: Changes) {
  return changes.summaryChanges ? [summary.put(summaryAttributes(changes)).commit()] : [];
}

function journalItems({ journal }: Writable, save: Save, changes: Changes) {
  const { drillId, seq, at, cause } = save.entry;
  const parts = changes.factParts.length;
  const hashes = { recordHash: changes.recordHash, ...known({ previousHash: save.previousHash }) };
  return changes.factParts.map((facts, part) => {
    const item = { drillId, seq, part, parts, schema: SCHEMA, at, cause, facts };
    return journal.put(part === 0 ? { ...item, ...hashes } : item).commit();
  });
}

function inboxItems({ inbox, olderInbox }: Writable, save: Save, changes: Changes) {
  const { drillId } = save.drill;
  const read = changes.readInboxIds.map((id) => {
    const { place, inboxId } = placeOf(id);
    return (place === 'inbox' ? inbox : olderInbox).delete({ drillId, inboxId }).commit();
  });
  const called = changes.called.map(({ input, ...key }) =>
    inbox
      .put({
        ...key,
        deliveryId: save.saveId,
        schema: SCHEMA,
        input: JSON.stringify(input),
        expires: changes.expires,
      })
      .commit(),
  );
  return [...read, ...called];
}

/** Only in the first save, which creates the record. */
function givenItems({ givenRequest }: Writable, { drill: { drillId }, given }: Save) {
  return given === undefined ? [] : [givenRequest.put({ drillId, schema: SCHEMA, given }).commit()];
}

/** With the end of the drill, so that no ended drill can stay unsealed unnoticed. */
function unsealedItems({ unsealed }: Writable, { unsealed: due }: Changes) {
  return due === undefined ? [] : [unsealed.put(unsealedItem(due)).commit()];
}

function instanceItems({ instance }: Writable, save: Save, changes: Changes) {
  const { drillId, site } = save.drill;
  const { accountId, region } = site;
  return changes.instances.map((found) =>
    instance.put({ accountId, region, drillId, schema: SCHEMA, ...found }).commit(),
  );
}
