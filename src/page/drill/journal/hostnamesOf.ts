import type { JournalEntry } from '../../api/client.ts';

/** The host name of each source server, as DRS reported it at an inspection. */
export function hostnamesOf(entries: readonly JournalEntry[]): ReadonlyMap<string, string> {
  const inspected = entries
    .flatMap(({ facts }) => facts.filter(({ type }) => type === 'ServersInspected'))
    .flatMap(({ servers }) => (Array.isArray(servers) ? servers : []));
  return new Map(
    inspected.flatMap(({ sourceServerId, found }) =>
      typeof found?.hostname === 'string' && found.hostname !== '' ? [[sourceServerId, found.hostname]] : [],
    ),
  );
}
