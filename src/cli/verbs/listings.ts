import type { LeverMoveDocument } from '../../api/openapi/leverDocuments.ts';
import type { JournalEntry, Summary } from '../apiDocuments.ts';
import { fittingGrid } from '../terminal/fittingGrid.ts';
import { grid, painted, plain } from '../terminal/grid.ts';

/** Host names by the ids of servers. */
export type Hosts = ReadonlyMap<string, string>;

/** A list of the API: the member with its rows, its CSV columns, and its table for people. */
export interface Listing<Row> {
  rows: string;
  columns: string[];
  /** The servers whose host names the rows lack. */
  servers?(rows: Row[]): string[];
  /** `hosts`: the known host names of these servers. */
  table(rows: Row[], hosts?: Hosts): string;
}

export const DRILLS: Listing<Summary> = {
  rows: 'drills',
  columns: [
    ...['drillId', 'phase', 'outcome', 'cleanup', 'why', 'site.accountId', 'site.region', 'requestedBy', 'requestedAt'],
    ...['endedAt', 'reason', 'recoveryPlan', 'waves', 'servers.total', 'servers.launched', 'servers.failed'],
    ...['servers.verified', 'servers.gone', 'holdUntil', 'quarantined', 'objectives'],
    ...['world', 'evidenceLevel', 'dryRun'],
  ],
  table: (rows) =>
    fittingGrid(
      ['DRILL', 'REQUESTED', 'WORLD', 'KIND', 'PHASE', 'OUTCOME', 'CLEANUP', 'SERVERS', 'PLAN', 'REASON'],
      rows.map((one) => [
        one.drillId,
        minute(one.requestedAt),
        one.world ?? '-',
        one.dryRun ? 'dry run' : 'drill',
        painted(one.phase),
        painted(one.outcome),
        painted(one.cleanup),
        String(one.servers.total),
        one.recoveryPlan ?? '-',
        short(one.reason),
      ]),
      { ifSame: ['WORLD', 'KIND'], always: ['SERVERS', 'PLAN'] },
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
        [...new Set(facts.map(factSaid))].join(', '),
      ]),
    ),
};

/** A fact by its type; one about a check names the check, and how it ended. */
function factSaid(fact: JournalEntry['facts'][number]): string {
  if (!('check' in fact)) return fact.type;
  return `${fact.type} ${plain(fact.check)}${fact.type === 'CheckDecided' ? ` ${fact.state}` : ''}`;
}

export const MOVES: Listing<LeverMoveDocument> = {
  rows: 'moves',
  columns: ['at', 'region', 'by', 'what', 'from', 'to', 'reason', 'expiresAt', 'afterwards', 'jobId', 'moveId'],
  table: (rows) =>
    grid(
      ['AT', 'REGION', 'FROM', 'TO', 'BY', 'REASON'],
      rows.map(({ at, region, what, from, to, by, reason, jobId }) => [
        at,
        region ?? 'all',
        painted(from),
        movedTo({ what, to, jobId }),
        plain(by),
        short(reason),
      ]),
    ),
};

function movedTo({ what, to, jobId }: Pick<LeverMoveDocument, 'what' | 'to' | 'jobId'>) {
  if (what === 'BLACKOUTS') return 'blackouts';
  return what === 'RELEASED' ? `released ${plain(jobId ?? '-')}` : painted(to);
}

/** A time to the minute, in UTC. */
export function minute(at: string): string {
  return at.slice(0, 16).replace('T', ' ');
}

/** Truncates a very long text between words. */
export function short(text: string): string {
  const whole = plain(text);
  if (whole.length <= SHORT_CHARACTERS_MAX) return whole;
  const most = whole.slice(0, SHORT_CHARACTERS_MAX);
  return `${most.replace(/\s\S*$/, '')} …`;
}

const SHORT_CHARACTERS_MAX = 240;
