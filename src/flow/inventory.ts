import type { Instant, Site } from '../drill/drill.ts';
import { lineListed, lineUnlisted, type ServerLine } from '../history/coverage.ts';
import type { Drs, Ports, SourceServer } from './ports.ts';

/** What an inventory needs. Of DRS, that is only the list of source servers. */
type Inventory = Pick<Ports, 'history' | 'clock'> & { drs: Pick<Drs, 'sourceServers'> };

/**
 * Compares a site's source servers in DRS with our lines. A new server gets a line, so servers without a drill are
 * visible. A changed name is updated. A server that DRS no longer lists is marked. Returns the number of changed lines.
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

/** All of a site's servers with what is known about them. Eventually consistent. */
export async function linesOf(
  { history }: { history: Pick<Ports['history'], 'servers'> },
  site: Site,
): Promise<Map<string, ServerLine>> {
  const lines = new Map<string, ServerLine>();
  const cursors = new Set<string>();
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const page = await history.servers(site, LINES_PER_PAGE, cursor);
    for (const line of page.items) lines.set(line.sourceServerId, line);
    cursor = page.cursor;
    if (cursor !== null && cursors.has(cursor)) throw new Error('the list of servers led back to an earlier page');
    if (cursor !== null) cursors.add(cursor);
  }
  return lines;
}

/**
 * The list may be slightly stale, so each line is read again before its change. A line that a drill changes meanwhile
 * waits for the next inventory.
 */
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

/** Another Region's list may have shown it in the meantime. */
function isHere(line: ServerLine, { accountId, region }: Site): boolean {
  return line.site.accountId === accountId && line.site.region === region;
}
