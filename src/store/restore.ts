import type { Owner, Restore } from '../flow/ports.ts';
import type { Tables } from './entities.ts';
import { readable } from './schema.ts';

/** The deployment's item says which restore was taken in last; in a restored table it says what it said then. */
export function createRestore({ entities: { deployment } }: Tables, told: string, owner: Owner): Restore {
  let isTakenIn = told === '';
  return {
    told,
    async isTakenIn() {
      if (isTakenIn) return true;
      const { data } = await deployment.get({}).go({ consistent: true });
      isTakenIn = data !== null && readable(data, 'The deployment').restored === told;
      return isTakenIn;
    },
    async takeIn() {
      // Makes the item when the table has none.
      await owner();
      await deployment.patch({}).set({ restored: told }).go();
    },
  };
}
