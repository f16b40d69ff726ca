import type { DueSeal } from '../../flow/evidence/evidencePorts.ts';
import { SCHEMA } from '../schema.ts';
import { shardOf } from '../shards.ts';

/** The item of what is to be sealed. The same is put again without harm. */
export function unsealedItem(due: DueSeal) {
  return { ...due, schema: SCHEMA, sealShard: shardOf(due.drillId) };
}
