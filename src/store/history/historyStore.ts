import type { History } from '../../flow/ports.ts';
import type { StoreSettings } from '../drillStore.ts';
import { createEntities } from '../entities.ts';
import { throwingUnavailable } from '../stream/throwingUnavailable.ts';
import { createHistory } from './history.ts';

/** The history of drills, for analysts. */
export function createHistoryStore({ client, tableName }: Pick<StoreSettings, 'client' | 'tableName'>): History {
  return throwingUnavailable(createHistory(createEntities({ client, table: tableName })));
}
