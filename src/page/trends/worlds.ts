import type { Statistic } from '../api/client.ts';

/** Who answered the drills of a statistic. */
export type CountedWorld = NonNullable<Statistic['world']>;

const WORLDS: CountedWorld[] = ['REAL', 'SIMULATED', 'UNKNOWN'];

/** The worlds of these statistics, AWS itself first. */
export function worldsOf(statistics: readonly Statistic[]): CountedWorld[] {
  return WORLDS.filter((world) => statistics.some((one) => one.world === world));
}

/** The statistics of one world. Those of drills that launched nothing have none, and belong to each. */
export function ofWorld(statistics: readonly Statistic[], world: CountedWorld | undefined): Statistic[] {
  return statistics.filter((one) => one.world === null || one.world === world);
}

/** The world that is shown: the one in the address if there is any of it, else the first. */
export function shownWorld(statistics: readonly Statistic[], given: string | null): CountedWorld | undefined {
  const worlds = worldsOf(statistics);
  return worlds.find((world) => world === given) ?? worlds[0];
}
