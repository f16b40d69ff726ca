import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Trial } from '../src/history/trials.ts';
import { createEntities } from '../src/store/entities.ts';
import { itemOfTrial } from '../src/store/history/trialItem.ts';
import { SCHEMA } from '../src/store/schema.ts';
import { summaryAttributes } from '../src/store/summaryItem.ts';

/**
 * The sizes of the product's items in bytes, as DynamoDB counts them (DynamoDB developer guide, "DynamoDB item sizes
 * and formats": UTF-8 for names and texts, about half a byte per digit plus one for numbers, 3 bytes plus one per
 * member for lists). The product's own entities made one item of each kind with empty texts. Variable parts are added.
 */

// Creating params makes no calls.
const nobody = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'us-east-1' }));
const { entities } = createEntities({ client: nobody, table: 'bench' });
const drillId = `d-${'0'.repeat(24)}`;
const id = '0'.repeat(24);
const place = { accountId: '111122223333', region: 'us-east-1' };
const at = 1_767_600_000_000;

const RECORD = sizeOf(
  entities.record.create({
    drillId,
    schema: 2,
    version: 10,
    saveId: id,
    requestHash: drillId,
    drill: '',
    journalHash: '0'.repeat(64),
    hashedSeq: 10,
    dueAt: at,
    dueShard: '0',
  }),
);
const JOURNAL = sizeOf(
  entities.journal.put({ drillId, seq: 10, part: 0, parts: 1, schema: 2, at, cause: '', facts: '' }),
);
/** In the first part of an entry. The first entry has no predecessor. */
const HASHES = itemBytes({ recordHash: '0'.repeat(64) });
const HASH_BEFORE = itemBytes({ previousHash: '0'.repeat(64) });
const INBOX = sizeOf(
  entities.inbox.put({ drillId, inboxId: '', deliveryId: id, schema: 2, input: '', expires: at / 1000 }),
);
const EFFECT = sizeOf(
  entities.effect.put({
    drillId,
    effectId: 'e10',
    schema: 2,
    ...place,
    delaySeconds: 0,
    effect: '',
    state: 'ANSWERED',
    expires: at / 1000,
  }),
);
const SITE = sizeOf(entities.site.create({ ...place, schema: 2, version: 10, saveId: id, record: '' }));
const STATISTIC = sizeOf(entities.statistic.create({ by: 'region', key: '', schema: 2, version: 10, statistic: '' }));
const LINE = sizeOf(
  entities.server.create({
    sourceServerId: 's-00000000000000000',
    schema: 2,
    version: 10,
    ...place,
    passedAt: at,
    line: '',
  }),
);
/** The keys of a summary or trial, and ElectroDB's attributes. */
const TRIAL_KEYS = 142;
const SUMMARY_KEYS = 181;

export const ITEM = {
  record: (drill: string) => RECORD + bytes(drill),
  journal: (cause: string, facts: string, { seq, part }: { seq: number; part: number }) =>
    JOURNAL + bytes(cause) + bytes(facts) + (part > 0 ? 0 : HASHES + (seq > 1 ? HASH_BEFORE : 0)),
  /** Its id is also in the sort key. */
  inbox: (inboxId: string, input: string) => INBOX + 2 * bytes(inboxId) + bytes(input),
  effect: (effect: string) => EFFECT + bytes(effect),
  site: (record: string) => SITE + bytes(record),
  statistic: (key: string, statistic: string) => STATISTIC + 2 * bytes(key) + bytes(statistic),
  line: (line: string) => LINE + bytes(line),
  summary: (changes: Parameters<typeof summaryAttributes>[0]) => itemBytes(summaryAttributes(changes)) + SUMMARY_KEYS,
  trial: (trial: Trial) => itemBytes(itemOfTrial(trial)) + TRIAL_KEYS,
  /** A pointer, a marker, a pause: far less than one kilobyte. */
  small: 300,
} as const;

/** The size of an item, attribute by attribute. */
export function itemBytes(item: Record<string, unknown>): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + bytes(name) + valueBytes(value), 0);
}

export function bytes(text: string): number {
  return Buffer.byteLength(text);
}

function valueBytes(value: unknown): number {
  if (typeof value === 'string') return bytes(value);
  if (typeof value === 'number') return Math.ceil(String(value).length / 2) + 1;
  if (Array.isArray(value)) return value.reduce((sum: number, one: unknown) => sum + 1 + valueBytes(one), 3);
  return 1;
}

function sizeOf(operation: { params(): unknown }): number {
  const { Item } = operation.params() as { Item: Record<string, unknown> };
  return itemBytes(Item);
}

if (SCHEMA !== 2) throw new Error('the items of the bench are those of schema 2');
