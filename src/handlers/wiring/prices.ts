import { createPricesStore } from '../../store/prices.ts';
import { settings } from './settings.ts';
import { tableClient } from './tableClient.ts';
import type { AdapterFactories } from './wiring.ts';

/** AWS's prices, as the table keeps them. */
export const pricesAdapter = {
  prices: () => createPricesStore({ client: tableClient(), tableName: settings().tableName }),
} satisfies AdapterFactories;
