import type { Drill, Server } from '../drill.ts';

/** Whether the failures of a server's wave do not fail its drill. */
export function isOptional({ waves }: Pick<Drill, 'waves'>, { wave }: Pick<Server, 'wave'>): boolean {
  return waves[wave]?.optional === true;
}

/** The servers that a drill must have launched, verified and held to pass. */
export function requiredServers(drill: Pick<Drill, 'waves' | 'servers'>): [string, Server][] {
  return Object.entries(drill.servers).filter(([, server]) => !isOptional(drill, server));
}
