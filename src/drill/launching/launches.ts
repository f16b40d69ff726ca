import { EFFECT_TIMEOUT_SECONDS, SECOND_MS } from '../bounds.ts';
import type { Drill, Instant, Launch, Server } from '../drill.ts';
import { serversOf } from '../step.ts';

/** The launches with servers whose result is not known yet. */
export function unresolvedLaunches(drill: Drill): Set<number> {
  const unresolved = new Set<number>();
  for (const id in drill.servers) {
    const { launch, result } = drill.servers[id] as Server;
    if (launch !== undefined && result === undefined) unresolved.add(launch);
  }
  return unresolved;
}

/** The search begins a while before the first attempt of a lost launch: DRS's clock and ours may differ. */
export function searchFrom(launch: Launch, at: Instant): Instant {
  return (launch.requestedAt ?? at) - EFFECT_TIMEOUT_SECONDS * SECOND_MS;
}

export function serversInLaunch(drill: Drill, index: number): string[] {
  return serversOf(drill).flatMap(([id, server]) => (server.launch === index ? [id] : []));
}

/** The job of a server's launch; undefined while none is known. */
export function jobIdOf({ launches }: Drill, server: Pick<Server, 'launch'> | undefined): string | undefined {
  return launches[server?.launch ?? -1]?.jobId;
}
