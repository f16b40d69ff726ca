import { SECOND_MS } from '../drill/bounds.ts';
import { type ObjectivesVerdict, objectivesOf, recoveryTime } from '../drill/clocks.ts';
import type { Drill, Instant, Outcome, Server, Site } from '../drill/drill.ts';
import type { JournalEntry } from '../drill/facts.ts';
import { requiredServers } from '../drill/launching/requiredServers.ts';
import { wasNeverLaunched } from '../drill/neverLaunched.ts';
import { provesIn, type World } from '../drill/world.ts';
import { checksTime } from './checksTime.ts';
import { longestStages, type Stages } from './stages.ts';
import { endedTrials, stagesAtLeast, type Trial } from './trials.ts';

/** The results of an ended drill, overall and for each server. */
export interface EndedDrill {
  drillId: string;
  site: Site;
  recoveryPlan: string | null;
  endedAt: Instant;
  outcome: Outcome;
  /** Absent when nothing answered it, and in drills of an earlier version. */
  world?: World;
  /** Whether it counts in its deployment. A drill that launched in another world proves nothing there. */
  counts: boolean;
  /**
   * From the creation of its first job (DRS's clock) until the last of its servers was seen working (ours), as upper
   * and lower bound. Null unless it has any, and all of them were launched and seen working.
   */
  recoveryTimeSeconds: number | null;
  recoveryTimeAtLeastSeconds: number | null;
  /** Null when the drill had none. */
  objectives: ObjectivesVerdict | null;
  /** For each stage of a launch the longest lower bound of its servers; the checks are those of the whole drill. */
  stages: Stages;
  /** The longest of its servers. */
  holdOverrunSeconds: number | null;
  trials: Trial[];
}

/** Reads an ended drill from its final record and its whole journal. `home` is the deployment's own world. */
export function endedDrill(drill: Drill, journal: readonly JournalEntry[], home: World | null): EndedDrill {
  const trials = endedTrials(drill, journal);
  return {
    drillId: drill.drillId,
    site: { accountId: drill.site.accountId, region: drill.site.region },
    recoveryPlan: drill.terms.recoveryPlan ?? null,
    endedAt: drill.phaseAt,
    outcome: drill.outcome ?? 'FAILED',
    ...(drill.world && { world: drill.world }),
    counts: provesIn(home, drill.world) || hasLaunchedNone(drill),
    ...recoveryTimeOfAll(drill),
    objectives: objectivesOf(drill)?.verdict ?? null,
    stages: { ...longestStages(trials.map(stagesAtLeast)), checks: checksTime(drill) },
    holdOverrunSeconds: longest(trials.map(({ holdOverrunSeconds }) => holdOverrunSeconds)),
    trials,
  };
}

/** Then it says nothing about any server, in whatever world. */
function hasLaunchedNone(drill: Drill): boolean {
  return Object.values(drill.servers).every((server) => wasNeverLaunched(drill, server));
}

function longest(seconds: (number | null)[]): number | null {
  const measured = seconds.filter((one) => one !== null);
  return measured.length === 0 ? null : Math.max(...measured);
}

function recoveryTimeOfAll(drill: Drill): Pick<EndedDrill, 'recoveryTimeSeconds' | 'recoveryTimeAtLeastSeconds'> {
  const all = requiredServers(drill).map(([id, server]) => ({ server, measured: recoveryTime(drill, id) }));
  const from = Math.min(...all.flatMap(({ measured }) => measured.from?.at ?? []));
  const secondsUntil = (ends: (Instant | undefined)[]) => {
    const known = ends.flatMap((at) => at ?? []);
    return known.length < all.length ? null : (Math.max(...known) - from) / SECOND_MS;
  };
  const isMeasured = all.length > 0 && all.every(({ server, measured }) => works(server) && measured.seconds !== null);
  return {
    recoveryTimeSeconds: isMeasured ? secondsUntil(all.map(({ measured }) => measured.to?.at)) : null,
    recoveryTimeAtLeastSeconds: isMeasured ? secondsUntil(all.map(({ measured }) => measured.notBefore?.at)) : null,
  };
}

function works(server: Server): boolean {
  return server.result === 'LAUNCHED' && server.verified !== undefined && server.verificationFailed !== true;
}
