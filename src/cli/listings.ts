import type { JournalEntry, Summary } from './documents.ts';
import { grid, painted, plain } from './grid.ts';

/** A list that the API has: the member with its rows, its columns as CSV, and how people see it. */
export interface Listing<Row> {
  rows: string;
  columns: string[];
  table(rows: Row[]): string;
}

export const DRILLS: Listing<Summary> = {
  rows: 'drills',
  columns: [
    ...['drillId', 'phase', 'outcome', 'cleanup', 'why', 'site.accountId', 'site.region', 'requestedBy', 'requestedAt'],
    ...['endedAt', 'reason', 'recoveryPlan', 'waves', 'servers.total', 'servers.launched', 'servers.failed'],
    ...['servers.verified', 'servers.gone', 'holdUntil', 'broken', 'objectives'],
    ...['world', 'evidenceLevel'],
  ],
  table: (rows) =>
    grid(
      ['DRILL', 'REQUESTED', 'WORLD', 'PHASE', 'OUTCOME', 'CLEANUP', 'SERVERS', 'PLAN', 'REASON'],
      rows.map((one) => [
        one.drillId,
        one.requestedAt.slice(0, 16),
        one.world ?? '-',
        painted(one.phase),
        painted(one.outcome),
        painted(one.cleanup),
        String(one.servers.total),
        one.recoveryPlan ?? '-',
        short(one.reason),
      ]),
    ),
};

export const JOURNAL: Listing<JournalEntry> = {
  rows: 'entries',
  columns: ['seq', 'at', 'cause', 'facts'],
  table: (rows) =>
    grid(
      ['SEQ', 'AT', 'CAUSE', 'FACTS'],
      rows.map(({ seq, at, cause, facts }) => [
        String(seq),
        at,
        String(cause),
        [...new Set(facts.map(({ type }) => type))].join(', '),
      ]),
    ),
};

/** A text of any length in a column. */
export function short(text: string): string {
  const whole = plain(text);
  return whole.length > 60 ? `${whole.slice(0, 59)}…` : whole;
}
