import {
  BOOT_SECONDS_MAX,
  DAY_SECONDS,
  HOLD_SECONDS_MAX,
  LAUNCH_ALLOWANCE_SECONDS_MAX,
  SECOND_MS,
  WAVE_WAIT_SECONDS_MAX,
  WAVES_PER_DRILL_MAX,
} from '../drill/bounds.ts';
import type { Job, LoadedDrill, Ports } from './ports.ts';

/** The longest legitimate life of one of our instances. */
export const LONGEST_SECONDS =
  WAVES_PER_DRILL_MAX * (LAUNCH_ALLOWANCE_SECONDS_MAX + BOOT_SECONDS_MAX + WAVE_WAIT_SECONDS_MAX) +
  HOLD_SECONDS_MAX +
  DAY_SECONDS;

type Reading = Pick<Ports, 'drills' | 'clock' | 'log'>;

/**
 * Whether a hard stop has nothing to do: the drill has ended with everything proved gone, or a later stop is scheduled.
 */
export async function standsDown(ports: Reading, stop: { drillId: string; n: number }): Promise<boolean> {
  const read = await readRecord(ports, stop.drillId);
  if (read.result !== 'FOUND') return false;
  const { phase, cleanup, hardStop: later } = read.loaded.drill;
  if (phase === 'ENDED' && cleanup !== 'LEAKED') return true;
  return later !== undefined && later.n > stop.n && later.at > ports.clock.now();
}

/**
 * No record, an ended one, or one past its end. An unreadable record is left to its own hard stop for the maximum
 * duration of a drill.
 */
export async function isPastDue(ports: Reading, drillId: string, jobs: Pick<Job, 'createdAt'>[]): Promise<boolean> {
  const read = await readRecord(ports, drillId);
  if (read.result === 'UNREADABLE') {
    const before = ports.clock.now() - LONGEST_SECONDS * SECOND_MS;
    return jobs.every(({ createdAt }) => createdAt !== null && createdAt < before);
  }
  if (read.result === 'MISSING') return true;
  const { drill, quarantined } = read.loaded;
  const now = ports.clock.now();
  if (drill.phase === 'ENDED' || drill.hardStop === undefined || drill.hardStop.at < now) return true;
  return quarantined !== null && (drill.phase === 'TERMINATING' || (drill.holdUntil ?? now) < now);
}

type Read = { result: 'FOUND'; loaded: LoadedDrill } | { result: 'MISSING' } | { result: 'UNREADABLE' };

/** A drill's record, for callers that must continue without it. */
export async function readRecord(ports: Pick<Ports, 'drills' | 'log'>, drillId: string): Promise<Read> {
  try {
    const loaded = await ports.drills.load(drillId);
    return loaded === undefined ? { result: 'MISSING' } : { result: 'FOUND', loaded };
  } catch (error) {
    ports.log.error('guard could not read the record', { drillId, error: String(error) });
    return { result: 'UNREADABLE' };
  }
}
