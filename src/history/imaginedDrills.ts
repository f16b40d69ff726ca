import type { PlannedWave } from '../drill/forecast.ts';
import { randomNumbers } from '../drill/phases/random.ts';
import { type Draw, expectationsOf } from './expectation.ts';
import type { Timing } from './timings.ts';

/** Seconds, one for each imagined drill; empty when there is no history to imagine them from. */
export interface ImaginedServer {
  launch: number[];
  boot: number[];
  termination: number[];
  /** From its launch to the proof that nothing is left. */
  up: number[];
}

export interface ImaginedWave {
  /** Until its last server is launched. */
  launch: number[];
  /** From then until all of its servers work. */
  boot: number[];
  termination: number[];
}

export interface ImaginedDrills {
  /** Only those with a history. */
  servers: Map<string, ImaginedServer>;
  waves: ImaginedWave[];
  total: number[];
}

/** Enough for percentiles that are right to a percent or two, and a fraction of a second for 300 servers. */
const DRILLS = 1000;
const SEED = 1;

/**
 * Imagines many drills of these waves, one wave after the other, each as the history suggests. Servers without a
 * history take no time in them.
 */
export function imagineDrills(
  waves: readonly PlannedWave[],
  holdSeconds: number,
  timings: ReadonlyMap<string, readonly Timing[]>,
): ImaginedDrills {
  const draws = drawsFrom(timings);
  const known = waves.map((wave) => ({ ...wave, ids: wave.sourceServerIds.filter((id) => draws.launch.has(id)) }));
  const imagined: ImaginedDrills = {
    servers: new Map(
      known.flatMap(({ ids }) => ids.map((id) => [id, { launch: [], boot: [], termination: [], up: [] }])),
    ),
    waves: waves.map(() => ({ launch: [], boot: [], termination: [] })),
    total: [],
  };
  const dice = randomNumbers(SEED);
  for (let drill = 0; drill < DRILLS; drill++) imagineOne(imagined, known, holdSeconds, draws, dice);
  return imagined;
}

type Part = 'launch' | 'boot' | 'check' | 'termination';
type Draws = Record<Part, Map<string, Draw>>;

function drawsFrom(timings: ReadonlyMap<string, readonly Timing[]>): Draws {
  const of = (part: Part) =>
    expectationsOf(new Map([...timings].map(([id, all]) => [id, all.flatMap((timing) => timing[part] ?? [])])));
  return { launch: of('launch'), boot: of('boot'), check: of('check'), termination: of('termination') };
}

function imagineOne(
  { servers, waves, total }: ImaginedDrills,
  planned: readonly (PlannedWave & { ids: string[] })[],
  holdSeconds: number,
  draws: Draws,
  dice: () => number,
): void {
  const drawn = (id: string, part: Part) => draws[part].get(id)?.(dice);
  const upFrom = new Map<string, number>();
  const verified: number[] = [];
  let launchedAt = 0;
  planned.forEach(({ ids, startWhen, waitSeconds = 0 }, wave) => {
    const beginsAt = (startWhen === 'VERIFIED' ? Math.max(launchedAt, ...verified) : launchedAt) + waitSeconds;
    const launches = ids.map((id) => keep(servers.get(id)?.launch, drawn(id, 'launch')));
    for (const [index, id] of ids.entries()) upFrom.set(id, beginsAt + (launches[index] ?? 0));
    for (const id of ids) keep(servers.get(id)?.boot, drawn(id, 'boot'));
    const launch = keep(waves[wave]?.launch, longest(launches));
    const boot = keep(waves[wave]?.boot, longest(ids.map((id) => drawn(id, 'check'))));
    launchedAt = beginsAt + (launch ?? 0);
    verified.push(launchedAt + (boot ?? 0));
  });
  const holdEndsAt = Math.max(launchedAt, ...verified) + holdSeconds;
  const terminations = planned.map(({ ids }, wave) => {
    const ends = ids.map((id) => keep(servers.get(id)?.termination, drawn(id, 'termination')));
    for (const [index, id] of ids.entries())
      keep(servers.get(id)?.up, holdEndsAt + (ends[index] ?? 0) - (upFrom.get(id) ?? 0));
    return keep(waves[wave]?.termination, longest(ends));
  });
  total.push(holdEndsAt + (longest(terminations) ?? 0));
}

function keep(series: number[] | undefined, seconds: number | undefined): number | undefined {
  if (seconds !== undefined) series?.push(seconds);
  return seconds;
}

function longest(all: readonly (number | undefined)[]): number | undefined {
  const known = all.filter((one) => one !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}
