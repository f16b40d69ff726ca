import { SECOND_MS } from '../drill/bounds.ts';
import type { Clock, Inbox, InboxInput } from '../flow/ports.ts';
import { expiryAfter } from './changes.ts';
import type { Tables } from './entities.ts';
import { readable, SCHEMA } from './schema.ts';

/** Inboxes in DynamoDB. What has expired but is not removed yet is not read (DynamoDB developer guide: time to live). */
export function createInbox(tables: Tables, clock: Pick<Clock, 'now'>): Inbox {
  const { inbox } = tables.entities;
  return {
    async put(drillId, key, deliveryId, input) {
      const item = { drillId, inboxId: key, deliveryId, schema: SCHEMA, input: JSON.stringify(input) };
      await inbox.put({ ...item, expires: expiryAfter(clock.now()) }).go();
    },
    async unread(drillId, limit) {
      const nowSeconds = clock.now() / SECOND_MS;
      const { data } = await inbox.query
        .primary({ drillId })
        .where(({ expires }, { gt }) => gt(expires, nowSeconds))
        .go({ consistent: true, count: limit, limit });
      return data.slice(0, limit).map((item) => {
        const { inboxId, input } = readable(item, `Inbox entry ${item.inboxId} of drill ${drillId}`);
        return { inboxId, input: JSON.parse(input) as InboxInput };
      });
    },
    async discard(drillId, inboxIds) {
      await Promise.all(inboxIds.map((inboxId) => inbox.delete({ drillId, inboxId }).go()));
    },
  };
}
