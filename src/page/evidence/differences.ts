import type { Difference } from '../api/client.ts';
import { durationText } from '../words/durations.ts';

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

/** A value with its unit; null: it was not there, or not measured. Nobody measures a plan. */
export function valueText({ what }: Pick<Line, 'what'>, value: Line['a']): string {
  if (value === null) return OF_PLAN.test(what) ? 'none' : 'absent or not measured';
  if (!SECONDS.test(what)) return String(value);
  const bounds = String(value).split(' to ').map(Number);
  if (bounds.some(Number.isNaN)) return String(value);
  return [...new Set(bounds.map(durationText))].join(' to ');
}

const SECONDS = /, seconds$/;
const OF_PLAN = /\bplan$/;

/** How much longer or more the second value is, with bounds where the values have them; null: that cannot be said. */
export function changeText({ what, a, b }: Pick<Line, 'what' | 'a' | 'b'>): string | null {
  const change = changeOf(a, b);
  if (change === null) return null;
  const isTime = SECONDS.test(what);
  if (isTime && Math.abs(change.least) < 1 && Math.abs(change.most) < 1) return 'less than 1 s';
  return [...new Set([change.least, change.most].map((value) => signedText(value, isTime)))].join(' to ');
}

/** By how much `b` is more than `a`, at least and at most. */
export function changeOf(a: Line['a'], b: Line['a']): { least: number; most: number } | null {
  const [before, after] = [boundsOf(a), boundsOf(b)];
  if (before === null || after === null) return null;
  return { least: after.least - before.most, most: after.most - before.least };
}

function boundsOf(value: Line['a']): { least: number; most: number } | null {
  if (typeof value === 'number') return { least: value, most: value };
  const [, least, most] = BOUNDS.exec(value ?? '') ?? [];
  return least === undefined || most === undefined ? null : { least: Number(least), most: Number(most) };
}

const BOUNDS = /^(\d+(?:\.\d+)?) to (\d+(?:\.\d+)?)$/;

function signedText(value: number, isTime: boolean): string {
  const sign = value < 0 ? '−' : '+';
  return `${sign}${isTime ? durationText(Math.abs(value)) : Number(Math.abs(value).toFixed(3))}`;
}

/** The parts in the order in which people ask: how it went, how long it took, and at last how it was requested. */
export function orderedParts(parts: Difference['parts']): Difference['parts'] {
  const known = parts.map((part) => ({ ...part, lines: part.lines.toSorted((one, other) => rank(one) - rank(other)) }));
  return known.toSorted((one, other) => ORDER.indexOf(one.part) - ORDER.indexOf(other.part));
}

/** Hashes say only that something differs. */
function rank({ what }: Line): number {
  if (what === 'outcome') return 0;
  return /^SHA-256/.test(what) ? 2 : 1;
}

const ORDER: Difference['parts'][number]['part'][] = [
  ...(['FINDINGS', 'TIMES', 'CHECKS', 'SERVERS', 'RECOVERY_POINTS', 'QUANTITIES', 'LAUNCH_SETTINGS', 'PLAN'] as const),
];

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
