import type * as z from 'zod';
import { DAY_SECONDS, SECOND_MS } from '../drill/bounds.ts';
import type { Instant, Site } from '../drill/drill.ts';
import type { listStatisticsParameters } from './historyParameters.ts';
import { BadRequest } from './problem.ts';

/** A time range in which `from` is not later than `to`. Both ends are optional. */
export function readRange<Moment extends Instant | string>({
  from = null,
  to = null,
}: {
  from?: Moment | null | undefined;
  to?: Moment | null | undefined;
}): { from: Moment | null; to: Moment | null } {
  if (from === null || to === null || from <= to) return { from, to };
  throw refused('from', 'must not be later than to');
}

/** A range of days is valid only with by=day and without a key, which is one day. */
export function readStatisticsRange({ by, key, from, to }: z.output<typeof listStatisticsParameters>) {
  const given = from === undefined ? 'to' : 'from';
  if (from === undefined && to === undefined) return { from: null, to: null };
  if (by !== 'day') throw refused(given, 'is valid only with by=day');
  if (key !== undefined) throw refused(given, 'cannot be combined with key, which is one day');
  return readRange({ from, to });
}

/** The deployment's site in the given Region, or its own site by default. Servers of other sites cannot be listed. */
export function readSite(region: string | undefined, sites: readonly [Site, ...Site[]]): Site {
  if (region === undefined) return sites[0];
  const site = sites.find((one) => one.region === region);
  if (site !== undefined) return site;
  throw refused('region', `must be a Region of this deployment: ${sites.map((one) => one.region).join(', ')}`);
}

/** The moment since which a server must have passed. */
export function readOverdue(coverageDaysMax: number, now: Instant): Instant {
  if (coverageDaysMax === 0) throw refused('overdue', 'needs a deployment that sets coverageDaysMax');
  return now - coverageDaysMax * DAY_SECONDS * SECOND_MS;
}

function refused(parameter: string, message: string): BadRequest {
  return new BadRequest(400, 'invalid-parameter', `${parameter} ${message}`, [{ parameter, message }]);
}
