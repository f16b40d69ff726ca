import { CommandError } from '../commandError.ts';
import type { Timed } from '../durations.ts';
import { EXIT } from '../exitStatus.ts';
import { hostNames } from '../terminal/hostNames.ts';
import { writeRows } from '../terminal/output.ts';
import type { Listing } from '../verbs/listings.ts';
import type { Ask } from './httpClient.ts';
import type { Session } from './session.ts';

/** The query of a list. A relative time is resolved later. */
export type WantedQuery = Record<string, string | number | Timed | undefined>;

/** A list to read: its path, its query and its limit. */
export interface Wanted<Row> {
  path: string;
  query: WantedQuery;
  listing: Listing<Row>;
  /** The maximum number of rows; without it, all rows. */
  limit?: number | undefined;
  /** Checks the other members of a page. */
  heed?: (page: Record<string, unknown>) => void;
}

export interface Page<Row> {
  rows: Row[];
  /** The start of the next page; null on the last page. */
  next: string | number | null;
}

/** The rows of a list, page by page, up to the limit. */
export async function* pagesOf<Row>(session: Session, wanted: Wanted<Row>): AsyncGenerator<Page<Row>> {
  const { path, listing } = wanted;
  const query = await timed(session, wanted.query);
  const marks = marksOf(listing);
  let left = wanted.limit ?? Number.POSITIVE_INFINITY;
  let from = query[marks.requested];
  const seen = new Set([from]);
  for (;;) {
    const requested = { ...query, limit: Math.min(left, PAGE_ROWS_MAX), [marks.requested]: from };
    const { body } = await session.get<Record<string, unknown>>(path, requested);
    const page = { rows: rowsIn<Row>(body, listing.rows), next: nextIn(body, marks.answered) };
    wanted.heed?.(body);
    yield page;
    left -= page.rows.length;
    if (page.next === null || left <= 0) return;
    from = page.next;
    if (seen.has(from)) throw new CommandError(EXIT.ERROR, 'the API repeated a pagination token');
    seen.add(from);
  }
}

/** Prints a list: row by row where the format allows it, otherwise as one document. */
export async function printList<Row>(session: Session, wanted: Wanted<Row>): Promise<void> {
  const { listing } = wanted;
  const { settings, query } = session;
  const pages = pagesOf(session, wanted);
  if ((settings.output === 'jsonl' || settings.output === 'csv') && query === undefined) {
    return writeRows(settings.output, listing.columns, rowsOf(pages));
  }
  const { rows, next } = await allOf(pages);
  const { requested, answered } = marksOf(listing);
  const document = { [listing.rows]: rows, [answered]: next };
  const table = async () => {
    if (rows.length === 0) return 'none';
    const ids = listing.servers?.(rows) ?? [];
    return listing.table(rows, await hostNames(session, ids));
  };
  await session.show({ document, rows: listing.rows, table });
  if (next === null || settings.output !== 'table' || query !== undefined) return;
  session.note(
    `there are more: use --all, or continue with ${requested === 'cursor' ? '--cursor' : '--from-seq'} ${next}`,
  );
}

/** The rows without their pages. */
export async function* rowsOf<Row>(pages: AsyncIterable<Page<Row>>): AsyncGenerator<Row[]> {
  for await (const { rows } of pages) yield rows;
}

/** Merges all pages into one. */
export async function allOf<Row>(pages: AsyncIterable<Page<Row>>): Promise<Page<Row>> {
  const whole: Page<Row> = { rows: [], next: null };
  for await (const { rows, next } of pages) {
    whole.rows.push(...rows);
    whole.next = next;
  }
  return whole;
}

const PAGE_ROWS_MAX = 100;

/** Reads the API's clock only for a relative time. */
async function timed(session: Session, query: WantedQuery): Promise<NonNullable<Ask['query']>> {
  const isTimed = Object.values(query).some((value) => typeof value === 'function');
  const nowMs = isTimed ? await session.now() : 0;
  const known = Object.entries(query).map(([name, value]) => [
    name,
    typeof value === 'function' ? value(nowMs) : value,
  ]);
  return Object.fromEntries(known);
}

/** A journal continues from a number, every other list from a cursor. */
function marksOf({ rows }: { rows: string }): { requested: 'fromSeq' | 'cursor'; answered: 'nextSeq' | 'cursor' } {
  return rows === 'entries'
    ? { requested: 'fromSeq', answered: 'nextSeq' }
    : { requested: 'cursor', answered: 'cursor' };
}

function rowsIn<Row>(body: Record<string, unknown>, member: string): Row[] {
  const rows = body[member];
  if (Array.isArray(rows)) return rows;
  throw new CommandError(
    EXIT.ERROR,
    `the response of the API has no ${member}; its version does not match this command`,
  );
}

function nextIn(body: Record<string, unknown>, mark: string): string | number | null {
  const next = body[mark];
  return typeof next === 'string' || typeof next === 'number' ? next : null;
}
