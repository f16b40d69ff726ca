import { SECOND_MS, TERMINATION_TIMEOUT_SECONDS } from '../bounds.ts';
import type { Drill, Server } from '../drill.ts';
import { unresolvedLaunches } from '../launching/launches.ts';
import { heldUntil, yieldedServers } from '../recoveries.ts';
import { type Step, someServer } from '../step.ts';
import { isOwed, owed } from './owed.ts';

/** Servers with a known instance and a completed launch whose termination may be requested. */
export function terminable(drill: Drill): [string, Server][] {
  // Usually there are none among hundreds, so that is checked first.
  if (!someServer(drill, (server) => isOwed(drill, server) && isUnrequested(drill, server))) return [];
  const unresolved = unresolvedLaunches(drill);
  return owed(drill).filter(([, server]) => isUnrequested(drill, server) && isSettled(server, unresolved));
}

/** Its own launch has ended or has created its instance. The job may hang for hours on another server. */
export function isSettled({ launch = -1, result, instanceId }: Server, unresolved: Set<number>): boolean {
  return !unresolved.has(launch) || (result !== undefined && (result === 'LAUNCHED' || instanceId !== undefined));
}

/** Servers that stay up only because of a real recovery: their instances are known, and nothing else is open. */
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

/** A proof may be missing because an answer was late or incomplete, so it is checked again after a while. */
function mayBeProved({ at }: Drill, { unproven, unprovenAt = 0 }: Server): boolean {
  return unproven === undefined || at >= unprovenAt + TERMINATION_TIMEOUT_SECONDS * SECOND_MS;
}
