/** The AWS usage of a run. */
export interface Counts {
  /** Calls to DRS, EC2 and other services, as `service:Operation`. */
  calls: Record<string, number>;
  /** Invocations of Lambda functions, by name. */
  runs: Record<string, number>;
  lambdaMilliseconds: number;
  /** State transitions of a state machine. */
  states: number;
  writeUnits: number;
  readUnits: number;
  /** Request units by purpose. */
  unitsOf: Record<string, number>;
  queueRequests: number;
  /** One-time schedules that fired. */
  schedules: number;
  /** Custom events. Events of AWS services are free. */
  busEvents: number;
  httpRequests: number;
}

export function noCounts(): Counts {
  return {
    calls: {},
    runs: {},
    lambdaMilliseconds: 0,
    states: 0,
    writeUnits: 0,
    readUnits: 0,
    unitsOf: {},
    queueRequests: 0,
    schedules: 0,
    busEvents: 0,
    httpRequests: 0,
  };
}

export function tally(counts: Record<string, number>, name: string, times = 1): void {
  counts[name] = (counts[name] ?? 0) + times;
}

export function sumOf(counts: Record<string, number>, only: (name: string) => boolean = () => true): number {
  return Object.entries(counts).reduce((sum, [name, times]) => (only(name) ? sum + times : sum), 0);
}

export function drsCalls({ calls }: Pick<Counts, 'calls'>): number {
  return sumOf(calls, (name) => name.startsWith('drs:'));
}

export function ec2Calls({ calls }: Pick<Counts, 'calls'>): number {
  return sumOf(calls, (name) => name.startsWith('ec2:'));
}

/** The counts of one drill out of several. */
export function perDrill(counts: Counts, drills: number): Counts {
  const each = (one: Record<string, number>) =>
    Object.fromEntries(Object.entries(one).map(([name, times]) => [name, times / drills]));
  const divided = Object.entries(counts).map(([name, value]) => [
    name,
    typeof value === 'number' ? value / drills : each(value),
  ]);
  return Object.fromEntries(divided) as Counts;
}
