import { SECOND_MS } from '../drill/bounds.ts';
import type { Clock, Inbox, InboxInput } from '../flow/ports.ts';
import { expiryAfter } from './changes.ts';
import type { Tables } from './entities.ts';
import { readable, SCHEMA } from './schema.ts';

/**
 * Inboxes in DynamoDB. An expired entry that is not removed yet is not read (DynamoDB developer guide: time to live).
 */
export function createInbox(tables: Tables, clock: Pick<Clock, 'now'>): Inbox {
  const { inbox } = tables.entities;
  return {
    async put(drillId, key, deliveryId, input) {
      const item = { drillId, inboxId: key, deliveryId, schema: SCHEMA, input: JSON.stringify(input) };
      await inbox.put({ ...item, expires: expiryAfter(clock.now()) }).go();
    },
    async unread(drillId, limit) {
      const [entries, older] = await Promise.all(
        (['inbox', 'olderInbox'] as const).map((place) => unreadIn(tables, place, drillId, limit, clock.now())),
      );
      return [...(older ?? []).map(asOlder), ...(entries ?? [])].slice(0, limit);
    },
    async discard(drillId, inboxIds) {
      await Promise.all(
        inboxIds.map((inboxId) => {
          const { place, ...key } = placeOf(inboxId);
          return tables.entities[place].delete({ drillId, ...key }).go();
        }),
      );
    },
  };
}

/** Where an entry that was read is stored. */
export function placeOf(inboxId: string): { place: 'inbox' | 'olderInbox'; inboxId: string } {
  return inboxId.startsWith(OLDER)
    ? { place: 'olderInbox', inboxId: inboxId.slice(OLDER.length) }
    : { place: 'inbox', inboxId };
}

/** No entry's key begins like this. */
const OLDER = 'older//';

function asOlder<Entry extends { inboxId: string }>(entry: Entry): Entry {
  return { ...entry, inboxId: `${OLDER}${entry.inboxId}` };
}

async function unreadIn(
  { entities }: Tables,
  place: 'inbox' | 'olderInbox',
  drillId: string,
  limit: number,
  now: number,
): ReturnType<Inbox['unread']> {
  const { data } = await entities[place].query
    .primary({ drillId })
    .where(({ expires }, { gt }) => gt(expires, now / SECOND_MS))
    .go({ consistent: true, count: limit, limit });
  return data.slice(0, limit).map((item) => {
    const { inboxId, input } = readable(item, `Inbox entry ${item.inboxId} of drill ${drillId}`);
    return { inboxId, input: JSON.parse(input) as InboxInput };
  });
}
