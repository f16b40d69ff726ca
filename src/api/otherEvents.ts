import type { Instant, Site } from '../drill/drill.ts';
import { ALL_REGIONS, type LeverMove, type Release } from '../drill/lever.ts';
import { time } from '../evidence/time.ts';
import { DETAIL_VERSION, type DrillEvent } from './drillEvents.ts';
import { onOneLine } from './input.ts';

/** An append-only item of a drill or of the levers was changed or removed. The drill itself may be gone. */
export function rewrittenEvent(touched: {
  /** Null for a move of a lever. */
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

/** A refused `Drill Requested`. Texts of its sender are truncated and sanitized. */
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

/** An operator has released a real recovery's hanging job, so that it no longer blocks the cleanup. */
export function recoveryReleasedEvent(site: Site, jobId: string, { by, reason, at }: Release): DrillEvent {
  const detail = { version: DETAIL_VERSION, eventId: `${jobId}/released`, drillId: null, at: time(at) };
  return { type: 'Real Recovery Released', detail: { ...detail, site, jobId, by, reason } };
}

/** A caller moved the safety lever, or a real recovery closed it. `site` is null for the lever of all sites. */
export function leverMovedEvent(move: LeverMove): DrillEvent {
  const { moveId, at, accountId, region, by, reason, from, to, afterwards = null } = move;
  const site = region === ALL_REGIONS ? null : { accountId, region };
  const expiresAt = move.expiresAt === null ? null : time(move.expiresAt);
  const detail = { version: DETAIL_VERSION, eventId: `lever/${moveId}`, drillId: null, at: time(at) };
  return { type: 'Drill Lever Moved', detail: { ...detail, site, by, reason, from, to, expiresAt, afterwards } };
}
