import type { Server } from '../api/client.ts';
import type { Standing } from './standing.ts';

export type HeatSize = 'LARGE' | 'MEDIUM' | 'SMALL';

/** Few servers are shown with their names, thousands as small cells. */
export function sizeOf(groups: ReadonlyMap<Standing, Server[]>): HeatSize {
  const count = [...groups.values()].reduce((sum, servers) => sum + servers.length, 0);
  if (count <= 60) return 'LARGE';
  return count <= 600 ? 'MEDIUM' : 'SMALL';
}
