import type { Ports } from '../flow/ports.ts';
import { createDrillStore, type DrillStore, type StoreSettings } from './drillStore.ts';
import { createHistoryStore } from './history/historyStore.ts';

/** The ports that a table implements. */
export type StorePorts = DrillStore & Pick<Ports, 'history'>;

/** All of the product's data, in one DynamoDB table. */
export function createStore(settings: StoreSettings): StorePorts {
  return { ...createDrillStore(settings), history: createHistoryStore(settings) };
}
