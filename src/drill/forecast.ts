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

/** The durations are those of its servers with a history: until the last of them is launched, works, or is gone. */
export interface ForecastWave {
  servers: number;
  jobs: number;
  /** From its first StartRecovery until its last server is launched. */
  launch: Range;
  /** From then until all of its servers are seen working. */
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
  /** How many earlier drills of this server it rests on. */
  samples: number;
}

/** What the drill would need at once, and what is left. Null: AWS did not say. */
export interface Headroom {
  jobs: { needed: number; left: number | null };
  serversInJobs: { needed: number; left: number | null };
  /** By EC2's quota for running On-Demand Standard instances. */
  vcpus: { needed: number | null; left: number | null };
  /** Servers whose subnet is not known are in none of these. */
  addresses: { subnetId: string; needed: number; left: number | null }[];
}

/** What a drill would use, or has used. */
export interface Quantities {
  /** Instance hours by instance type. */
  instanceHours: { instanceType: string; hours: Hours }[];
  /** Volume gigabytes times hours, by volume type. */
  gigabyteHours: { volumeType: string; hours: Hours }[];
  /** Servers whose time, instance type or volumes are not known. What is known of them is counted above. */
  unknown: number;
}

/** A forecast: of 100 drills, 90 lie between. An ended drill: the lower and the upper bound of what was measured. */
export interface Hours {
  atLeast: number;
  atMost: number;
}

/** What a server is launched as, by its launch settings. Null: AWS does not say. */
export interface Machine {
  instanceType: string | null;
  volumes: { volumeType: string | null; gigabytes: number | null }[] | null;
}

/** A wave as it would be launched. */
export interface PlannedWave {
  sourceServerIds: string[];
  /** VERIFIED: it begins once the wave before it is verified. Absent: once that wave is launched. */
  startWhen?: 'VERIFIED';
  /** How long it waits after that. */
  waitSeconds?: number;
}
