import {
  BOOT_SECONDS_DEFAULT,
  BOOT_SECONDS_MAX,
  BOOT_SECONDS_MIN,
  LAG_SECONDS_DEFAULT,
  LAG_SECONDS_MAX,
  LAUNCH_ALLOWANCE_SECONDS_DEFAULT,
  LAUNCH_ALLOWANCE_SECONDS_MAX,
  LAUNCH_ALLOWANCE_SECONDS_MIN,
  START_WITHIN_SECONDS_DEFAULT,
  START_WITHIN_SECONDS_MAX,
  START_WITHIN_SECONDS_MIN,
} from '../drill/bounds.ts';

/** The default of a duration and its limits. */
export interface DurationLimits {
  byDefault: number;
  least: number;
  most: number;
}

/** The optional durations of a request, in seconds. */
export const DURATION_LIMITS = {
  lagSecondsMax: { byDefault: LAG_SECONDS_DEFAULT, least: 0, most: LAG_SECONDS_MAX },
  bootSecondsMax: { byDefault: BOOT_SECONDS_DEFAULT, least: BOOT_SECONDS_MIN, most: BOOT_SECONDS_MAX },
  launchAllowanceSeconds: {
    byDefault: LAUNCH_ALLOWANCE_SECONDS_DEFAULT,
    least: LAUNCH_ALLOWANCE_SECONDS_MIN,
    most: LAUNCH_ALLOWANCE_SECONDS_MAX,
  },
  startWithinSeconds: {
    byDefault: START_WITHIN_SECONDS_DEFAULT,
    least: START_WITHIN_SECONDS_MIN,
    most: START_WITHIN_SECONDS_MAX,
  },
} satisfies Record<string, DurationLimits>;
