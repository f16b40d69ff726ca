import type { Instant } from '../drill/drill.ts';
import type { Fact, JournalEntry } from '../drill/facts.ts';

/** What the journal has of a server beyond the record. */
export interface ToldOfServer {
  steps: Record<string, Instant>;
  error?: string;
  failedAt?: Instant;
  foundAt?: Instant;
  /** When it was lost, or that was seen. */
  lostAt?: Instant;
  goneAt?: Instant;
  hostname?: string | null;
  inspectedAt?: Instant;
  exists?: boolean;
}

/** What it has of each server of a drill. */
export function toldOfServers(journal: readonly JournalEntry[]): Map<string, ToldOfServer> {
  const all = new Map<string, ToldOfServer>();
  const of = (sourceServerId: string): ToldOfServer => {
    const told = all.get(sourceServerId) ?? { steps: {} };
    all.set(sourceServerId, told);
    return told;
  };
  for (const { at, facts } of journal) for (const fact of facts) hear(of, at, fact);
  return all;
}

function hear(of: (sourceServerId: string) => ToldOfServer, at: Instant, fact: Fact): void {
  switch (fact.type) {
    case 'ServersInspected':
      for (const { sourceServerId, found } of fact.servers) {
        const hostname = found.exists ? found.hostname : null;
        Object.assign(of(sourceServerId), { exists: found.exists, inspectedAt: at, hostname });
      }
      return;
    case 'ServerLaunched':
      return launchEnded(of(fact.sourceServerId), at, fact);
    case 'ServerFailed':
      Object.assign(of(fact.sourceServerId), { error: fact.error, failedAt: at });
      return launchEnded(of(fact.sourceServerId), at, fact);
    case 'ServerUnfit':
      Object.assign(of(fact.sourceServerId), { error: fact.reason, failedAt: at });
      return;
    case 'InstanceFound':
      of(fact.sourceServerId).foundAt ??= at;
      return;
    case 'ServersLost':
      for (const { sourceServerId, state, lostAt } of fact.servers)
        if (state !== null) of(sourceServerId).lostAt = lostAt ?? at;
      return;
    case 'ServerGone':
      of(fact.sourceServerId).goneAt = at;
      return;
    default:
  }
}

function launchEnded(
  told: ToldOfServer,
  at: Instant,
  { steps, instanceId }: { steps: Record<string, Instant>; instanceId: string | null },
): void {
  told.steps = steps;
  if (instanceId !== null) told.foundAt ??= at;
}
