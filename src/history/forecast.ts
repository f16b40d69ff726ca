import type {
  Forecast,
  ForecastWave,
  Headroom,
  Hours,
  Machine,
  PlannedWave,
  Range,
  ServerForecast,
} from '../drill/forecast.ts';
import { type ImaginedDrills, imagineDrills } from './imaginedDrills.ts';
import { hours, quantitiesOf } from './quantities.ts';
import type { Timing } from './timings.ts';

/** The drill that is forecast. */
export interface Plan {
  waves: PlannedWave[];
  holdSeconds: number;
  serversPerJob: number;
}

/** What is known about the servers and the site. What is missing or null, nobody knows. */
export interface Known {
  /** The newest drills of all servers of the site, by server. */
  timings: ReadonlyMap<string, readonly Timing[]>;
  machines: ReadonlyMap<string, Machine>;
  /** By instance type. */
  vcpus: ReadonlyMap<string, number>;
  /** The subnets of each server's network interfaces. */
  subnets: ReadonlyMap<string, readonly string[]>;
  left: {
    jobs: number | null;
    serversInJobs: number | null;
    vcpus: number | null;
    /** By subnet. */
    addresses: ReadonlyMap<string, number>;
  };
}

/** What a drill would take, as a whole and for each server. */
export function forecastOf(plan: Plan, known: Known): { forecast: Forecast; servers: ServerForecast[] } {
  const ids = plan.waves.flatMap(({ sourceServerIds }) => sourceServerIds);
  const imagined = imagineDrills(plan.waves, plan.holdSeconds, known.timings);
  const waves = plan.waves.map((wave, index) => waveOf(wave, index, plan.serversPerJob, imagined));
  const isWhole = ids.every((id) => isImagined(imagined, id));
  const uses = ids.map((id) => ({
    machine: known.machines.get(id),
    seconds: isImagined(imagined, id) ? (imagined.servers.get(id)?.up ?? null) : null,
  }));
  const forecast: Forecast = {
    waves,
    total: isWhole ? rangeOf(imagined.total) : NOT_KNOWN,
    headroom: headroomOf(waves, ids, known),
    quantities: quantitiesOf(uses, likelyHours),
  };
  return { forecast, servers: ids.map((id) => serverOf(id, imagined, known)) };
}

const NOT_KNOWN: Range = { p50: null, p95: null };

function waveOf(
  { sourceServerIds }: PlannedWave,
  index: number,
  serversPerJob: number,
  imagined: ImaginedDrills,
): ForecastWave {
  const { launch = [], boot = [], termination = [] } = imagined.waves[index] ?? {};
  return {
    servers: sourceServerIds.length,
    jobs: Math.ceil(sourceServerIds.length / serversPerJob),
    launch: rangeOf(launch),
    boot: rangeOf(boot),
    termination: rangeOf(termination),
    unknown: sourceServerIds.filter((id) => !isImagined(imagined, id)).length,
  };
}

function serverOf(sourceServerId: string, { servers }: ImaginedDrills, { timings }: Known): ServerForecast {
  const { launch = [], boot = [], termination = [] } = servers.get(sourceServerId) ?? {};
  const samples = timings.get(sourceServerId)?.length ?? 0;
  return {
    sourceServerId,
    launch: rangeOf(launch),
    boot: rangeOf(boot),
    termination: rangeOf(termination),
    samples,
  };
}

/** It was launched, seen working and terminated in some earlier drill. */
function isImagined({ servers }: ImaginedDrills, id: string): boolean {
  const { launch = [], boot = [], termination = [] } = servers.get(id) ?? {};
  return launch.length > 0 && boot.length > 0 && termination.length > 0;
}

function headroomOf(waves: readonly ForecastWave[], ids: readonly string[], known: Known): Headroom {
  const { left } = known;
  return {
    jobs: { needed: Math.max(0, ...waves.map(({ jobs }) => jobs)), left: left.jobs },
    serversInJobs: { needed: Math.max(0, ...waves.map(({ servers }) => servers)), left: left.serversInJobs },
    vcpus: { needed: vcpusOf(ids, known), left: left.vcpus },
    addresses: addressesOf(ids, known),
  };
}

/** The instances of all waves are up together, until the hold ends. */
function vcpusOf(ids: readonly string[], { machines, vcpus }: Known): number | null {
  const all = ids.map((id) => vcpus.get(machines.get(id)?.instanceType ?? '') ?? null);
  return all.reduce((sum, one) => (sum === null || one === null ? null : sum + one), 0);
}

function addressesOf(ids: readonly string[], { subnets, left }: Known): Headroom['addresses'] {
  const needed = Map.groupBy(
    ids.flatMap((id) => subnets.get(id) ?? []),
    (subnetId) => subnetId,
  );
  return [...needed]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([subnetId, all]) => ({ subnetId, needed: all.length, left: left.addresses.get(subnetId) ?? null }));
}

function rangeOf(seconds: readonly number[]): Range {
  const sorted = seconds.toSorted((one, other) => one - other);
  return { p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95) };
}

function likelyHours(seconds: readonly number[]): Hours {
  const sorted = seconds.toSorted((one, other) => one - other);
  return { atLeast: hours(percentile(sorted, 0.05) ?? 0), atMost: hours(percentile(sorted, 0.95) ?? 0) };
}

/** By nearest rank, in whole seconds; null without any. */
function percentile(sorted: readonly number[], share: number): number | null {
  const value = sorted[Math.ceil(share * sorted.length) - 1];
  return value === undefined ? null : Math.round(value);
}
