import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import Table from 'cli-table3';
import { readServerlessFile, type ServerlessFile } from '../src/simulator/lambda/serverlessFile.ts';
import { type Bundle, bundlesOf, type EsbuildSettings } from './bundles.ts';

/**
 * `npm run bench:cold`: what a cold start of each function loads, compared with a bundle of the same third-party
 * packages without our code. Import times are medians over separate processes, alternating between the two bundles. The
 * ratio compares CPU time, which dominates a cold start and is least disturbed by other load. Wall-clock time is shown
 * as well.
 */

/** The limit for the size that our code adds. */
const BYTES_RATIO_MAX = 1.15;
const IMPORT_RATIO_MAX = 1.2;

interface Measured {
  functionName: string;
  kilobytes: number;
  packagesKilobytes: number;
  bytesRatio: number;
  importMilliseconds: number;
  packagesImportMilliseconds: number;
  importProcessorMilliseconds: number;
  packagesImportProcessorMilliseconds: number;
  importRatio: number;
  holdsDrs: boolean;
}

const IMPORT = `const [began, cpu] = [performance.now(), process.cpuUsage()];
await import(process.argv[2]);
const { user, system } = process.cpuUsage(cpu);
process.stdout.write(JSON.stringify({ wall: performance.now() - began, cpu: (user + system) / 1000 }));
`;

const { values } = parseArgs({
  options: { json: { type: 'boolean' }, runs: { type: 'string', default: '20' }, only: { type: 'string' } },
});
const file = readServerlessFile();
const folder = await mkdtemp(join(tmpdir(), 'drs-drill-cold-'));
try {
  const measured = await measureAll(file as ServerlessFile & { custom: { esbuild: EsbuildSettings } });
  const exceeded = measured.flatMap(({ functionName, bytesRatio, importRatio }) =>
    bytesRatio > BYTES_RATIO_MAX || importRatio > IMPORT_RATIO_MAX ? [functionName] : [],
  );
  console.log(
    values.json ? JSON.stringify({ runs: Number(values.runs), exceeded, functions: measured }) : tableOf(measured),
  );
  process.exitCode = exceeded.length === 0 ? 0 : 1;
} finally {
  await rm(folder, { recursive: true });
}

async function measureAll({
  functions,
  custom,
}: ServerlessFile & { custom: { esbuild: EsbuildSettings } }): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const [functionName, { handler }] of Object.entries(functions)) {
    if (values.only !== undefined && values.only !== functionName) continue;
    const { own, packages } = await bundlesOf(
      handler.replace(/\.\w+$/, '.ts'),
      custom.esbuild,
      join(folder, functionName),
    );
    const [ours, theirs] = await importMilliseconds(own, packages);
    const [bytes, packagesBytes] = [(await stat(own.path)).size, (await stat(packages.path)).size];
    measured.push({
      functionName,
      kilobytes: Math.round(bytes / 1024),
      packagesKilobytes: Math.round(packagesBytes / 1024),
      bytesRatio: ratio(bytes, packagesBytes),
      importMilliseconds: rounded(ours.wall),
      packagesImportMilliseconds: rounded(theirs.wall),
      importProcessorMilliseconds: rounded(ours.cpu),
      packagesImportProcessorMilliseconds: rounded(theirs.cpu),
      importRatio: ratio(ours.cpu, theirs.cpu),
      holdsDrs: own.packages.includes('@aws-sdk/client-drs'),
    });
    if (!values.json) process.stderr.write('.');
  }
  return measured;
}

/** Alternates, so other load on the machine affects both equally. */
async function importMilliseconds(own: Bundle, packages: Bundle): Promise<[Times, Times]> {
  const script = join(folder, 'import.mjs');
  await writeFile(script, IMPORT);
  const times: [Times[], Times[]] = [[], []];
  for (let run = 0; run < Number(values.runs); run++) {
    times[0].push(await importOnce(script, own.path));
    times[1].push(await importOnce(script, packages.path));
  }
  return [medians(times[0]), medians(times[1])];
}

/** Milliseconds of wall-clock time and of CPU time. */
interface Times {
  wall: number;
  cpu: number;
}

async function importOnce(script: string, path: string): Promise<Times> {
  const { stdout } = await promisify(execFile)(process.execPath, [script, path]);
  return JSON.parse(stdout);
}

function medians(times: Times[]): Times {
  return { wall: median(times.map(({ wall }) => wall)), cpu: median(times.map(({ cpu }) => cpu)) };
}

function median(numbers: number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return ((sorted[middle] ?? 0) + (sorted[sorted.length % 2 === 0 ? middle - 1 : middle] ?? 0)) / 2;
}

function ratio(one: number, other: number): number {
  return Math.round((one / other) * 1000) / 1000;
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}

function tableOf(measured: Measured[]): string {
  const table = new Table({
    head: [
      'function',
      'KiB',
      'packages',
      'ratio',
      'import ms',
      'packages',
      'CPU ms',
      'packages',
      'ratio',
      'DRS client',
    ],
    style: { head: [], border: [] },
  });
  for (const one of measured) {
    table.push([
      one.functionName,
      one.kilobytes,
      one.packagesKilobytes,
      one.bytesRatio,
      one.importMilliseconds,
      one.packagesImportMilliseconds,
      one.importProcessorMilliseconds,
      one.packagesImportProcessorMilliseconds,
      one.importRatio,
      one.holdsDrs ? 'yes' : 'no',
    ]);
  }
  return `${table.toString()}\nAt most ${BYTES_RATIO_MAX} times the size, and ${IMPORT_RATIO_MAX} times the import (median of ${values.runs}).`;
}
