import type { ServerDocument } from '../../api/openapi/serverDocuments.ts';
import type { Session } from '../http/session.ts';
import type { Hosts } from '../verbs/listings.ts';

/** The host names of servers, for tables. Unknown or unreadable servers are left out. */
export async function hostNames(session: Pick<Session, 'get'>, ids: readonly string[]): Promise<Hosts> {
  const names = new Map<string, string>();
  const name = async (id: string) => {
    const { body } = await session.get<ServerDocument>(`/v1/servers/${encodeURIComponent(id)}`);
    if (typeof body.hostname === 'string') names.set(id, body.hostname);
  };
  const unread = [...new Set(ids)].slice(0, NAMED_MAX);
  while (unread.length > 0) {
    const some = unread.splice(0, AT_ONCE_MAX);
    const read = await Promise.allSettled(some.map(name));
    if (read.every(({ status }) => status === 'rejected')) break;
  }
  return names;
}

/** Limits the requests; a longer table is not readable anyway. */
const NAMED_MAX = 100;
const AT_ONCE_MAX = 20;
