import { Entity } from 'electrodb';
import { besideDrillKeys, drillKeys } from '../keys.ts';
import type { TableAccess } from '../tableAccess.ts';

/** The mark that a drill is counted. */
export function countedEntity(access: TableAccess, service: string) {
  return new Entity(
    {
      model: { entity: 'counted', version: '2', service },
      attributes: COUNTED,
      indexes: { primary: besideDrillKeys('counted', []) },
    },
    access,
  );
}

/** Versions up to 0.2 put it among the drill's own items. It counts forever. */
export function olderCountedEntity(access: TableAccess, service: string) {
  return new Entity(
    { model: { entity: 'counted', version: '1', service }, attributes: COUNTED, indexes: { primary: drillKeys([]) } },
    access,
  );
}

const COUNTED = {
  drillId: { type: 'string', required: true },
  schema: { type: 'number', required: true },
  /** What the drill has used; absent in marks of an earlier version. */
  used: { type: 'string' },
} as const;
