import { EFFECT_TIMEOUT_SECONDS, SECOND_MS } from '../bounds.ts';
import type { Drill, Instant, Launch, Server } from '../drill.ts';
import { serversOf } from '../step.ts';

/** The launches whose servers are not all known to have launched or failed. */
export function unresolvedLaunches(drill: Drill): Set<number> {
  const unresolved = new Set<number>();
  for (const id in drill.servers) {
    const { launch, result } = drill.servers[id] as Server;
    if (launch !== undefined && result === undefined) unresolved.add(launch);
  }
  return unresolved;
}

/** A lost launch is searched from a while before it was first asked for: the clocks of DRS and ours may differ. */
export function searchFrom(launch: Launch, at: Instant): Instant {
  return (launch.requestedAt ?? at) - EFFECT_TIMEOUT_SECONDS * SECOND_MS;
}

export function serversInLaunch(drill: Drill, index: number): string[] {
  return serversOf(drill).flatMap(([id, server]) => (server.launch === index ? [id] : []));
}
