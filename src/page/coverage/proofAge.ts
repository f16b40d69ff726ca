import type { Server } from '../api/client.ts';
import { DAY_SECONDS, type ProofLimit, standingOf } from './standing.ts';

/** The colours of the heat map, the most urgent first. */
export const BANDS = [
  'NEVER_DRILLED',
  'NEVER_PROVED',
  'FAR_OVERDUE',
  'OVERDUE',
  'OLD',
  'RECENT',
  'FRESH',
  'REMOVED',
] as const;

export type Band = (typeof BANDS)[number];

/** The colour of a server: thirds of the limit, up to twice the limit, and beyond. */
export function bandOf(server: Server, limit: ProofLimit): Band {
  const standing = standingOf(server, limit);
  const ageDays = (server.lastPassed?.ageSeconds ?? 0) / DAY_SECONDS;
  if (standing === 'OVERDUE') return ageDays > 2 * limit.days ? 'FAR_OVERDUE' : 'OVERDUE';
  if (standing !== 'PROVED') return standing;
  if (ageDays > Math.round((2 / 3) * limit.days)) return 'OLD';
  return ageDays > Math.round(limit.days / 3) ? 'RECENT' : 'FRESH';
}

/** What a colour means, as in `31 to 60 days`. */
export function bandText(band: Band, { days }: ProofLimit): string {
  const [third, twoThirds] = [Math.round(days / 3), Math.round((2 * days) / 3)];
  const texts: Record<Band, string> = {
    NEVER_DRILLED: 'never drilled',
    NEVER_PROVED: 'drilled, never proved',
    FAR_OVERDUE: `overdue, over ${2 * days} days`,
    OVERDUE: `overdue, ${days} to ${2 * days} days`,
    OLD: `${twoThirds} to ${days} days`,
    RECENT: `${third} to ${twoThirds} days`,
    FRESH: `up to ${third} days`,
    REMOVED: 'no longer in DRS',
  };
  return texts[band];
}

/** `12 d`, `<1 d`, or `never`: what a cell of the heat map says. */
export function ageText(ageSeconds: number | null | undefined): string {
  if (ageSeconds === null || ageSeconds === undefined) return 'never';
  const days = Math.floor(ageSeconds / DAY_SECONDS);
  return days === 0 ? '<1 d' : `${days} d`;
}

/** The same for a narrow cell: days without a unit, a cross for never. */
export function narrowAgeText(ageSeconds: number | null | undefined): string {
  if (ageSeconds === null || ageSeconds === undefined) return '✕';
  return ageSeconds < DAY_SECONDS ? '<1' : String(Math.floor(ageSeconds / DAY_SECONDS));
}
