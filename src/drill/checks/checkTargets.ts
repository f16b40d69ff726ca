import { CHECKED_SERVERS_PER_CALL } from '../bounds.ts';
import type { Drill, Server } from '../drill.ts';
import { isOptional } from '../launching/requiredServers.ts';
import type { Check } from './check.ts';
import { type CheckTerms, isAfterCleanup } from './checkTerms.ts';

/** The servers of its scope that have an instance, or had one if it runs after the clean-up, as requested. */
export function targetsOf({ servers }: Drill, check: Check): [string, Server][] {
  const hasOne = ({ listed, gone }: Server) => listed === true && (gone === undefined || isAfterCleanup(check));
  return Object.entries(servers).filter(([id, server]) => isInScope(check, id, server) && hasOne(server));
}

/** Whether a server's result counts for a check: what an optional wave does, fails no drill. */
export function isCounted(drill: Drill, { required }: CheckTerms, id: string): boolean {
  const server = drill.servers[id];
  return server !== undefined && !(required && isOptional(drill, server));
}

/**
 * These servers by the number of their group. A server stays in its group whatever becomes of the others, so nobody is
 * asked about twice at a time.
 */
export function groupsOf({ servers }: Drill, ids: readonly string[]): Map<number, string[]> {
  const place = new Map(Object.keys(servers).map((id, index) => [id, Math.floor(index / CHECKED_SERVERS_PER_CALL)]));
  return Map.groupBy(ids, (id) => place.get(id) ?? 0);
}

/** The instance that a server was launched as. */
export function instanceOf({ servers }: Drill, sourceServerId: string): { sourceServerId: string; instanceId: string } {
  return { sourceServerId, instanceId: servers[sourceServerId]?.instanceId ?? '' };
}

/** Whether a check is about a server. */
export function isInScope(check: Check, id: string, { wave }: Pick<Server, 'wave'>): boolean {
  const of = 'of' in check ? check.of : undefined;
  if (of === undefined) return true;
  if ('wave' in of) return wave === of.wave;
  return ('sourceServerIds' in of ? of.sourceServerIds : (check.tagged ?? [])).includes(id);
}
