import type { DueSeal, Seals } from '../../flow/evidence/evidencePorts.ts';
import type { Rows } from './memoryRows.ts';
import type { Writer } from './memoryWriter.ts';

/** What is to be sealed and what was sealed, in memory. */
export function createMemorySeals(rows: Rows, write: Writer): Seals {
  return {
    async due(before, limit) {
      return rows.unsealed
        .all()
        .flatMap(([drillId, items]) => [...items.values()].map((dueAt) => ({ drillId, dueAt })))
        .filter(({ dueAt }) => dueAt <= before)
        .sort((a, b) => a.dueAt - b.dueAt || (a.drillId < b.drillId ? -1 : 1))
        .slice(0, limit);
    },
    async dueOf(drillId) {
      const items = [...rows.unsealed.of(drillId)].sort(([a], [b]) => (a < b ? -1 : 1));
      return items.map(([because, dueAt]) => ({ drillId, because: because as DueSeal['because'], dueAt }));
    },
    async receipts(drillId) {
      const kept = [...rows.sealed.of(drillId)].sort(([a], [b]) => (a < b ? -1 : 1));
      return kept.map(([, text]) => JSON.parse(text));
    },
    async keep(receipt, done, next) {
      write('seal', () => {
        if (receipt !== null) rows.sealed.of(receipt.drillId).set(receipt.part, JSON.stringify(receipt));
        rows.unsealed.of(done.drillId).delete(done.because);
        if (next !== null) rows.unsealed.of(next.drillId).set(next.because, next.dueAt);
      });
    },
  };
}
