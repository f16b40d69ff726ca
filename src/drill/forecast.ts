/** What a drill would take, by the history of its servers and the state of the site. Null: not known. */
export interface Forecast {
  /** How the servers would be packed, wave by wave. */
  waves: ForecastWave[];
  /** From the first StartRecovery to the proof that nothing is left; null as soon as one part is not known. */
  total: Range;
  headroom: Headroom;
  quantities: Quantities;
}

/** Seconds: half of all drills take no longer than `p50`, 95 of 100 no longer than `p95`. */
export interface Range {
  p50: number | null;
  p95: number | null;
}

export interface ForecastWave {
  servers: number;
  jobs: number;
  launch: Range;
  boot: Range;
  termination: Range;
  /** How many of its servers have no history to forecast from. */
  unknown: number;
}

/** One server's part of a forecast. The journal keeps it; the record does not. */
export interface ServerForecast {
  sourceServerId: string;
  launch: Range;
  boot: Range;
  termination: Range;
  /** How many earlier drills it rests on. */
  samples: number;
}

/** What the drill would need at once, and what is left. Null: AWS did not say. */
export interface Headroom {
  jobs: { needed: number; left: number | null };
  serversInJobs: { needed: number; left: number | null };
  /** By EC2's quota for running On-Demand instances. */
  vcpus: { needed: number | null; left: number | null };
  addresses: { subnetId: string; needed: number; left: number | null }[];
}

/** What a drill would use, or has used. */
export interface Quantities {
  /** Instance hours by instance type. `unknown`: servers whose type is not known. */
  instanceHours: { instanceType: string; hours: { atLeast: number; atMost: number } }[];
  /** Volume gigabytes times hours. */
  gigabyteHours: { volumeType: string; hours: { atLeast: number; atMost: number } }[];
  /** Servers whose instance type or volumes are not known. */
  unknown: number;
}
