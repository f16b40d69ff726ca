import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { exceededBounds } from '../year/judgeYear.ts';
import { runYear } from '../year/year.ts';
import { yearLines } from '../year/yearLines.ts';
import { YEAR } from '../year/yearPlan.ts';
import { buildMutant } from './buildMutant.ts';
import type { Safeguard } from './mutant.ts';
import { SAFEGUARDS } from './mutants.ts';
import { addSeed, emptyReport, jsonOf, linesOf, shrunkLines } from './report.ts';
import { searchMutant } from './searchMutant.ts';
import { openPool, runSeeds, type SimPool } from './workerPool.ts';

/** Where `--mutant all` writes the seeds it finds. The tests run them again. */
export const FOUND_FILE = join(import.meta.dirname, '../../../test/simulator/safeguards.json');

interface Options {
  seeds: number;
  from: number;
  seed?: number;
  json?: true;
  list?: true;
  mutant?: string;
  trace?: true;
  leaveOut: string[];
  year?: true;
  nights: number;
  servers: number;
  within: number;
}

const SHRUNK_MAX = 3;

/** `npm run sim`: runs seeds of the simulated world and reports violated promises. Returns the exit status. */
export async function sim(argv: readonly string[], print: (line: string) => void): Promise<number> {
  const options = read(argv);
  if (options.list === true) return list(print);
  if (options.year === true) return simulateYear(options, print);
  if (options.mutant === 'all') return searchAll(options, print);
  const safeguard = options.mutant === undefined ? undefined : named(options.mutant);
  const built = safeguard === undefined ? undefined : await buildMutant(safeguard);
  const pool = openPool(built?.entry);
  try {
    return await runAndReport(pool, options, print);
  } finally {
    await pool.close();
    await built?.remove();
  }
}

function read(argv: readonly string[]): Options {
  const whole = (text: string) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('It must be a whole number.');
    return value;
  };
  return new Command('sim')
    .description('Runs the product in seeded worlds full of faults, and reports the promises that were violated.')
    .option('--seeds <count>', 'how many seeds', whole, 2000)
    .option('--from <seed>', 'first seed', whole, 1)
    .option('--seed <seed>', 'run only this seed', whole)
    .option('--trace', 'print every event; with --year: of the day on which a promise was first violated')
    .option(
      '--leave-out <parts>',
      'parts of the world to leave out, as named by a shrunk seed',
      (text) => text.split(','),
      [],
    )
    .option(
      '--mutant <safeguard>',
      'remove a safeguard from the product; "all": each in turn, and write the seeds found',
    )
    .option('--list', 'list the safeguards')
    .option('--year', 'simulate a year of drills that repeat every night, with incidents and without people')
    .option('--nights <count>', 'with --year: how many nights', whole, YEAR.nights)
    .option('--servers <count>', 'with --year: how many source servers', whole, YEAR.servers)
    .option('--within <nights>', 'with --year: in how many nights each server must be proved', whole, YEAR.withinNights)
    .option('--json', 'print one JSON document')
    .parse([...argv], { from: 'user' })
    .opts<Options>();
}

async function runAndReport(pool: SimPool, options: Options, print: (line: string) => void): Promise<number> {
  const { seed, leaveOut, trace = false, json = false } = options;
  const range = seed === undefined ? { from: options.from, count: options.seeds } : { from: seed, count: 1 };
  if (!json) print(`seeds ${range.from} to ${range.from + range.count - 1}`);
  const report = emptyReport(range.from);
  const began = performance.now();
  const stopsEarly = options.mutant !== undefined && seed === undefined;
  await runSeeds(pool, { ...range, leftOut: leaveOut, withTrace: trace }, (summary) => {
    addSeed(report, summary);
    if (!json) for (const violation of summary.violations) print(`seed ${summary.seed}: ${violation}`);
    if (trace) for (const line of summary.trace) print(line);
    return stopsEarly && summary.violations.length > 0 ? 'ENOUGH' : 'GO_ON';
  });
  const seconds = (performance.now() - began) / 1000;
  if (json) print(JSON.stringify(jsonOf(report, seconds), null, 1));
  else for (const line of linesOf(report, seconds, seed !== undefined)) print(line);
  if (!json && !trace && leaveOut.length === 0) {
    for (const failing of report.failing.slice(0, options.mutant === undefined ? SHRUNK_MAX : 1)) {
      const [shrunk] = await pool.run({ type: 'shrink', seed: failing });
      if (shrunk !== undefined) for (const line of shrunkLines(shrunk, options.mutant)) print(line);
    }
  }
  return report.failing.length === 0 ? 0 : 1;
}

async function simulateYear(options: Options, print: (line: string) => void): Promise<number> {
  const { seed = YEAR.seed, nights, servers, within, json, trace } = options;
  const began = performance.now();
  const year = await runYear({ ...YEAR, seed, nights, servers, withinNights: within });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const memoryMiB = Math.round(process.resourceUsage().maxRSS / 1024);
  if (json) print(JSON.stringify({ ...year, exceeded: exceededBounds(year), seconds, memoryMiB }, null, 1));
  else
    for (const line of [...(trace ? year.trace : []), ...yearLines(year), `${seconds} s, ${memoryMiB} MiB`])
      print(line);
  return exceededBounds(year).length === 0 ? 0 : 1;
}

function list(print: (line: string) => void): number {
  for (const { name, why } of SAFEGUARDS) print(`${name.padEnd(28)} ${why}`);
  return 0;
}

async function searchAll(options: Options, print: (line: string) => void): Promise<number> {
  const found: Record<string, { seed: number; violation: string }> = {};
  for (const safeguard of SAFEGUARDS) {
    const first = await searchMutant(safeguard, options.from, options.seeds);
    if (first !== undefined) found[safeguard.name] = first;
    const said =
      first === undefined ? `not detected in ${options.seeds} seeds` : `seed ${first.seed}: ${first.violation}`;
    print(`${safeguard.name.padEnd(28)} ${said}`);
  }
  await writeFile(FOUND_FILE, `${JSON.stringify(found, null, 2)}\n`);
  return Object.keys(found).length === SAFEGUARDS.length ? 0 : 1;
}

function named(name: string): Safeguard {
  const safeguard = SAFEGUARDS.find((one) => one.name === name);
  if (safeguard === undefined) throw new Error(`There is no safeguard ${name}. See --list.`);
  return safeguard;
}

if (import.meta.main) process.exitCode = await sim(process.argv.slice(2), (line) => console.log(line));
