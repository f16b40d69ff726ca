import type { Drill, Need } from '../drill.ts';
import { needOf } from '../site.ts';

/** The quota that a drill needs, from its waves. */
export function needOfDrill(drill: Drill): Need {
  return needOf(idsByWave(drill), drill.limits);
}

/** The servers of each wave, in the order of the request. */
export function idsByWave({ waves, servers }: Drill): string[][] {
  const ids: string[][] = waves.map(() => []);
  for (const [id, { wave }] of Object.entries(servers)) ids[wave]?.push(id);
  return ids;
}
