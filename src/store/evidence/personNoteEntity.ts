import { Entity } from 'electrodb';
import { besideDrillKeys } from '../keys.ts';
import type { TableAccess } from '../tableAccess.ts';

/** A note of a person. No function changes or removes it. */
export function personNoteEntity(access: TableAccess, service: string) {
  return new Entity(
    {
      model: { entity: 'personNote', version: '1', service },
      attributes: {
        drillId: { type: 'string', required: true },
        n: { type: 'number', required: true, padding: { length: 3, char: '0' } },
        schema: { type: 'number', required: true },
        /** As canonical JSON, over which its hash is computed. */
        note: { type: 'string', required: true },
        /** Of the request that added it, when that had an idempotency key. */
        receiptId: { type: 'string' },
        requestHash: { type: 'string' },
      },
      indexes: { primary: besideDrillKeys('personNotes', ['n']) },
    },
    access,
  );
}
