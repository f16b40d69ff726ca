import type { Drill, Instant } from '../drill/drill.ts';
import type { Fact, JournalEntry } from '../drill/facts.ts';
import { lossSaid } from '../drill/phases/losses.ts';
import { waitOfQuarantined } from '../drill/waits.ts';
import { time } from '../evidence/time.ts';
import { evidenceOfAll } from '../history/evidence.ts';
import { standingSaid } from './views/standing.ts';
import { waitDetail } from './views/waitView.ts';

/** The source of everything that the product publishes. */
export const DRILL_EVENT_SOURCE = 'drs-drill';

/** Details may gain members; this number changes when a member changes its meaning. */
export const DETAIL_VERSION = 1;

/** An event on the deployment's own bus. Delivery is at-least-once: a redelivered event has the same `eventId`. */
export interface DrillEvent {
  type: DrillEventType;
  detail: { version: number; eventId: string; drillId: string | null; at: string | null; [member: string]: unknown };
}

export type DrillEventType =
  | 'Drill Phase Changed'
  | 'Drill Ended'
  | 'Drill Refused'
  | 'Drill Leak Detected'
  | 'Drill Leak Acknowledged'
  | 'Drill Yielded'
  | 'Drill Servers Lost'
  | 'Drill Waits'
  | 'Drill Guard Terminated'
  | 'Drill Quarantined'
  | 'Drill Not Ready'
  | 'Drill Overdue'
  | 'Drill Schedule Blocked'
  | 'Drill Schedule Ends'
  | 'Drill Journal Rewritten'
  | 'Drill Lever Moved'
  | 'Lever History Rewritten'
  | 'Real Recovery Released';

/** Whether any fact of an entry is published. */
export function isPublished({ facts }: JournalEntry): boolean {
  return facts.some((fact) => eventTypeOf(fact) !== undefined);
}

/** The events published for a journal entry; the drill must be at least as new as the entry. */
export function drillEventsOf(entry: JournalEntry, drill: Drill): DrillEvent[] {
  const { seq, at, facts } = entry;
  return facts.flatMap((fact, index) => {
    const type = eventTypeOf(fact);
    return type === undefined
      ? []
      : [eventOf(drill, { type, at, id: `${seq}/${index}` }, detailOf(fact, entry, drill))];
  });
}

/** A drill was quarantined: it stops advancing, and the guard still cleans up after it. */
export function quarantinedEvent(drill: Drill, violation: string, at: Instant): DrillEvent {
  const wait = waitOfQuarantined(drill, violation);
  return eventOf(
    drill,
    { type: 'Drill Quarantined', at, id: 'quarantined' },
    { violation, ...(wait && waitDetail(wait)) },
  );
}

function eventTypeOf(fact: Fact): DrillEventType | undefined {
  switch (fact.type) {
    case 'PhaseBegan':
      return 'Drill Phase Changed';
    case 'DrillEnded':
      return 'Drill Ended';
    case 'OutcomeDecided':
      return fact.outcome === 'REJECTED' ? 'Drill Refused' : undefined;
    case 'LeakReported':
      return 'Drill Leak Detected';
    case 'LeakAcknowledged':
      return 'Drill Leak Acknowledged';
    case 'YieldedTo':
      return 'Drill Yielded';
    case 'ServersLost':
      return 'Drill Servers Lost';
    case 'WaitBegan':
      return 'Drill Waits';
    case 'GuardTerminated':
      return 'Drill Guard Terminated';
    default:
      return undefined;
  }
}

function detailOf(fact: Fact, { facts }: JournalEntry, drill: Drill): Record<string, unknown> {
  switch (fact.type) {
    case 'PhaseBegan':
      return { phase: fact.phase };
    case 'DrillEnded':
      return endDetail(drill);
    case 'OutcomeDecided':
      return {
        code: 'rejected',
        why: fact.why,
        checks: facts
          .flatMap((one) => (one.type === 'ChecksFailed' ? one.failures : []))
          .slice(0, CHECKS_PUBLISHED_MAX),
      };
    case 'LeakReported':
      return {
        sourceServerIds: fact.sourceServerIds,
        instanceIds: instancesOf(drill, fact.sourceServerIds),
        standing: fact.standing ?? {},
        why: fact.why ?? {},
        said: saidOf(fact),
        refused: fact.refused ?? null,
      };
    case 'LeakAcknowledged':
      return { by: fact.by, reason: fact.reason, sourceServerIds: fact.sourceServerIds };
    case 'YieldedTo':
      return { jobId: fact.jobId, sourceServerIds: fact.sourceServerIds };
    case 'WaitBegan':
      return waitDetail(fact.wait);
    case 'ServersLost':
      return lossDetail(fact, drill);
    case 'GuardTerminated':
      return { jobId: fact.jobId, instanceIds: fact.instanceIds };
    default:
      return {};
  }
}

function endDetail(drill: Drill): Record<string, unknown> {
  const { outcome = null, why = null, cleanup } = drill;
  return { outcome, why, cleanup, evidenceLevel: evidenceOfAll(drill), servers: counts(drill) };
}

function lossDetail({ servers }: Extract<Fact, { type: 'ServersLost' }>, drill: Drill): Record<string, unknown> {
  const instanceOf = (id: string) => drill.servers[id]?.instanceId;
  return {
    sourceServerIds: servers.map((one) => one.sourceServerId),
    servers: servers.map(({ lostAt, ...one }) => ({
      ...one,
      instanceId: instanceOf(one.sourceServerId) ?? null,
      lostAt: time(lostAt),
    })),
    said: servers.map((one) => lossSaid(one.sourceServerId, instanceOf(one.sourceServerId), one)),
  };
}

/** One sentence for each server with known leftovers, for people. */
function saidOf({ standing = {}, why = {}, refused }: Extract<Fact, { type: 'LeakReported' }>): string[] {
  const servers = Object.entries(standing);
  const said = servers.map(([sourceServerId, what]) => standingSaid({ sourceServerId, what, ...why[sourceServerId] }));
  return refused === undefined ? said : [...said, `DRS refuses to terminate: ${refused}`];
}

/** EventBridge API reference, PutEvents: a request has at most 256 KB. The journal has every check. */
const CHECKS_PUBLISHED_MAX = 50;

function eventOf(
  drill: Drill,
  { type, at, id }: { type: DrillEventType; at: Instant; id: string },
  detail: Record<string, unknown>,
): DrillEvent {
  const { drillId, site, requestedBy, terms } = drill;
  const about = { requestedBy, reason: terms.reason, recoveryPlan: terms.recoveryPlan ?? null };
  const world = drill.world ?? null;
  return {
    type,
    detail: {
      version: DETAIL_VERSION,
      eventId: `${drillId}/${id}`,
      drillId,
      at: time(at),
      site,
      world,
      ...about,
      sourceServerIds: Object.keys(drill.servers),
      ...detail,
    },
  };
}

function counts({ servers }: Drill): Record<string, number> {
  const all = Object.values(servers);
  return {
    total: all.length,
    launched: all.filter((server) => server.result === 'LAUNCHED').length,
    failed: all.filter((server) => server.result === 'FAILED').length,
    verified: all.filter((server) => server.verified !== undefined).length,
  };
}

function instancesOf(drill: Drill, sourceServerIds: string[]): string[] {
  return sourceServerIds.flatMap((id) => drill.servers[id]?.instanceId ?? []);
}
