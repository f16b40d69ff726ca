import { createSealsStore } from '../../store/evidence/seals.ts';
import { settings } from './settings.ts';
import { tableClient } from './tableClient.ts';
import type { AdapterFactories } from './wiring.ts';

/** What is to be sealed, and where it was. */
export const sealsAdapter = {
  seals: () => createSealsStore({ client: tableClient(), tableName: settings().tableName }),
} satisfies AdapterFactories;
