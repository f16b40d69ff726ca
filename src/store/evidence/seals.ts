import type { DueSeal, SealReceipt, Seals } from '../../flow/evidence/evidencePorts.ts';
import { cancelled } from '../canceledSave.ts';
import type { StoreSettings } from '../drillStore.ts';
import { createEntities, type Tables } from '../entities.ts';
import { readable, SCHEMA } from '../schema.ts';
import { DUE_SHARDS } from '../shards.ts';
import { throwingUnavailable } from '../stream/throwingUnavailable.ts';
import { unsealedItem } from './unsealedItem.ts';

/** What is to be sealed and what was sealed, in the table. */
export function createSealsStore({ client, tableName }: Pick<StoreSettings, 'client' | 'tableName'>): Seals {
  return throwingUnavailable(createSeals(createEntities({ client, table: tableName })));
}

function createSeals(tables: Tables): Seals {
  const { unsealed, sealed } = tables.entities;
  return {
    due: (before, limit) => due(tables, before, limit),
    async dueOf(drillId) {
      const { data } = await unsealed.query.primary({ drillId }).go({ pages: 'all', consistent: true });
      const due = data.map((item) => readable(item, `What is to be sealed of drill ${drillId}`));
      return due.map(({ because, dueAt }) => ({ drillId, because, dueAt }));
    },
    async receipts(drillId) {
      const { data } = await sealed.query.primary({ drillId }).go({ pages: 'all', consistent: true });
      return data.map((item) => JSON.parse(readable(item, `A receipt of drill ${drillId}`).receipt) as SealReceipt);
    },
    keep: (receipt, done, next) => keep(tables, receipt, done, next),
  };
}

async function due(tables: Tables, before: number, limit: number): ReturnType<Seals['due']> {
  const shards = Array.from({ length: DUE_SHARDS }, (_, shard) =>
    tables.entities.unsealed.query
      .due({ sealShard: String(shard) })
      .lt({ dueAt: before + 1 })
      .go({ count: limit, limit }),
  );
  const pages = await Promise.all(shards);
  return pages
    .flatMap((page) => page.data.map(({ drillId, dueAt }) => ({ drillId, dueAt })))
    .sort((a, b) => a.dueAt - b.dueAt || (a.drillId < b.drillId ? -1 : 1))
    .slice(0, limit);
}

async function keep(tables: Tables, receipt: SealReceipt | null, done: DueSeal, next: DueSeal | null): Promise<void> {
  const { drillId, because } = done;
  const written = await tables.transaction
    .write(({ sealed, unsealed }) => [
      ...(receipt === null ? [] : [sealed.put(receiptItem(receipt)).commit()]),
      unsealed.delete({ drillId, because }).commit(),
      ...(next === null ? [] : [unsealed.put(unsealedItem(next)).commit()]),
    ])
    .go();
  if (!written.canceled) return;
  throw cancelled(
    `The receipt of drill ${drillId}`,
    written.data.map(({ code }) => code),
  );
}

function receiptItem(receipt: SealReceipt) {
  const { drillId, part } = receipt;
  return { drillId, part, schema: SCHEMA, receipt: JSON.stringify(receipt) };
}
