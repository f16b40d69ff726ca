import { CHECKED_SERVERS_PER_CALL } from '../bounds.ts';
import type { Drill, Server } from '../drill.ts';
import { isOptional } from '../launching/requiredServers.ts';
import type { Check } from './check.ts';
import { type CheckTerms, isAfterCleanup, isOfServers } from './checkTerms.ts';

/** The servers of its scope that have an instance, or had one if it runs after the cleanup, as requested. */
export function targetsOf({ servers }: Drill, check: Check): [string, Server][] {
  const hasOne = ({ instanceId, listed, gone }: Server) =>
    isAfterCleanup(check) ? instanceId !== undefined : listed === true && gone === undefined;
  return Object.entries(servers).filter(([id, server]) => isInScope(check, id, server) && hasOne(server));
}

/** Whether a server's result counts for a check: what an optional wave does, fails no drill. */
export function isCounted(drill: Drill, { required }: CheckTerms, id: string): boolean {
  const server = drill.servers[id];
  return server !== undefined && !(required && isOptional(drill, server));
}

/**
 * These servers of a check by the number of their group. A server stays in its group whatever becomes of the others, so
 * nobody is asked about twice at a time. The groups are of the check's own servers, so that all checks together have
 * few: a transaction takes the effects of all of them.
 */
export function groupsOf(drill: Drill, check: Check, ids: readonly string[]): Map<number, string[]> {
  const place = new Map(scopeOf(drill, check).map((id, index) => [id, Math.floor(index / CHECKED_SERVERS_PER_CALL)]));
  return Map.groupBy(ids, (id) => place.get(id) ?? 0);
}

/** How often the checks ask about a server, all together. */
export function pairsOf(drill: Drill): number {
  const asking = (drill.checks ?? []).filter(isOfServers);
  return asking.reduce((sum, check) => sum + scopeOf(drill, check).length, 0);
}

function scopeOf({ servers }: Drill, check: Check): string[] {
  return Object.entries(servers).flatMap(([id, server]) => (isInScope(check, id, server) ? [id] : []));
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
