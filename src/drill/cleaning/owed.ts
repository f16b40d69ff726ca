import type { Drill, Server } from '../drill.ts';
import { ACTS } from '../effects.ts';
import { wasNeverLaunched } from '../neverLaunched.ts';
import { serversOf, someServer } from '../step.ts';

/** The servers that may still have something left. */
export function owed(drill: Drill): [string, Server][] {
  return serversOf(drill).filter(([, server]) => isOwed(drill, server));
}

/** Whether any server may still have something left. */
export function owesAny(drill: Drill): boolean {
  return someServer(drill, (server) => isOwed(drill, server));
}

/** It may have been launched, and is not proved gone. */
export function isOwed(drill: Drill, server: Server): boolean {
  return server.gone === undefined && !wasNeverLaunched(drill, server);
}

/** An act is still open, or a launch may have started jobs that are not found yet. */
export function isUncertain(drill: Drill): boolean {
  const acting = Object.values(drill.open).some((open) => ACTS.has(open.kind));
  return acting || drill.seeksJobs === true || drill.launches.some((launch) => launch.state === 'REQUESTED');
}
