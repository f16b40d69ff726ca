import type { EvidencePorts } from '../flow/evidence/evidencePorts.ts';
import type { Ports } from '../flow/ports.ts';
import { createDrillStore, type DrillStore, type StoreSettings } from './drillStore.ts';
import { createSealsStore } from './evidence/seals.ts';
import { createHistoryStore } from './history/historyStore.ts';

/** The ports that a table implements. */
export type StorePorts = DrillStore & Pick<Ports, 'history'> & Pick<EvidencePorts, 'seals'>;

/** All of the product's data, in one DynamoDB table. */
export function createStore(settings: StoreSettings): StorePorts {
  return { ...createDrillStore(settings), history: createHistoryStore(settings), seals: createSealsStore(settings) };
}
