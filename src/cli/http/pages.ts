import { CommandError } from '../commandError.ts';
import type { Timed } from '../durations.ts';
import { EXIT } from '../exitStatus.ts';
import { hostNames } from '../terminal/hostNames.ts';
import { writeRows } from '../terminal/output.ts';
import type { Listing } from '../verbs/listings.ts';
import type { Ask } from './httpClient.ts';
import type { Session } from './session.ts';

/** What of a list; a time that is so long ago is not known yet. */
export type WantedQuery = Record<string, string | number | Timed | undefined>;

/** A list to read: where it is, what of it, and how far. */
export interface Wanted<Row> {
  path: string;
  query: WantedQuery;
  listing: Listing<Row>;
  /** At most so many rows; all of them when left out. */
  limit?: number | undefined;
  /** Looks at what a page says beside its rows. */
  heed?: (page: Record<string, unknown>) => void;
}

export interface Page<Row> {
  rows: Row[];
  /** Where the next page begins; null when there is none. */
  next: string | number | null;
}

/** The rows of a list, page by page, as far as they are wanted. */
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
    if (seen.has(from)) throw new CommandError(EXIT.ERROR, 'the API has led back to a page that it gave before');
    seen.add(from);
  }
}

/** Prints a list: its rows as they arrive where the form allows it, else all of them as one document. */
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
  session.note(`there are more: --all, or go on with ${requested === 'cursor' ? '--cursor' : '--from-seq'} ${next}`);
}

/** Only the rows. */
export async function* rowsOf<Row>(pages: AsyncIterable<Page<Row>>): AsyncGenerator<Row[]> {
  for await (const { rows } of pages) yield rows;
}

/** All pages as one. */
export async function allOf<Row>(pages: AsyncIterable<Page<Row>>): Promise<Page<Row>> {
  const whole: Page<Row> = { rows: [], next: null };
  for await (const { rows, next } of pages) {
    whole.rows.push(...rows);
    whole.next = next;
  }
  return whole;
}

const PAGE_ROWS_MAX = 100;

/** The API is asked for the time only where one is counted from it. */
async function timed(session: Session, query: WantedQuery): Promise<NonNullable<Ask['query']>> {
  const isTimed = Object.values(query).some((value) => typeof value === 'function');
  const nowMs = isTimed ? await session.now() : 0;
  const known = Object.entries(query).map(([name, value]) => [
    name,
    typeof value === 'function' ? value(nowMs) : value,
  ]);
  return Object.fromEntries(known);
}

/** A journal goes on from a number, everything else from a cursor. */
function marksOf({ rows }: { rows: string }): { requested: 'fromSeq' | 'cursor'; answered: 'nextSeq' | 'cursor' } {
  return rows === 'entries'
    ? { requested: 'fromSeq', answered: 'nextSeq' }
    : { requested: 'cursor', answered: 'cursor' };
}

function rowsIn<Row>(body: Record<string, unknown>, member: string): Row[] {
  const rows = body[member];
  if (Array.isArray(rows)) return rows;
  throw new CommandError(EXIT.ERROR, `the API answered without ${member}; it is of another version than this command`);
}

function nextIn(body: Record<string, unknown>, mark: string): string | number | null {
  const next = body[mark];
  return typeof next === 'string' || typeof next === 'number' ? next : null;
}
