import type { Command } from 'commander';
import type { ServerDocument } from '../../api/openapi/serverDocuments.ts';
import { EXIT, type ExitStatus } from '../exitStatus.ts';
import { printList } from '../http/pages.ts';
import { serverId } from '../serverNames.ts';
import { COUNT_MAX, whole } from '../wholeNumber.ts';
import { SERVERS } from './analystListings.ts';
import { SERVERS_LIST } from './analystLists.ts';
import type { List, ListFlags, ReadList } from './list.ts';
import { LISTS } from './lists.ts';
import { addVerb, type Call } from './verb.ts';

/** drs-drill drills, journal, servers, trials, findings, statistics, regressions */
export function addLists(program: Command): void {
  for (const list of LISTS) {
    const command = addListVerb(program, list === SERVERS_LIST ? { ...list, read: serversOrOne } : list);
    const alias = SHORTER[list.usage];
    if (alias !== undefined) command.alias(alias);
    if (list === SERVERS_LIST) command.argument('[server]', 'a source server, by its id or its host name');
  }
}

/** Adds the verb of a list. */
export function addListVerb(parent: Command, list: List): Command {
  const command = addVerb<ListFlags & PageFlags>(parent, list.usage, list.manual, (call) =>
    list.read(call, (wanted) => printList(call.session, paged(wanted, call.flags))),
  );
  list.filters?.(command);
  // A journal is short, continues from a number, and is useless in part.
  if (list.usage.startsWith('journal'))
    return command.option('--limit <count>', 'the maximum number of rows (default all)', whole(1, COUNT_MAX));
  return command
    .option('--limit <count>', 'the maximum number of rows', whole(1, COUNT_MAX), 20)
    .option('--all', 'read all pages')
    .option('--cursor <cursor>', 'continue where an earlier list ended');
}

interface PageFlags {
  limit?: number;
  all?: boolean;
  cursor?: string;
}

/** Older and shorter names of these lists. */
const SHORTER: Record<string, string> = { drills: 'list', statistics: 'stats' };

function paged<Wanted extends { query: object }>(wanted: Wanted, { limit, all, cursor }: PageFlags) {
  return {
    ...wanted,
    query: { ...wanted.query, ...(cursor !== undefined && { cursor }) },
    limit: all ? undefined : limit,
  };
}

/** `servers` with an argument shows one server. */
async function serversOrOne(call: Call<ListFlags>, read: ReadList): Promise<ExitStatus> {
  const { session, args, flags } = call;
  const [server] = args;
  if (server === undefined) return SERVERS_LIST.read(call, read);
  const path = `/v1/servers/${encodeURIComponent(await serverId(session, server, flags.site))}`;
  const { body } = await session.get<ServerDocument>(path, { evidence: flags.evidence });
  await session.show({ document: body, columns: SERVERS.columns, table: () => SERVERS.table([body]) });
  return EXIT.OK;
}
