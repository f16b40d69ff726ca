import type { Owner, Restore } from '../flow/ports.ts';
import type { Tables } from './entities.ts';
import { readable } from './schema.ts';

/** The deployment's item names the restore that was handled last. In a restored table, it has its old value. */
export function createRestore({ entities: { deployment } }: Tables, marker: string, owner: Owner): Restore {
  let isTakenIn = marker === '';
  return {
    marker,
    async isTakenIn() {
      if (isTakenIn) return true;
      const { data } = await deployment.get({}).go({ consistent: true });
      isTakenIn = data !== null && readable(data, 'The deployment').restored === marker;
      return isTakenIn;
    },
    async takeIn() {
      // Creates the item when the table has none.
      await owner();
      await deployment.patch({}).set({ restored: marker }).go();
    },
  };
}
