import type { ServerDocument } from '../api/openapi/serverDocuments.ts';
import { usageError } from './commandError.ts';
import { allOf, pagesOf } from './http/pages.ts';
import type { Session } from './http/session.ts';
import { SERVERS } from './verbs/analystListings.ts';

/** Resolves a server by its id or by a host name that is unique in the Region. */
export async function serverId(session: Session, name: string, region?: string): Promise<string> {
  const [id = name] = await serverIds(session, [name], region);
  return id;
}

/** Resolves several servers; calls the API only for host names. */
export async function serverIds(session: Session, names: readonly string[], region?: string): Promise<string[]> {
  if (names.every(isId)) return [...names];
  const wanted = { path: '/v1/servers', query: { region }, listing: SERVERS };
  const { rows } = await allOf(pagesOf(session, wanted));
  const unknown = names.filter((name) => !isId(name) && calledSo(rows, name).length === 0);
  if (unknown.length > 0)
    throw usageError(`no server is called ${[...new Set(unknown)].join(' or ')}`, 'drs-drill servers --all lists them');
  return names.map((name) => (isId(name) ? name : idOf(rows, name)));
}

/** The API refuses an invalid id with the reason. */
function isId(name: string): boolean {
  return /^s-[0-9a-zA-Z…]*$/.test(name);
}

function idOf(servers: readonly ServerDocument[], name: string): string {
  const called = calledSo(servers, name);
  const listed = called.filter(({ removedAt }) => removedAt === null);
  const found = listed.length === 0 ? called : listed;
  const [only] = found;
  if (found.length === 1 && only !== undefined) return only.sourceServerId;
  const ids = found.map(({ sourceServerId }) => sourceServerId).join(', ');
  throw usageError(`${found.length} servers are called ${name}: ${ids}`, 'use its id');
}

function calledSo(servers: readonly ServerDocument[], name: string): ServerDocument[] {
  return servers.filter(({ hostname }) => hostname?.toLowerCase() === name.toLowerCase());
}
