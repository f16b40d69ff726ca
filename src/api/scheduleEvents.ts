import { DAY_SECONDS, SECOND_MS } from '../drill/bounds.ts';
import type { Drill, FailedCheck, Instant, Site, Wait } from '../drill/drill.ts';
import type { Schedule } from '../drill/schedules/schedule.ts';
import { time } from '../evidence/time.ts';
import { DETAIL_VERSION, type DrillEvent } from './drillEvents.ts';
import { waitDetail } from './views/waitView.ts';

/** Two runs in a row met an open drill of their schedule. `wait`: what that drill waits for, if for anything. */
export function blockedEvent(
  { name, terms }: Schedule,
  {
    scheduledAt,
    site,
    blockedBy,
    wait,
  }: { scheduledAt: Instant; site: Site; blockedBy: string; wait: Wait | undefined },
): DrillEvent {
  const eventId = `schedule/${name}/${scheduledAt}/blocked`;
  const detail = { version: DETAIL_VERSION, eventId, drillId: null, at: time(scheduledAt), site };
  const about = { schedule: name, plan: terms.plan, blockedBy, ...(wait && waitDetail(wait)) };
  return { type: 'Drill Schedule Blocked', detail: { ...detail, ...about } };
}

/** A schedule ends soon. */
export function endsEvent({ name, terms, renewer }: Schedule, at: Instant): DrillEvent {
  const eventId = `schedule/${name}/ends/${terms.endAt}`;
  const days = Math.floor((terms.endAt - at) / (DAY_SECONDS * SECOND_MS));
  const about = { schedule: name, plan: terms.plan, endAt: time(terms.endAt), days, renewer: renewer.by };
  return {
    type: 'Drill Schedule Ends',
    detail: { version: DETAIL_VERSION, eventId, drillId: null, at: time(at), ...about },
  };
}

/**
 * A scheduled dry run was REJECTED, or other checks failed than in the one before. `changed`: other checks failed; then
 * people are told, too.
 */
export function notReadyEvent({ name }: Schedule, drill: Drill, changed: boolean): DrillEvent {
  const { drillId, at, site, terms, plan = null, failedChecks, outcome } = drill;
  const eventId = `${drillId}/notReady`;
  const about = { schedule: name, plan, site, reason: terms.reason, changed, ready: outcome === 'READY' };
  const checks = failedChecks.slice(0, CHECKS_PUBLISHED_MAX);
  const said = checks.map(checkSaid);
  const detail = { version: DETAIL_VERSION, eventId, drillId, at: time(at), ...about, checks, said };
  return { type: 'Drill Not Ready', detail };
}

const CHECKS_PUBLISHED_MAX = 50;

function checkSaid({ check, sourceServerId, message }: FailedCheck): string {
  return `${sourceServerId ?? 'The drill'}: ${message} (${check})`;
}

/** Servers were not proved recoverable within the time that the deployment wants. Each is named once. */
export function overdueEvent(
  site: Site,
  sourceServerIds: string[],
  { coverageDaysMax, at }: { coverageDaysMax: number; at: Instant },
): DrillEvent {
  const eventId = `overdue/${site.region}/${at}`;
  const detail = { version: DETAIL_VERSION, eventId, drillId: null, at: time(at), site };
  return { type: 'Drill Overdue', detail: { ...detail, sourceServerIds, coverageDaysMax } };
}
