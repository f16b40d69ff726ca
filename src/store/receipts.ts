import { SECOND_MS } from '../drill/bounds.ts';
import type { Clock, Receipts } from '../flow/ports.ts';
import { expiryAfter } from './changes.ts';
import { isConditionFailure } from './conditionFailure.ts';
import type { Tables } from './entities.ts';
import { readable, SCHEMA } from './schema.ts';

/**
 * Receipts in DynamoDB. An expired one that is not removed yet does not count (DynamoDB developer guide: time to live).
 */
export function createReceipts(tables: Tables, clock: Pick<Clock, 'now'>): Receipts {
  return {
    async load(receiptId) {
      const { data } = await tables.entities.receipt.get({ receiptId }).go({ consistent: true });
      if (data === null || data.expires * SECOND_MS <= clock.now()) return undefined;
      return readable(data, `Receipt ${receiptId}`).requestHash;
    },
    async put(receipt) {
      const nowSeconds = Math.floor(clock.now() / SECOND_MS);
      const put = tables.entities.receipt
        .put({ ...receipt, schema: SCHEMA, expires: expiryAfter(clock.now()) })
        .where(({ expires }, { notExists, lte }) => `${notExists(expires)} OR ${lte(expires, nowSeconds)}`);
      try {
        await put.go();
        return true;
      } catch (error) {
        if (isConditionFailure(error)) return false;
        throw error;
      }
    },
  };
}
