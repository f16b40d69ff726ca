import type { Drill } from '../api/client.ts';

/** A moment that limits a drill. */
export interface ClockMark {
  /** Unique in a drill. */
  name: string;
  atMs: number;
}

/** The limits of a drill in order of time: the deadlines of its waves, the end of its hold, its hard stop. */
export function clockMarks({ hold, hardStopAt, waves, endedAt }: Drill): ClockMark[] {
  const marks: [string, string | null][] = [
    ...waves.map(({ wave, deadlineAt }): [string, string | null] => [`Wave ${wave} must be launched`, deadlineAt]),
    ['Hold ends', hold.until],
    ['Extended hold ends', endedAt === null ? hold.extensionRequestedUntil : null],
    ['Hard stop', hardStopAt],
  ];
  return marks
    .flatMap(([name, at]) => (at === null ? [] : [{ name, atMs: Date.parse(at) }]))
    .toSorted((one, other) => one.atMs - other.atMs);
}

/** The line of each flag, so that flags that are near do not cover one another: places in percent, in order. */
export function flagLines(places: readonly number[]): number[] {
  const ends: number[] = [];
  return places.map((place) => {
    const from = place < FLAG_PERCENT ? place : place - FLAG_PERCENT;
    const free = ends.findIndex((end) => end <= from);
    const line = free === -1 ? ends.length : free;
    ends[line] = from + FLAG_PERCENT;
    return line;
  });
}

/** About the width of a flag; one near the beginning is right of its moment, all others are left of it. */
export const FLAG_PERCENT = 28;
