import type { JournalEntry } from '../api/client.ts';
import { inSentence } from '../words/inSentence.ts';

/** What each source server is called: its host name at an inspection, with its id where another one has the same. */
export function hostnamesOf(entries: readonly JournalEntry[]): ReadonlyMap<string, string> {
  const names = new Map(entries.flatMap(({ facts }) => facts.flatMap(namesIn)));
  const alike = Map.groupBy(names, ([, hostname]) => hostname);
  return new Map(
    [...names].map(([id, hostname]) => [id, alike.get(hostname)?.length === 1 ? hostname : `${hostname} (${id})`]),
  );
}

function namesIn({ type, servers }: JournalEntry['facts'][number]): [string, string][] {
  if (type !== 'ServersInspected' || !Array.isArray(servers)) return [];
  return servers.flatMap(({ sourceServerId, found }) => {
    const hostname: unknown = found?.hostname;
    return typeof hostname === 'string' && hostname !== '' ? [[sourceServerId, inSentence(hostname)]] : [];
  });
}
