import type { Prices } from '../flow/ports.ts';
import type { PriceList } from '../history/cost.ts';
import type { StoreSettings } from './drillStore.ts';
import { createEntities, type Tables } from './entities.ts';
import { readable, SCHEMA } from './schema.ts';
import { throwingUnavailable } from './stream/throwingUnavailable.ts';

/** AWS's prices in the table. */
export function createPricesStore({ client, tableName }: Pick<StoreSettings, 'client' | 'tableName'>): Prices {
  return throwingUnavailable(createPrices(createEntities({ client, table: tableName })));
}

function createPrices({ entities: { prices } }: Tables): Prices {
  return {
    async load(region) {
      const { data } = await prices.get({ region }).go();
      return data === null ? undefined : (JSON.parse(readable(data, `The prices of ${region}`).prices) as PriceList);
    },
    async save(list) {
      await prices.put({ region: list.region, schema: SCHEMA, prices: JSON.stringify(list) }).go();
    },
  };
}
