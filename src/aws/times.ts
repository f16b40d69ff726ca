import { DAY_SECONDS, HOUR_SECONDS, MINUTE_SECONDS } from '../drill/bounds.ts';
import type { Instant } from '../drill/drill.ts';

/**
 * Parses a DRS timestamp: the API model documents `…Z`, real responses have `2022-12-07T19:15:38.846723+00:00`, with or
 * without the fraction. Null when it is not valid.
 */
export function instantOf(text: string | undefined): Instant | null {
  if (text === undefined || !MOMENT.test(text)) return null;
  const instant = Date.parse(text);
  return Number.isNaN(instant) || !exists(text.slice(0, 'yyyy-mm-dd'.length)) ? null : instant;
}

/** `Date` parses the 30th of February as the 2nd of March. */
function exists(date: string): boolean {
  const day = Number(date.slice(-2));
  return day <= DAYS_OF_EVERY_MONTH || new Date(`${date}T00:00:00Z`).getUTCDate() === day;
}

const DAYS_OF_EVERY_MONTH = 28;

/** Parses an ISO 8601 duration such as `P2DT1H32M12.136909S`; null when it is not valid or has no fixed length. */
export function secondsOf(text: string | undefined): number | null {
  const found = DURATION.exec(text ?? '');
  if (found === null || text === undefined || /[PT]$/.test(text)) return null;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = found.slice(1).map((part) => Number(part ?? 0));
  return days * DAY_SECONDS + hours * HOUR_SECONDS + minutes * MINUTE_SECONDS + seconds;
}

/** Formats an instant for DRS filters. */
export function momentText(instant: Instant): string {
  return new Date(instant).toISOString();
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;
const DURATION = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
