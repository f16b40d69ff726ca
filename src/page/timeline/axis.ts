/** A time axis, in milliseconds. */
export interface Axis {
  fromMs: number;
  toMs: number;
}

/** Where a moment is on the axis, in percent of its length. */
export function placeOf({ fromMs, toMs }: Axis, ms: number): number {
  const place = ((ms - fromMs) / Math.max(toMs - fromMs, 1)) * 100;
  return Math.round(Math.min(Math.max(place, 0), 100) * 1000) / 1000;
}

/** A moment with its text: the time of day in UTC, and the date where a day begins. */
export interface Tick {
  ms: number;
  text: string;
}

/** At most `TICKS_MAX` moments at round times. */
export function ticksOf({ fromMs, toMs }: Axis): Tick[] {
  const stepMs = STEPS_MS.find((step) => (toMs - fromMs) / step <= TICKS_MAX) ?? LONGEST_STEP_MS;
  const first = Math.ceil(fromMs / stepMs) * stepMs;
  const count = Math.max(0, Math.floor((toMs - first) / stepMs) + 1);
  return Array.from({ length: count }, (_, index) => first + index * stepMs).map((ms) => ({
    ms,
    text: textOf(ms, stepMs),
  }));
}

const TICKS_MAX = 8;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const LONGEST_STEP_MS = 24 * HOUR_MS;
const STEPS_MS = [
  ...[10_000, 30_000],
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 3, 6, 12, 24].map((hours) => hours * HOUR_MS),
];

function textOf(ms: number, stepMs: number): string {
  const at = new Date(ms).toISOString();
  if (ms % LONGEST_STEP_MS === 0) return at.slice(5, 10);
  return stepMs < MINUTE_MS ? at.slice(11, 19) : at.slice(11, 16);
}
