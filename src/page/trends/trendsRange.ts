/** Days of UTC, YYYY-MM-DD, both of them included. */
export interface DayRange {
  from: string;
  to: string;
}

/** The range in an address: the last so many days, or from one day to another. */
export type RangeChoice = { kind: 'LAST'; days: number } | ({ kind: 'BETWEEN' } & DayRange);

const DAYS_DEFAULT = 90;
/** Ten years; a page has 100 days. */
export const RANGE_DAYS_MAX = 3660;
const DAY_MS = 86_400_000;

/** Reads an address. What it does not understand is the last 90 days. */
export function readRange(address: URLSearchParams): RangeChoice {
  const [from, to, days] = [address.get('from'), address.get('to'), address.get('days')];
  if (from !== null && to !== null && rangeProblem({ from, to }) === undefined) return { kind: 'BETWEEN', from, to };
  const given = days !== null && /^[1-9]\d{0,3}$/.test(days) ? Number(days) : DAYS_DEFAULT;
  return { kind: 'LAST', days: Math.min(given, RANGE_DAYS_MAX) };
}

/** Why this is no range; undefined: it is one. */
export function rangeProblem({ from, to }: DayRange): string | undefined {
  if (!isDay(from) || !isDay(to)) return 'Give both days, as in 2026-11-30.';
  if (from > to) return 'The first day must not be after the last.';
  return daysIn({ from, to }) > RANGE_DAYS_MAX ? `At most ${RANGE_DAYS_MAX} days.` : undefined;
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && dayText(Date.parse(text)) === text;
}

/** The days of a choice; the last ones end today. */
export function rangeOf(choice: RangeChoice, nowMs: number): DayRange {
  if (choice.kind === 'BETWEEN') return { from: choice.from, to: choice.to };
  return { from: dayText(nowMs - (choice.days - 1) * DAY_MS), to: dayText(nowMs) };
}

/** The UTC day of a moment; empty if it is none. */
export function dayText(atMs: number): string {
  return Number.isNaN(atMs) ? '' : new Date(atMs).toISOString().slice(0, 'YYYY-MM-DD'.length);
}

/** So many days later. */
export function dayAfter(day: string, days: number): string {
  return dayText(Date.parse(day) + days * DAY_MS);
}

function daysIn({ from, to }: DayRange): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
}
