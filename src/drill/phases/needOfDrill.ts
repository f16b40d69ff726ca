import type { Drill, Need } from '../drill.ts';
import { needOf } from '../site.ts';

/** The quota that a drill needs, from its waves. */
export function needOfDrill({ waves, servers, limits }: Drill): Need {
  const ids: string[][] = waves.map(() => []);
  for (const [id, server] of Object.entries(servers)) ids[server.wave]?.push(id);
  return needOf(ids, limits);
}
