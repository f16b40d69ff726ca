import { SECOND_MS } from './bounds.ts';
import type { Drill, Instant, Outcome, Server, Site } from './drill.ts';
import type { JournalEntry } from './facts.ts';
import { longestStages, type Stages } from './stages.ts';
import { endedTrials, type Trial } from './trials.ts';

/** What an ended drill has shown, as a whole and of each of its servers. */
export interface EndedDrill {
  drillId: string;
  site: Site;
  recoveryPlan: string | null;
  endedAt: Instant;
  outcome: Outcome;
  /**
   * From the creation of its first job (DRS's clock) until the last of its servers was seen to work (ours).
   * Null unless all of them were launched and seen to work.
   */
  recoveryTimeSeconds: number | null;
  /** For each stage the longest that any of its servers took. */
  stages: Stages;
  /** The longest that any of its servers had. */
  holdOverrunSeconds: number | null;
  trials: Trial[];
}

/** Reads an ended drill from its final record and its whole journal. */
export function endedDrill(drill: Drill, journal: readonly JournalEntry[]): EndedDrill {
  const trials = endedTrials(drill, journal);
  return {
    drillId: drill.drillId,
    site: { accountId: drill.site.accountId, region: drill.site.region },
    recoveryPlan: drill.terms.recoveryPlan ?? null,
    endedAt: drill.phaseAt,
    outcome: drill.outcome ?? 'FAILED',
    recoveryTimeSeconds: recoveryTimeOfAll(drill),
    stages: longestStages(trials.map(({ stages }) => stages)),
    holdOverrunSeconds: longest(trials.map(({ holdOverrunSeconds }) => holdOverrunSeconds)),
    trials,
  };
}

function longest(seconds: (number | null)[]): number | null {
  const measured = seconds.filter((one) => one !== null);
  return measured.length === 0 ? null : Math.max(...measured);
}

function recoveryTimeOfAll(drill: Drill): number | null {
  const servers = Object.values(drill.servers);
  const created = servers.flatMap((server) => createdAt(drill, server) ?? []);
  const seen = servers.flatMap((server) => (works(server) ? (server.verifiedAt ?? []) : []));
  if (created.length < servers.length || seen.length < servers.length) return null;
  const seconds = (Math.max(...seen) - Math.min(...created)) / SECOND_MS;
  return seconds < 0 ? null : seconds;
}

function works(server: Server): boolean {
  return server.result === 'LAUNCHED' && server.verified !== undefined && server.unfit !== true;
}

function createdAt(drill: Drill, { launch }: Server): Instant | undefined {
  return launch === undefined ? undefined : drill.launches[launch]?.createdAt;
}
