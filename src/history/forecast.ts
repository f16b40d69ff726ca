import type { Forecast, ForecastWave, Range } from '../drill/forecast.ts';

const UNKNOWN: Range = { p50: null, p95: null };

/** What a drill of these waves would take. */
export function forecastOf(waves: readonly (readonly string[])[], serversPerJob: number): Forecast {
  const packed = waves.map((ids): ForecastWave => {
    const jobs = Math.ceil(ids.length / serversPerJob);
    return { servers: ids.length, jobs, launch: UNKNOWN, boot: UNKNOWN, termination: UNKNOWN, unknown: ids.length };
  });
  return {
    waves: packed,
    total: UNKNOWN,
    headroom: {
      jobs: { needed: Math.max(...packed.map(({ jobs }) => jobs)), left: null },
      serversInJobs: { needed: Math.max(...packed.map(({ servers }) => servers)), left: null },
      vcpus: { needed: null, left: null },
      addresses: [],
    },
    quantities: { instanceHours: [], gigabyteHours: [], unknown: waves.flat().length },
  };
}
