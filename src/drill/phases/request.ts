import {
  CLAIMED_SERVERS_MAX,
  EARLIER_DRILLS_KEPT,
  KNOWN_FIRST_SERVERS_MIN,
  OPEN_DRILLS_MAX,
  REQUESTERS_DRILLS_MAX,
  REQUESTERS_SERVERS_MAX,
  ROOM_TIMEOUT_SECONDS,
  SECOND_MS,
  START_WITHIN_SECONDS_DEFAULT,
  TURN_LOOK_SECONDS,
} from '../bounds.ts';
import { refuseSteering, reject } from '../cleaning/ending.ts';
import { counted } from '../counted.ts';
import type { Drill, FailedCheck, Instant, Need } from '../drill.ts';

import type { PhaseRules, Refusal } from '../phase.ts';
import { notKnown } from '../preflight.ts';
import { claimedByOthers, isTurnOf, type SiteRecord } from '../site.ts';
import { ask, beginPhase, fires, mayAsk, NOTHING_HERE, record, type Step, setTimer, setTimerBy } from '../step.ts';
import { choiceFailed, chosenFrom, findCandidates, isToChoose } from './choosing.ts';
import { leverFailures } from './leverFailures.ts';
import { needOfDrill } from './needOfDrill.ts';
import { overlapFailure } from './overlap.ts';

/** REQUESTED: the servers are claimed, and the drill waits for its turn in the site's quotas. */
export const requested: PhaseRules = {
  handle(step, input, failed) {
    switch (input.type) {
      case 'HoldUntilRequested':
      case 'HoldEndRequested':
        return refuseSteering(step);
      case 'CandidatesFound':
        if (chosenFrom(step, input)) takeIn(step);
        return;
      case 'ServersFound':
        return serversFound(step, input.unknown);
      case 'EffectFailed':
        return choiceFailed(step, input, failed);
      default:
        return NOTHING_HERE;
    }
  },
  proceed(step) {
    if (isToChoose(step.drill)) return findCandidates(step);
    takeTurn(step);
    if (step.drill.phase === 'REQUESTED') checkServersExist(step);
  },
};

/**
 * A site keeps its open drills and their servers in one item. Both are limited, and no requester may have all of it.
 */
export function refuseCrowd(
  site: SiteRecord | undefined,
  servers: number,
  requester: string | undefined,
): Refusal | undefined {
  const open = Object.entries(site?.claims ?? {});
  const own = open.filter(([drillId]) => requester !== undefined && site?.requesters?.[drillId] === requester);
  return (
    tooMany(open, servers, { has: 'The site has', drills: OPEN_DRILLS_MAX, servers: CLAIMED_SERVERS_MAX }) ??
    tooMany(own, servers, { has: 'You have', drills: REQUESTERS_DRILLS_MAX, servers: REQUESTERS_SERVERS_MAX })
  );
}

function tooMany(
  open: [drillId: string, claimed: string[]][],
  servers: number,
  most: { has: string; drills: number; servers: number },
): Refusal | undefined {
  const claimed = open.reduce((sum, [, one]) => sum + one.length, 0);
  if (open.length < most.drills && claimed + servers <= most.servers) return undefined;
  const allowed = `at most ${most.drills} with ${most.servers} servers in total are allowed`;
  const message = `${most.has} ${counted(open.length, 'open drill')} with ${counted(claimed, 'server')}, and ${allowed}; try again when some have ended.`;
  return { status: 429, code: 'too-many-drills', message, afterSeconds: ROOM_TIMEOUT_SECONDS };
}

/** The first decision on a new drill: may it exist, and is it its turn? */
export function turnInRequest(step: Step, requester: string | undefined): void {
  const overlap = overlapFailure(step);
  if (overlap !== undefined) {
    record(step, { type: 'ChecksFailed', failures: [overlap] });
    reject(step);
    return;
  }
  // It counts as an open drill from now on, although it claims no server yet.
  if (isToChoose(step.drill)) claim(step, [], requester);
  else takeIn(step, requester);
}

/** Its servers are known: may it have them, and is it its turn? */
function takeIn(step: Step, requester?: string): void {
  const servers = Object.keys(step.drill.servers);
  const failures = [...claimFailures(step, servers), ...quotaFailures(step), ...leverFailures(step)];
  if (failures.length > 0) {
    record(step, { type: 'ChecksFailed', failures });
    reject(step);
    return;
  }
  // A dry run only has a place among the open drills, which are limited.
  claim(step, step.drill.terms.dryRun === true ? [] : servers, requester);
  takeTurn(step);
  if (step.drill.phase !== 'REQUESTED') return;
  const until = step.at + (step.drill.terms.startWithinSeconds ?? START_WITHIN_SECONDS_DEFAULT) * SECOND_MS;
  record(step, { type: 'TurnAwaited', need: needOfDrill(step.drill), behind: drillsBefore(step), until });
  setTimerBy(step, 'deadline/turn', until);
}

function claim(step: Step, sourceServerIds: string[], requester: string | undefined): void {
  const schedule = step.drill.schedule?.name;
  const whose = { ...(requester !== undefined && { requester }), ...(schedule !== undefined && { schedule }) };
  record(step, { type: 'ServersClaimed', sourceServerIds, ...whose });
}

/** No drill waits for its turn behind a closed lever, which may stay closed for days. */
function takeTurn(step: Step): void {
  const { drill, site } = step;
  const need = needOfDrill(step.drill);
  const failures = leverFailures(step);
  if (failures.length > 0) {
    record(step, { type: 'ChecksFailed', failures });
    reject(step);
  } else if (drill.terms.dryRun === true) {
    beginPhase(step, 'VALIDATING');
  } else if (
    site !== undefined &&
    !mustBeKnownFirst(drill) &&
    isTurnOf(site, drill.drillId, need, drill.limits, step.at)
  ) {
    record(step, { type: 'TurnTaken', need });
    setTimer(step, 'deadline/turn', null);
    beginPhase(step, 'VALIDATING');
  } else if (step.at >= (drill.waitsUntil ?? Number.POSITIVE_INFINITY)) {
    const message = `The drill did not get its turn within ${Math.round((step.at - drill.requestedAt) / SECOND_MS)} s of its request.`;
    record(step, { type: 'ChecksFailed', failures: [{ check: 'start-window-missed', message }] });
    reject(step);
  } else if (drill.timers['deadline/turn'] === undefined || fires(step, 'deadline/turn')) {
    const behind = drillsBefore(step);
    if (drill.turnBehind !== undefined && behind.join() !== drill.turnBehind.join())
      record(step, { type: 'TurnBehind', drillIds: behind });
    setTimer(step, 'deadline/turn', nextLookAt(step));
  }
}

/** No drill holds quota, or waits, for servers that do not exist. */
function checkServersExist(step: Step): void {
  if (!mustBeKnownFirst(step.drill)) return;
  const sourceServerIds = Object.keys(step.drill.servers);
  if (mayAsk(step, 'known')) ask(step, 'known', { kind: 'FindServers', sourceServerIds });
}

function mustBeKnownFirst({ servers, serversKnown }: Drill): boolean {
  return Object.keys(servers).length >= KNOWN_FIRST_SERVERS_MIN && serversKnown !== true;
}

function serversFound(step: Step, unknown: string[]): undefined {
  if (unknown.length === 0) {
    record(step, { type: 'ServersKnown' });
  } else {
    record(step, { type: 'ChecksFailed', failures: unknown.map(notKnown) });
    reject(step);
  }
}

function nextLookAt({ at, drill }: Step): Instant {
  return Math.min(at + TURN_LOOK_SECONDS * SECOND_MS, drill.waitsUntil ?? Number.POSITIVE_INFINITY);
}

/** The drills that hold the site's quotas, and those that have waited longer. */
function drillsBefore({ drill, site }: Step): string[] {
  const waiting = site?.waiting.map(({ drillId }) => drillId) ?? [];
  const first = waiting.includes(drill.drillId) ? waiting.slice(0, waiting.indexOf(drill.drillId)) : waiting;
  return [...new Set([...Object.keys(site?.reserved ?? {}), ...first])].slice(0, EARLIER_DRILLS_KEPT);
}

function claimFailures({ drill, site }: Step, servers: string[]): FailedCheck[] {
  if (site === undefined) return [];
  return [...claimedByOthers(site, drill.drillId, servers)].map(([sourceServerId, drillId]) => ({
    check: 'not-claimed',
    sourceServerId,
    message: `The server is claimed by drill ${drillId}, which is still open.`,
  }));
}

function quotaFailures(step: Step): FailedCheck[] {
  const need = needOfDrill(step.drill);
  const { jobsMax, serversInJobsMax } = step.drill.limits;
  if (need.jobs <= jobsMax && need.servers <= serversInJobsMax) return [];
  return [{ check: 'quotas', message: quotaMessage(step, need) }];
}

function quotaMessage(step: Step, need: Need): string {
  const { jobsMax, serversInJobsMax } = step.drill.limits;
  return `The largest wave needs ${need.jobs} jobs and ${need.servers} servers at once; this deployment allows ${jobsMax} and ${serversInJobsMax}.`;
}
