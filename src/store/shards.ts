import { createHash } from 'node:crypto';

/** What is due is spread over this many index partitions, so no partition takes all saves. */
export const DUE_SHARDS = 4;

/** The index partition of a drill. */
export function shardOf(drillId: string): string {
  return String(createHash('sha256').update(drillId).digest().readUInt8(0) % DUE_SHARDS);
}
