import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { EvidencePorts } from '../flow/evidence/evidencePorts.ts';
import type { Clock, Ids, Ports } from '../flow/ports.ts';
import { createDrills } from './drills.ts';
import { createEffects } from './effects.ts';
import { createEntities } from './entities.ts';
import { createNotes } from './evidence/notes.ts';
import { createInbox } from './inbox.ts';
import { createInstances } from './instances.ts';
import { createLevers } from './levers.ts';
import { createOwner, type Deployment } from './owner.ts';
import { createPlans } from './plans/plans.ts';
import { createReceipts } from './receipts.ts';
import { createRestore } from './restore.ts';
import { createPlanSchedules } from './schedules/planSchedules.ts';
import { createSites } from './sites.ts';
import { throwingUnavailable } from './stream/throwingUnavailable.ts';

/** The ports that keep drills and the data that drills share. */
export type DrillStore = Pick<
  Ports,
  | 'drills'
  | 'inbox'
  | 'effects'
  | 'instances'
  | 'receipts'
  | 'sites'
  | 'levers'
  | 'plans'
  | 'planSchedules'
  | 'owner'
  | 'restore'
> &
  Pick<EvidencePorts, 'notes'>;

export interface StoreSettings {
  client: DynamoDBDocumentClient;
  tableName: string;
  clock: Pick<Clock, 'now'>;
  ids: Pick<Ids, 'next'>;
  deployment: Deployment;
  /** A name for the newest restore of the table; '' when there was none. */
  restored?: string;
}

/** What every function keeps in the table. The history is separate, because few functions need it. */
export function createDrillStore(settings: StoreSettings): DrillStore {
  const tables = createEntities({ client: settings.client, table: settings.tableName });
  const { owner } = throwingUnavailable({ owner: createOwner(tables, settings.deployment, settings.ids) });
  const { marker, ...restore } = createRestore(tables, settings.restored ?? '', owner);
  return {
    drills: throwingUnavailable(createDrills(tables)),
    inbox: throwingUnavailable(createInbox(tables, settings.clock)),
    effects: throwingUnavailable(createEffects(tables)),
    instances: throwingUnavailable(createInstances(tables)),
    receipts: throwingUnavailable(createReceipts(tables, settings.clock)),
    sites: throwingUnavailable(createSites(tables)),
    levers: throwingUnavailable(createLevers(tables)),
    plans: throwingUnavailable(createPlans(tables)),
    planSchedules: throwingUnavailable(createPlanSchedules(tables)),
    notes: throwingUnavailable(createNotes(tables)),
    owner,
    restore: { marker, ...throwingUnavailable(restore) },
  };
}
