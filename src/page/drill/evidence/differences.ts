import type { Difference } from '../../api/client.ts';
import { durationText } from '../../words/durations.ts';

type Line = Difference['parts'][number]['lines'][number];

/** What each part of a difference is called. */
export const PART_WORDS: Record<Difference['parts'][number]['part'], string> = {
  PLAN: 'Plan and request',
  SERVERS: 'Servers',
  LAUNCH_SETTINGS: 'Launch settings',
  RECOVERY_POINTS: 'Recovery points',
  TIMES: 'Times',
  CHECKS: 'Checks',
  FINDINGS: 'Findings',
  QUANTITIES: 'Quantities and cost',
};

/** What a line is about, without its unit. */
export function lineWords({ what }: Pick<Line, 'what'>): string {
  return what.replace(SECONDS, '');
}

/** A value with its unit; null: it was not there, or not measured. */
export function valueText({ what }: Pick<Line, 'what'>, value: Line['a']): string {
  if (value === null) return 'absent or not measured';
  if (!SECONDS.test(what)) return String(value);
  const bounds = String(value).split(' to ').map(Number);
  if (bounds.some(Number.isNaN)) return String(value);
  return [...new Set(bounds.map(durationText))].join(' to ');
}

const SECONDS = /, seconds$/;

/** How much longer or more the second value is, when both are exact; null: that cannot be said. */
export function changeText({ what, a, b }: Pick<Line, 'what' | 'a' | 'b'>): string | null {
  if (typeof a !== 'number' || typeof b !== 'number') return null;
  const sign = b > a ? '+' : '−';
  const size = Math.abs(b - a);
  if (!SECONDS.test(what)) return `${sign}${Number(size.toFixed(3))}`;
  return size < 1 ? 'less than 1 s' : `${sign}${durationText(size)}`;
}

/** A line of a difference, with all that it is said of alike. */
export interface AlikeLines extends Omit<Line, 'of'> {
  /** Unique in its part. */
  key: string;
  /** Servers or checks; empty: the drill as a whole. */
  of: string[];
}

/** The lines in order; what differs alike for several servers is one line. */
export function alikeLines(lines: readonly Line[]): AlikeLines[] {
  const alike = Map.groupBy(lines, ({ what, a, b }) => JSON.stringify([what, a, b]));
  return [...alike].flatMap(([key, ones]) => {
    const [first] = ones;
    if (first === undefined) return [];
    return [{ ...first, key, of: ones.flatMap(({ of: about }) => about ?? []) }];
  });
}
