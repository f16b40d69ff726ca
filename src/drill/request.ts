import { SECOND_MS, TURN_LOOK_SECONDS } from './bounds.ts';
import type { PhaseRules } from './decide.ts';
import type { FailedCheck } from './drill.ts';
import { claimedByOthers, isTurnOf, type Need, needOf } from './site.ts';
import { beginPhase, NOTHING_HERE, record, rings, type Step, setTimer } from './step.ts';
import { refuseSteering, reject } from './terminate.ts';

/** REQUESTED: the servers are claimed, and the drill waits for its turn in the site's quotas. */
export const requested: PhaseRules = {
  hear(step, input) {
    switch (input.type) {
      case 'HoldUntilRequested':
      case 'HoldEndRequested':
        return refuseSteering(step);
      default:
        return NOTHING_HERE;
    }
  },
  proceed(step) {
    takeTurn(step);
  },
};

/** The first decision about a new drill: may it exist, and is it its turn? */
export function turnInRequest(step: Step): void {
  const { drill, site } = step;
  const servers = Object.keys(drill.servers);
  const claimed = site === undefined ? new Map<string, string>() : claimedByOthers(site, drill.drillId, servers);
  const need = needOfDrill(step);
  const failures: FailedCheck[] = [...claimed].map(([sourceServerId, drillId]) => ({
    check: 'not-claimed',
    sourceServerId,
    message: `The server belongs to drill ${drillId}, which is still open.`,
  }));
  if (need.jobs > drill.limits.jobsMax || need.servers > drill.limits.serversInJobsMax) {
    failures.push({ check: 'quotas', message: quotaMessage(step, need) });
  }
  if (failures.length > 0) {
    record(step, { type: 'ChecksFailed', failures });
    reject(step);
    return;
  }
  record(step, { type: 'ServersClaimed', sourceServerIds: servers });
  takeTurn(step);
  if (step.drill.phase === 'REQUESTED') record(step, { type: 'TurnAwaited', need });
}

function takeTurn(step: Step): void {
  const { drill, site } = step;
  const need = needOfDrill(step);
  if (site !== undefined && isTurnOf(site, drill.drillId, need, drill.limits)) {
    record(step, { type: 'TurnTaken', need });
    setTimer(step, 'deadline/turn', null);
    beginPhase(step, 'VALIDATING');
  } else if (step.drill.timers['deadline/turn'] === undefined || rings(step, 'deadline/turn')) {
    setTimer(step, 'deadline/turn', step.at + TURN_LOOK_SECONDS * SECOND_MS);
  }
}

function needOfDrill(step: Step): Need {
  const waves: string[][] = step.drill.waves.map(() => []);
  for (const [id, server] of Object.entries(step.drill.servers)) waves[server.wave]?.push(id);
  return needOf(waves, step.drill.limits);
}

function quotaMessage(step: Step, need: Need): string {
  const { jobsMax, serversInJobsMax } = step.drill.limits;
  return `The largest wave needs ${need.jobs} jobs and ${need.servers} servers at once; this deployment allows ${jobsMax} and ${serversInJobsMax}.`;
}
