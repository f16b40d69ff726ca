import { failureOf } from './failure.ts';
import { isMissing } from './isMissing.ts';

/**
 * How long it is until the next read; false: there is none. During an outage half of the time that it has lasted, so
 * that many pages do not hammer an API that recovers; before the first answer, longer with every failure. After a fault
 * of the page there is none, because it would only be met again.
 */
export function pauseMs(
  seconds: number,
  { error, dataUpdatedAt, errorUpdateCount }: Reading,
  nowHereMs: number,
): number | false {
  if (seconds === 0 || isMissing(error)) return false;
  if (error === null) return seconds * 1000;
  if (failureOf(error) === 'FAULT') return false;
  const grownMs = dataUpdatedAt === 0 ? seconds * 1000 * errorUpdateCount : (nowHereMs - dataUpdatedAt) / 2;
  return Math.min(Math.max(seconds * 1000, grownMs), PAUSE_MS_MAX);
}

const PAUSE_MS_MAX = 60_000;

/** The newest read, and how many failed. */
interface Reading {
  error: Error | null;
  dataUpdatedAt: number;
  errorUpdateCount: number;
}
