/** What differs between two drills, told by their reports. `a` is usually the earlier one. */
export interface Difference {
  a: { drillId: string; outcome: string | null; endedAt: string | null };
  b: { drillId: string; outcome: string | null; endedAt: string | null };
  parts: DifferentPart[];
}

/** One part of the two reports; it is left out when nothing in it differs. */
export interface DifferentPart {
  part: 'PLAN' | 'SERVERS' | 'LAUNCH_SETTINGS' | 'RECOVERY_POINTS' | 'TIMES' | 'CHECKS' | 'FINDINGS' | 'QUANTITIES';
  lines: DifferentLine[];
  /** How many lines more differ. */
  leftOut: number;
}

/** A value that differs. Values are numbers with a unit in `what`, or texts; null: not there, or not measured. */
export interface DifferentLine {
  /** What it is about: a source server, a check, or the drill as a whole (null). */
  of: string | null;
  what: string;
  a: string | number | null;
  b: string | number | null;
}
