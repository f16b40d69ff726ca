import type { Sites } from '../flow/ports.ts';
import { expiryAfter } from './changes.ts';
import type { Tables } from './entities.ts';

/** The line of starts at a site, in DynamoDB. */
export function createStartLine(tables: Tables): Pick<Sites, 'standInLine' | 'aheadOf' | 'leaveLine'> {
  return {
    async standInLine({ accountId, region }, { ticketId, at }) {
      const expires = expiryAfter(at);
      await tables.entities.ticket.put({ accountId, region, ticketId, at, expires }).go();
    },
    async aheadOf({ accountId, region }, ticket, since) {
      const { data } = await tables.entities.ticket.query
        .primary({ accountId, region })
        .between({ at: since }, ticket)
        .go({ consistent: true, pages: 1 });
      return data.filter(({ ticketId }) => ticketId !== ticket.ticketId).length;
    },
    async leaveLine({ accountId, region }, ticket) {
      await tables.entities.ticket.delete({ accountId, region, ...ticket }).go();
    },
  };
}
