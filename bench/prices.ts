import { type Counts, sumOf } from './counts.ts';

/** Unit prices in US dollars, us-east-1. */
export const PRICES = {
  lambdaRun: { dollars: 0.2e-6, source: 'infracost golden tests of the AWS price list, 2024: $0.20 a million' },
  lambdaGigabyteSecond: { dollars: 0.0000133334, source: 'same source: arm64' },
  transition: { dollars: 0.025e-3, source: 'infracost: Step Functions standard, $0.025 a thousand' },
  writeUnit: { dollars: 0.625e-6, source: 'infracost; cloudburn.io, March 2026: on demand, $0.625 a million' },
  readUnit: { dollars: 0.125e-6, source: 'same source: $0.125 a million' },
  queueRequest: {
    dollars: 0.4e-6,
    source: 'infracost: SQS standard, $0.40 a million; the first million a month is free',
  },
  schedule: {
    dollars: 1e-6,
    source: 'public price notes 2025–26: $1.00 a million; the first 14 million a month are free',
  },
  busEvent: { dollars: 1e-6, source: 'infracost: custom events, $1.00 a million; events of AWS services are free' },
  httpRequest: { dollars: 1e-6, source: 'infracost: HTTP API, $1.00 a million' },
} as const;

/** serverless.yml: memorySize. The orchestrator's functions are assumed to have the same. */
export const LAMBDA_GIGABYTES = 0.5;

/**
 * The cost of these counts in US dollars, without free tiers, and without EC2 and EBS, which cost all contestants the
 * same.
 */
export function dollarsOf(counts: Counts): number {
  return Object.values(dollarsBy(counts)).reduce((sum, dollars) => sum + dollars, 0);
}

/** The same by price item. Calls to DRS and EC2, and stream reads by Lambda, are free. */
export function dollarsBy(counts: Counts): Record<keyof typeof PRICES, number> {
  const used: Record<keyof typeof PRICES, number> = {
    lambdaRun: sumOf(counts.runs),
    lambdaGigabyteSecond: (counts.lambdaMilliseconds / 1000) * LAMBDA_GIGABYTES,
    transition: counts.states,
    writeUnit: counts.writeUnits,
    readUnit: counts.readUnits,
    queueRequest: counts.queueRequests,
    schedule: counts.schedules,
    busEvent: counts.busEvents,
    httpRequest: counts.httpRequests,
  };
  const names = Object.keys(PRICES) as (keyof typeof PRICES)[];
  return Object.fromEntries(names.map((name) => [name, used[name] * PRICES[name].dollars])) as typeof used;
}
