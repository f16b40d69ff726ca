import type * as z from 'zod';
import type { Instant, Site } from '../drill/drill.ts';
import type { listStatisticsParameters } from './historyParameters.ts';
import { BadRequest } from './problem.ts';

/** A stretch of time, `from` being the earlier; neither end need be given. */
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

/** A range of days goes only with the statistics of days, and not with a key, which is one day. */
export function readStatisticsRange({ by, key, from, to }: z.output<typeof listStatisticsParameters>) {
  const given = from === undefined ? 'to' : 'from';
  if (from === undefined && to === undefined) return { from: null, to: null };
  if (by !== 'day') throw refused(given, 'goes only with by=day');
  if (key !== undefined) throw refused(given, 'does not go with key, which is one day');
  return readRange({ from, to });
}

/** One of the deployment's sites, its own unless a Region is given: no other has servers that could be listed. */
export function readSite(region: string | undefined, sites: readonly [Site, ...Site[]]): Site {
  if (region === undefined) return sites[0];
  const site = sites.find((one) => one.region === region);
  if (site !== undefined) return site;
  throw refused('region', `must be a Region of this deployment: ${sites.map((one) => one.region).join(', ')}`);
}

function refused(parameter: string, message: string): BadRequest {
  return new BadRequest(400, 'invalid-parameter', `${parameter} ${message}`, [{ parameter, message }]);
}
