/** A unit for an axis of durations. */
export interface TimeUnit {
  /** As the title of the axis, as in `Minutes`. */
  title: string;
  seconds: number;
}

/** The unit in which the largest duration of an axis is easy to read. */
export function timeUnitOf(durationsSeconds: readonly (number | null)[]): TimeUnit {
  const largest = Math.max(0, ...durationsSeconds.filter((one) => one !== null));
  return UNITS.find(({ seconds }) => largest >= 2 * seconds) ?? SECONDS;
}

const SECONDS: TimeUnit = { title: 'Seconds', seconds: 1 };

const UNITS: TimeUnit[] = [
  { title: 'Days', seconds: 86_400 },
  { title: 'Hours', seconds: 3600 },
  { title: 'Minutes', seconds: 60 },
];
