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
 * packages without our code, and with an empty function. Each round starts a new process for each of the three, one
 * after the other, so that other load on the machine affects them equally. Node.js has its deployed options, because
 * reading source maps takes time, too. The figures are medians of the rounds' ratios of CPU time, which dominates a cold
 * start.
 */

/** The limit for the size that our code adds. */
const BYTES_RATIO_MAX = 1.15;
const IMPORT_RATIO_MAX = 1.2;

interface Measured {
  functionName: string;
  kilobytes: number;
  packagesKilobytes: number;
  bytesRatio: number;
  /** The whole process, from its start until the function is loaded, over that of an empty function. */
  overEmpty: number;
  packagesOverEmpty: number;
  /** Loading the function, over loading its packages alone. */
  importRatio: number;
  holdsDrs: boolean;
}

const IMPORT = `const began = process.cpuUsage();
await import(process.argv[2]);
const [loading, all] = [process.cpuUsage(began), process.cpuUsage()];
const of = ({ user, system }) => user + system;
process.stdout.write(JSON.stringify({ loading: of(loading), all: of(all) }));
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
    const ratios = await importRatios(own, packages);
    const [bytes, packagesBytes] = [(await stat(own.path)).size, (await stat(packages.path)).size];
    measured.push({
      functionName,
      kilobytes: Math.round(bytes / 1024),
      packagesKilobytes: Math.round(packagesBytes / 1024),
      bytesRatio: ratio(bytes, packagesBytes),
      ...ratios,
      holdsDrs: own.packages.includes('@aws-sdk/client-drs'),
    });
    if (!values.json) process.stderr.write('.');
  }
  return measured;
}

type Ratios = Pick<Measured, 'overEmpty' | 'packagesOverEmpty' | 'importRatio'>;

async function importRatios(own: Bundle, packages: Bundle): Promise<Ratios> {
  const [script, empty] = [join(folder, 'import.mjs'), join(folder, 'empty.mjs')];
  await writeFile(script, IMPORT);
  await writeFile(empty, 'export const handler = async () => undefined;\n');
  const rounds: Ratios[] = [];
  for (let run = 0; run < Number(values.runs); run++) {
    const nothing = await importOnce(script, empty);
    const ours = await importOnce(script, own.path);
    const theirs = await importOnce(script, packages.path);
    rounds.push({
      overEmpty: ours.all / nothing.all,
      packagesOverEmpty: theirs.all / nothing.all,
      importRatio: ours.loading / theirs.loading,
    });
  }
  const middle = (of: (round: Ratios) => number) => ratio(median(rounds.map(of)), 1);
  return {
    overEmpty: middle(({ overEmpty }) => overEmpty),
    packagesOverEmpty: middle(({ packagesOverEmpty }) => packagesOverEmpty),
    importRatio: middle(({ importRatio }) => importRatio),
  };
}

/** Microseconds of CPU time: of loading the bundle, and of the whole process until then. */
interface Spent {
  loading: number;
  all: number;
}

async function importOnce(script: string, path: string): Promise<Spent> {
  const env = { ...process.env, NODE_OPTIONS: String(file.provider.environment?.['NODE_OPTIONS']) };
  const { stdout } = await promisify(execFile)(process.execPath, [script, path], { env });
  return JSON.parse(stdout);
}

function median(numbers: number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return ((sorted[middle] ?? 0) + (sorted[sorted.length % 2 === 0 ? middle - 1 : middle] ?? 0)) / 2;
}

function ratio(one: number, other: number): number {
  return Math.round((one / other) * 1000) / 1000;
}

function tableOf(measured: Measured[]): string {
  const table = new Table({
    head: ['function', 'KiB', 'packages', 'ratio', '× an empty start', 'packages', 'import ratio', 'DRS client'],
    style: { head: [], border: [] },
  });
  for (const one of measured) {
    table.push([
      one.functionName,
      one.kilobytes,
      one.packagesKilobytes,
      one.bytesRatio,
      one.overEmpty,
      one.packagesOverEmpty,
      one.importRatio,
      one.holdsDrs ? 'yes' : 'no',
    ]);
  }
  return `${table.toString()}\nAt most ${BYTES_RATIO_MAX} times the size, and ${IMPORT_RATIO_MAX} times the import (median of ${values.runs}).`;
}
