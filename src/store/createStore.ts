import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Clock, Ids, Ports } from '../flow/ports.ts';
import { createDrills } from './drills.ts';
import { createEffects } from './effects.ts';
import { createEntities } from './entities.ts';
import { createHistory } from './history.ts';
import { createInbox } from './inbox.ts';
import { createInstances } from './instances.ts';
import { createOwner, type Deployment } from './owner.ts';
import { createSites } from './sites.ts';

/** The ports that a table implements. */
export type StorePorts = Pick<Ports, 'drills' | 'inbox' | 'effects' | 'instances' | 'sites' | 'history' | 'owner'>;

export interface StoreSettings {
  client: DynamoDBDocumentClient;
  tableName: string;
  clock: Pick<Clock, 'now'>;
  ids: Pick<Ids, 'next'>;
  deployment: Deployment;
}

/** The product's memory in one DynamoDB table. */
export function createStore(settings: StoreSettings): StorePorts {
  const tables = createEntities({ client: settings.client, table: settings.tableName });
  return {
    drills: createDrills(tables),
    inbox: createInbox(tables, settings.clock),
    effects: createEffects(tables),
    instances: createInstances(tables),
    sites: createSites(tables),
    history: createHistory(tables),
    owner: createOwner(tables, settings.deployment, settings.ids),
  };
}
