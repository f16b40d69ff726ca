import type { Instant, Site } from '../drill/drill.ts';
import { lineListed, lineUnlisted, type ServerLine } from '../history/coverage.ts';
import type { Drs, Ports, SourceServer } from './ports.ts';

/** What an inventory needs: of DRS nothing but the list of source servers. */
type Inventory = Pick<Ports, 'history' | 'clock'> & { drs: Pick<Drs, 'sourceServers'> };

/**
 * Compares a site's source servers, as DRS lists them, with those we have lines of: new ones get a line, so that servers that no
 * drill has named are seen; names change; those that DRS lists no more are marked. Answers how many lines have changed.
 */
export async function takeInventory(ports: Inventory, site: Site): Promise<number> {
  const at = ports.clock.now();
  const listed = new Map((await ports.drs.sourceServers(site, 'all')).map((server) => [server.sourceServerId, server]));
  const kept = await linesOf(ports, site);
  let changed = 0;
  for (const sourceServerId of new Set([...listed.keys(), ...kept.keys()])) {
    const seen = lineAfter(kept.get(sourceServerId), listed.get(sourceServerId), site, at);
    if (seen !== kept.get(sourceServerId) && (await change(ports, sourceServerId, listed, site, at))) changed++;
  }
  return changed;
}

const LINES_PER_PAGE = 100;

async function linesOf({ history }: Inventory, site: Site): Promise<Map<string, ServerLine>> {
  const lines = new Map<string, ServerLine>();
  const cursors = new Set<string>();
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const page = await history.servers(site, LINES_PER_PAGE, cursor);
    for (const line of page.items) lines.set(line.sourceServerId, line);
    cursor = page.cursor;
    if (cursor !== null && cursors.has(cursor)) throw new Error('the list of servers has led back to a page before');
    if (cursor !== null) cursors.add(cursor);
  }
  return lines;
}

/** The list may be a moment old, so a line is read again before it is changed; one that a drill changes meanwhile has its next turn. */
async function change(
  { history }: Inventory,
  sourceServerId: string,
  listed: ReadonlyMap<string, SourceServer>,
  site: Site,
  at: Instant,
): Promise<boolean> {
  const read = await history.loadServer(sourceServerId);
  const value = lineAfter(read.value, listed.get(sourceServerId), site, at);
  return value !== undefined && value !== read.value && (await history.saveServer({ read, value }));
}

function lineAfter(
  before: ServerLine | undefined,
  server: SourceServer | undefined,
  site: Site,
  at: Instant,
): ServerLine | undefined {
  if (server === undefined) return before && isHere(before, site) ? lineUnlisted(before, at) : before;
  const { sourceServerId, hostname } = server;
  return lineListed(before, { sourceServerId, site: { accountId: site.accountId, region: site.region }, hostname }, at);
}

/** Another Region's list may have shown it meanwhile. */
function isHere(line: ServerLine, { accountId, region }: Site): boolean {
  return line.site.accountId === accountId && line.site.region === region;
}
