import { OVERDUE_SERVERS_MAX } from '../../drill/bounds.ts';
import type { Instant, Site } from '../../drill/drill.ts';
import type { ServerLine } from '../../history/coverage.ts';
import { isOverdue, isOverdueSaid } from '../../history/overdue.ts';
import type { History } from '../ports.ts';

/**
 * A site's servers that were not proved recoverable since a moment, and of which nobody was told, in the order of the
 * coverage list; the rest follows next time. Reads only lines without a newer proof.
 */
export async function newlyOverdue(
  history: Pick<History, 'servers'>,
  site: Site,
  since: Instant,
): Promise<ServerLine[]> {
  const found: ServerLine[] = [];
  let cursor: string | undefined;
  do {
    const page = await history.servers(site, LINES_PER_PAGE, cursor, since);
    found.push(...page.items.filter((line) => isOverdue(line, since) && !isOverdueSaid(line)));
    cursor = page.cursor ?? undefined;
  } while (cursor !== undefined && found.length < OVERDUE_SERVERS_MAX);
  return found.slice(0, OVERDUE_SERVERS_MAX);
}

const LINES_PER_PAGE = 100;

/** Notes that people were told. A line that a drill changes meanwhile may be told again. */
export async function noteSaid(
  history: Pick<History, 'loadServer' | 'saveServer'>,
  sourceServerIds: readonly string[],
  at: Instant,
): Promise<void> {
  for (const sourceServerId of sourceServerIds) {
    const read = await history.loadServer(sourceServerId);
    if (read.value !== undefined) await history.saveServer({ read, value: { ...read.value, overdueSaidAt: at } });
  }
}
