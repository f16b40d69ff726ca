import { Entity } from 'electrodb';
import { besideDrillKeys } from '../keys.ts';
import type { TableAccess } from '../tableAccess.ts';

/** What is to be sealed, and where what was sealed is kept: both beside the drill, because who seals saves no drill. */
export function sealEntities(access: TableAccess, service: string) {
  return { unsealed: unsealedEntity(access, service), sealed: sealedEntity(access, service) };
}

/** A drill's evidence that is to be sealed. In `gsi2` like an overdue record, but in partitions of its own. */
function unsealedEntity(access: TableAccess, service: string) {
  return new Entity(
    {
      model: { entity: 'unsealed', version: '1', service },
      attributes: {
        drillId: { type: 'string', required: true },
        because: { type: ['ENDED', 'QUARANTINED', 'NOTES'] as const, required: true },
        schema: { type: 'number', required: true },
        dueAt: { type: 'number', required: true, padding: { length: 15, char: '0' } },
        sealShard: { type: 'string', required: true },
      },
      indexes: {
        primary: besideDrillKeys('seals', ['because']),
        due: {
          index: 'gsi2',
          pk: { field: 'gsi2pk', composite: ['sealShard'], casing: 'none' },
          sk: { field: 'gsi2sk', composite: ['dueAt'], casing: 'none' },
        },
      },
    },
    access,
  );
}

/** A receipt of a bundle. */
function sealedEntity(access: TableAccess, service: string) {
  return new Entity(
    {
      model: { entity: 'sealed', version: '1', service },
      attributes: {
        drillId: { type: 'string', required: true },
        part: { type: ['FIRST', 'RESOLVED', 'NOTES'] as const, required: true },
        schema: { type: 'number', required: true },
        receipt: { type: 'string', required: true },
      },
      indexes: { primary: besideDrillKeys('seals', ['part']) },
    },
    access,
  );
}
