import { createHistoryStore } from '../../store/history/historyStore.ts';
import { settings } from './settings.ts';
import { tableClient } from './tableClient.ts';
import type { AdapterFactories } from './wiring.ts';

/** The history of drills. */
export const historyAdapter = {
  history: () => createHistoryStore({ client: tableClient(), tableName: settings().tableName }),
} satisfies AdapterFactories;
