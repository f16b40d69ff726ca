import { createHash } from 'node:crypto';
import type { SeedSummary } from './worker.ts';

/** The totals of all seeds of a run. */
export interface SimReport {
  from: number;
  seeds: number;
  drills: number;
  outcomes: Record<string, number>;
  injected: Record<string, number>;
  /** In how many worlds each fault had a rate above zero, and the sum of the rates. */
  rates: Record<string, { worlds: number; sum: number }>;
  gates: number;
  failing: number[];
  violations: { seed: number; violation: string }[];
  digests: string[];
}

export function emptyReport(from: number): SimReport {
  return {
    from,
    seeds: 0,
    drills: 0,
    outcomes: {},
    injected: {},
    rates: {},
    gates: 0,
    failing: [],
    violations: [],
    digests: [],
  };
}

/** Adds one seed. Seeds arrive in numerical order. */
export function addSeed(report: SimReport, summary: SeedSummary): void {
  const { seed, violations, outcomes, injected, gates, digest } = summary;
  report.seeds += 1;
  report.drills += outcomes.length;
  report.gates += gates;
  for (const outcome of outcomes) add(report.outcomes, outcome, 1);
  for (const [kind, times] of Object.entries(injected)) add(report.injected, kind, times);
  addRates(report, summary.faults);
  if (violations.length > 0) report.failing.push(seed);
  report.violations.push(...violations.map((violation) => ({ seed, violation })));
  report.digests.push(digest);
}

/** One JSON document. The same seeds give the same document, except for the two time measurements. */
export function jsonOf(report: SimReport, seconds: number): Record<string, unknown> {
  const { digests, failing, rates, ...rest } = report;
  return {
    ...rest,
    rates: Object.fromEntries(Object.entries(rates).map(([name, rate]) => [name, rateOf(rate)])),
    injected: sorted(report.injected),
    outcomes: sorted(report.outcomes),
    failingSeeds: failing,
    digest: digestOf(digests),
    seconds: Number(seconds.toFixed(1)),
    seedsPerSecond: Number((report.seeds / seconds).toFixed(1)),
  };
}

/** The report as text. With a single seed, the rates are those of that seed. */
export function linesOf(report: SimReport, seconds: number, single: boolean): string[] {
  const table = (counts: Record<string, number>) =>
    Object.entries(sorted(counts)).map(([name, times]) => `  ${String(times).padStart(9)}  ${name}`);
  const rates = Object.entries(report.rates).map(([name, rate]) => {
    const { meanRate, worlds } = rateOf(rate);
    return single ? `  ${name}: ${meanRate}` : `  ${name}: in ${worlds} worlds, ${meanRate} on average`;
  });
  return [
    'rates of the faults:',
    ...rates,
    'faults that occurred:',
    ...table(report.injected),
    'outcomes:',
    ...table(report.outcomes),
    `${report.seeds} seeds, ${report.drills} drills, ${report.gates} points at which a function could die, ` +
      `${seconds.toFixed(1)} s, ${(report.seeds / seconds).toFixed(1)} seeds a second`,
    `digest ${digestOf(report.digests)}`,
    report.failing.length === 0 ? 'every promise held' : `${report.failing.length} seeds violated a promise`,
  ];
}

/** What a developer needs to reproduce a failing seed. */
export function shrunkLines(shrunk: SeedSummary, mutant: string | undefined): string[] {
  const { seed, violations, faults, leftOut, trace } = shrunk;
  const parts = leftOut.length === 0 ? '' : ` --leave-out ${leftOut.join(',')}`;
  const mutantOption = mutant === undefined ? '' : ` --mutant ${mutant}`;
  const ownRates = Object.entries(faults).filter(([name]) => !leftOut.includes(name));
  return [
    '',
    `seed ${seed}, the shortest trace found (${trace.length} lines):`,
    ...trace.map((line) => `  ${line}`),
    ...violations.map((violation) => `  VIOLATED: ${violation}`),
    `faults that remain: ${JSON.stringify(Object.fromEntries(ownRates.filter(([, rate]) => isOn(rate))))}`,
    `again: npm run sim -- --seed ${seed}${mutantOption}${parts} --trace`,
  ];
}

function addRates(report: SimReport, faults: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(faults)) {
    if (name === 'faultsUntil' || !isOn(value)) continue;
    const entry = report.rates[name] ?? { worlds: 0, sum: 0 };
    report.rates[name] = { worlds: entry.worlds + 1, sum: entry.sum + sizeOf(value) };
  }
}

function isOn(value: unknown): boolean {
  return value !== null && value !== false && sizeOf(value) > 0;
}

function sizeOf(value: unknown): number {
  if (typeof value === 'number') return value;
  const numbers = typeof value === 'object' && value !== null ? Object.values(value) : [];
  if ('from' in Object(value)) return 1;
  return numbers.length === 0 ? 1 : Math.max(...numbers.map((each) => (typeof each === 'number' ? each : 0)));
}

function rateOf({ worlds, sum }: { worlds: number; sum: number }): { worlds: number; meanRate: number } {
  return { worlds, meanRate: Number((sum / worlds).toFixed(3)) };
}

function digestOf(digests: string[]): string {
  return createHash('sha256').update(digests.join()).digest('hex').slice(0, 16);
}

function sorted(counts: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).sort(([, a], [, b]) => b - a));
}

function add(counts: Record<string, number>, name: string, times: number): void {
  counts[name] = (counts[name] ?? 0) + times;
}
