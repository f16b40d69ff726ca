import { SECOND_MS, TERMINATION_TIMEOUT_SECONDS } from '../bounds.ts';
import type { Drill, Server } from '../drill.ts';
import { unresolvedLaunches } from '../launching/launches.ts';
import { heldUntil, yieldedServers } from '../recoveries.ts';
import { type Step, someServer } from '../step.ts';
import { isOwed, owed } from './owed.ts';

/** Servers whose instance is known, whose own launch is over, and whose termination may be asked for. */
export function terminable(drill: Drill): [string, Server][] {
  // Of hundreds there are few, and mostly none: that is found out first.
  if (!someServer(drill, (server) => isOwed(drill, server) && isUnrequested(drill, server))) return [];
  const unresolved = unresolvedLaunches(drill);
  return owed(drill).filter(([, server]) => isUnrequested(drill, server) && isSettled(server, unresolved));
}

/** Its own launch is over, or has made its instance; the job may hang for hours over another server. */
export function isSettled({ launch = -1, result, instanceId }: Server, unresolved: Set<number>): boolean {
  return !unresolved.has(launch) || (result !== undefined && (result === 'LAUNCHED' || instanceId !== undefined));
}

/** Which servers stay up only because a real recovery goes on: their instances are known, and nothing else is to be found out. */
export function waitsForRecovery(step: Step): (sourceServerId: string, server: Server) => boolean {
  const isHeld = heldUntil(step.drill, step.at) !== undefined;
  const yielded = yieldedServers(step.drill);
  return (id, server) =>
    (isHeld || yielded.has(id)) && isUnrequested(step.drill, server) && server.reportedGone !== true;
}

function isUnrequested(drill: Drill, server: Server): boolean {
  const { instanceId, terminationAt, launch } = server;
  return instanceId !== undefined && launch !== undefined && terminationAt === undefined && mayBeProved(drill, server);
}

/** A proof may be missing only because an answer lagged, or left out a member: it is looked for again after a while. */
function mayBeProved({ at }: Drill, { unproven, unprovenAt = 0 }: Server): boolean {
  return unproven === undefined || at >= unprovenAt + TERMINATION_TIMEOUT_SECONDS * SECOND_MS;
}
