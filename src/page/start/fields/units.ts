/** A unit in which a person enters a duration. */
export interface Unit {
  value: string;
  label: string;
  seconds: number;
}

export const UNITS: Unit[] = [
  { value: 's', label: 'seconds', seconds: 1 },
  { value: 'min', label: 'minutes', seconds: 60 },
  { value: 'h', label: 'hours', seconds: 3600 },
  { value: 'd', label: 'days', seconds: 86_400 },
];

const MINUTES: Unit = { value: 'min', label: 'minutes', seconds: 60 };

/** The largest unit in which a duration is a whole number; minutes before anything was entered. */
export function unitOf(seconds: number | undefined): Unit {
  if (seconds === undefined || seconds === 0) return MINUTES;
  return UNITS.findLast((unit) => seconds % unit.seconds === 0) ?? MINUTES;
}

/** What is entered, in seconds; undefined: nothing or no number. */
export function secondsOf(text: string, unit: Unit): number | undefined {
  const count = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(count) ? Math.round(count * unit.seconds) : undefined;
}

/** How many of a unit a duration is, without a tail of digits. */
export function countIn(seconds: number | undefined, unit: Unit): string {
  return seconds === undefined ? '' : String(Number((seconds / unit.seconds).toFixed(4)));
}
