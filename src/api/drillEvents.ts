import type { Drill, Instant, Site } from '../drill/drill.ts';
import { evidenceOfAll } from '../drill/evidence.ts';
import type { Fact, JournalEntry } from '../drill/facts.ts';
import { ALL_REGIONS, type LeverMove, type Release } from '../drill/lever.ts';
import { lossSaid } from '../drill/losses.ts';
import { waitOf } from '../drill/waits.ts';
import { time } from './drillView.ts';
import { onOneLine } from './input.ts';
import { standingSaid } from './standing.ts';

/** The source of everything that the product publishes. */
export const DRILL_EVENT_SOURCE = 'drs-drill';

/** Details only ever gain members; this number changes when one changes its meaning. */
const DETAIL_VERSION = 1;

/** An event on the deployment's own bus. Delivery is at least once: a repeated one has the same `eventId`. */
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
  | 'Drill Broken'
  | 'Drill Journal Rewritten'
  | 'Drill Lever Moved'
  | 'Real Recovery Released';

/** Whether an entry has anything that the outside is told of. */
export function isTold({ facts }: JournalEntry): boolean {
  return facts.some((fact) => tellingOf(fact) !== undefined);
}

/** What the outside is told of a journal entry; the drill is at least as new as the entry. */
export function drillEventsOf(entry: JournalEntry, drill: Drill): DrillEvent[] {
  const { seq, at, facts } = entry;
  return facts.flatMap((fact, index) => {
    const type = tellingOf(fact);
    return type === undefined ? [] : [eventOf(drill, { type, at, id: `${seq}/${index}` }, toldOf(fact, entry, drill))];
  });
}

/** A drill was set aside: it stops advancing, and the guard still cleans it. */
export function brokenEvent(drill: Drill, sentence: string, at: Instant): DrillEvent {
  return eventOf(drill, { type: 'Drill Broken', at, id: 'broken' }, { sentence });
}

/** What a drill has written for ever was changed or removed. The drill itself may be gone. */
export function journalRewrittenEvent(touched: {
  drillId: string;
  item: string;
  change: string;
  at: Instant | null;
  changeId: string;
}): DrillEvent {
  const { drillId, item, change, at, changeId } = touched;
  const detail = { version: DETAIL_VERSION, eventId: `${drillId}/rewritten/${changeId}`, drillId, at: time(at) };
  return { type: 'Drill Journal Rewritten', detail: { ...detail, item, change } };
}

/** A `Drill Requested` that could not become a drill; what its sender wrote is cut and cleaned, for whoever reads it. */
export function requestRefusedEvent(asked: { eventId: string; requestedBy: string; code: string; why: string }) {
  const { eventId, code } = asked;
  const [requestedBy, why] = [
    asked.requestedBy.slice(0, CALLER_CHARACTERS_TOLD),
    asked.why.slice(0, WHY_CHARACTERS_TOLD),
  ];
  const told = { code, requestedBy: onOneLine(requestedBy), why: onOneLine(why) };
  const detail = { version: DETAIL_VERSION, eventId: `${eventId}/refused`, drillId: null, at: null };
  return { type: 'Drill Refused' as const, detail: { ...detail, requestEventId: eventId, ...told } };
}

const CALLER_CHARACTERS_TOLD = 256;
const WHY_CHARACTERS_TOLD = 1000;

/** A person has said that a real recovery's job hangs and no longer holds up our cleaning. */
export function recoveryReleasedEvent(site: Site, jobId: string, { by, reason, at }: Release): DrillEvent {
  const detail = { version: DETAIL_VERSION, eventId: `${jobId}/released`, drillId: null, at: time(at) };
  return { type: 'Real Recovery Released', detail: { ...detail, site, jobId, by, reason } };
}

/** Somebody has moved the safety lever, or a real recovery has closed it. Of all sites, it names none. */
export function leverMovedEvent(move: LeverMove): DrillEvent {
  const { moveId, at, accountId, region, by, reason, from, to, afterwards = null } = move;
  const site = region === ALL_REGIONS ? null : { accountId, region };
  const expiresAt = move.expiresAt === null ? null : time(move.expiresAt);
  const detail = { version: DETAIL_VERSION, eventId: `lever/${moveId}`, drillId: null, at: time(at) };
  return { type: 'Drill Lever Moved', detail: { ...detail, site, by, reason, from, to, expiresAt, afterwards } };
}

function tellingOf(fact: Fact): DrillEventType | undefined {
  switch (fact.type) {
    case 'PhaseBegan':
      return 'Drill Phase Changed';
    case 'DrillEnded':
      return 'Drill Ended';
    case 'OutcomeDecided':
      return fact.outcome === 'REJECTED' ? 'Drill Refused' : undefined;
    case 'LeakTold':
      return 'Drill Leak Detected';
    case 'LeakAcknowledged':
      return 'Drill Leak Acknowledged';
    case 'YieldedTo':
      return 'Drill Yielded';
    case 'ServersLost':
      return 'Drill Servers Lost';
    case 'CleaningFrozen':
      return 'Drill Waits';
    case 'GuardTerminated':
      return 'Drill Guard Terminated';
    default:
      return undefined;
  }
}

function toldOf(fact: Fact, { facts }: JournalEntry, drill: Drill): Record<string, unknown> {
  switch (fact.type) {
    case 'PhaseBegan':
      return { phase: fact.phase };
    case 'DrillEnded':
      return endTold(drill);
    case 'OutcomeDecided':
      return {
        code: 'rejected',
        why: fact.why,
        checks: facts.flatMap((one) => (one.type === 'ChecksFailed' ? one.failures : [])).slice(0, CHECKS_TOLD_MAX),
      };
    case 'LeakTold':
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
    case 'ServersLost':
      return lostTold(fact, drill);
    case 'CleaningFrozen':
      return { for: 'LEVER', because: fact.because, instances: waitOf(drill, drill.at)?.instances ?? 0 };
    case 'GuardTerminated':
      return { jobId: fact.jobId, instanceIds: fact.instanceIds };
    default:
      return {};
  }
}

function endTold(drill: Drill): Record<string, unknown> {
  const { outcome = null, why = null, cleanup } = drill;
  return { outcome, why, cleanup, evidenceLevel: evidenceOfAll(drill), servers: counts(drill) };
}

function lostTold({ servers }: Extract<Fact, { type: 'ServersLost' }>, drill: Drill): Record<string, unknown> {
  const instanceOf = (id: string) => drill.servers[id]?.instanceId;
  return {
    servers: servers.map(({ lostAt, ...one }) => ({
      ...one,
      instanceId: instanceOf(one.sourceServerId) ?? null,
      lostAt: time(lostAt),
    })),
    said: servers.map((one) => lossSaid(one.sourceServerId, instanceOf(one.sourceServerId), one)),
  };
}

/** For people, a sentence for each server of which something is known to stand. */
function saidOf({ standing = {}, why = {}, refused }: Extract<Fact, { type: 'LeakTold' }>): string[] {
  const servers = Object.entries(standing);
  const said = servers.map(([sourceServerId, what]) => standingSaid({ sourceServerId, what, ...why[sourceServerId] }));
  return refused === undefined ? said : [...said, `DRS refuses to terminate: ${refused}`];
}

/** EventBridge API reference, PutEvents: a request has at most 256 KB; the journal has every check. */
const CHECKS_TOLD_MAX = 50;

function eventOf(
  drill: Drill,
  { type, at, id }: { type: DrillEventType; at: Instant; id: string },
  told: Record<string, unknown>,
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
      ...told,
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
