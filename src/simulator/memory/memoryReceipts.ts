import { SECOND_MS } from '../../drill/bounds.ts';
import type { Instant } from '../../drill/drill.ts';
import type { StorePorts } from '../../store/createStore.ts';
import { putReceipt, type Rows } from './memoryRows.ts';
import type { Writer } from './memoryWriter.ts';

/** Receipts in memory. */
export function createMemoryReceipts(rows: Rows, write: Writer, now: () => Instant): StorePorts['receipts'] {
  return {
    load: async (receiptId) => {
      const row = rows.receipts.get(receiptId);
      return row !== undefined && row.expires * SECOND_MS > now() ? row.requestHash : undefined;
    },
    put: async (receipt) => write('put', () => putReceipt(rows, receipt, now())),
  };
}
