import type { Instant, Site } from '../drill/drill.ts';
import { ALL_REGIONS, type LeverMove, type Release } from '../drill/lever.ts';
import { DETAIL_VERSION, type DrillEvent } from './drillEvents.ts';
import { onOneLine } from './input.ts';
import { time } from './views/drillView.ts';

/** What is written for ever, of a drill or of the levers, was changed or removed. The drill itself may be gone. */
export function rewrittenEvent(touched: {
  /** Null where it is a move of a lever. */
  drillId: string | null;
  item: string;
  change: string;
  at: Instant | null;
  changeId: string;
}): DrillEvent {
  const { drillId, item, change, at, changeId } = touched;
  const eventId = `${drillId ?? 'lever'}/rewritten/${changeId}`;
  const detail = { version: DETAIL_VERSION, eventId, drillId, at: time(at), item, change };
  return { type: drillId === null ? 'Lever History Rewritten' : 'Drill Journal Rewritten', detail };
}

/** A `Drill Requested` that could not become a drill; what its sender wrote is cut and cleaned, for whoever reads it. */
export function requestRefusedEvent(requested: { eventId: string; requestedBy: string; code: string; why: string }) {
  const { eventId, code } = requested;
  const [requestedBy, why] = [
    requested.requestedBy.slice(0, CALLER_CHARACTERS_MAX),
    requested.why.slice(0, WHY_CHARACTERS_MAX),
  ];
  const fields = { code, requestedBy: onOneLine(requestedBy), why: onOneLine(why) };
  const detail = { version: DETAIL_VERSION, eventId: `${eventId}/refused`, drillId: null, at: null };
  return { type: 'Drill Refused' as const, detail: { ...detail, requestEventId: eventId, ...fields } };
}

const CALLER_CHARACTERS_MAX = 256;
const WHY_CHARACTERS_MAX = 1000;

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
