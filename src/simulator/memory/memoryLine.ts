import type { Sites, Ticket } from '../../flow/ports.ts';
import { type Rows, siteKey } from './memoryRows.ts';
import type { Writer } from './memoryWriter.ts';

/** The line of start requests at a site, in memory. */
export function createMemoryLine(rows: Rows, write: Writer): Pick<Sites, 'standInLine' | 'aheadOf' | 'leaveLine'> {
  return {
    standInLine: async (site, ticket) => {
      write('put', () => rows.tickets.set(ticket.ticketId, { ...ticket, site: siteKey(site) }));
    },
    aheadOf: async (site, ticket, since) =>
      [...rows.tickets.values()].filter(
        (one) => one.site === siteKey(site) && one.at >= since && placeOf(one) < placeOf(ticket),
      ).length,
    leaveLine: async (_site, { ticketId }) => {
      write('discard', () => rows.tickets.delete(ticketId));
    },
  };
}

function placeOf({ at, ticketId }: Ticket): string {
  return `${String(at).padStart(15, '0')} ${ticketId}`;
}
