import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { RECORD_BYTES_MAX, SUMMARY_BYTES_MAX } from '../src/drill/bounds.ts';
import { figure } from './markdown.ts';
import { quantile } from './numbers.ts';
import { atMost, type Measure, type Table } from './section.ts';
import { type Sizes, sizesOf } from './sizes.ts';
import { sizesTable } from './sizesTable.ts';
import type { WireRun } from './wireRun.ts';

/**
 * The product as deployed, on this machine: HTTP, the functions of serverless.yml, unmodified AWS SDK clients, and an
 * embedded table with its stream. Table, functions and clients share the cores, so this is the total time, not
 * Lambda's.
 */
export const measureWire: Measure = async ({ quick, seed }) => {
  const run = await runOverWire(quick ? 40 : 200, seed);
  const endpoints = { POST: latencyOf(run.postsMs), GET: latencyOf(run.getsMs) };
  const drillsPerSecond = (run.drills * 1000) / run.elapsedMs;
  const sizes: Sizes[] = [];
  for (const servers of [1, 20, 100, 300]) sizes.push(await sizesOf(servers, seed));
  const most = (size: 'recordBytes' | 'summaryBytes') => Math.max(...sizes.map((one) => one[size]));
  return {
    name: 'wire',
    title: 'The product over HTTP, an embedded table and its stream',
    tables: [drillsTable(run, drillsPerSecond), endpointsTable(endpoints), sizesTable(sizes)],
    data: { drills: run.drills, elapsedMs: run.elapsedMs, drillsPerSecond, repeated: run.repeated, endpoints, sizes },
    goals: [
      atMost('The largest record, in bytes', most('recordBytes'), RECORD_BYTES_MAX),
      atMost('The largest summary, in bytes', most('summaryBytes'), SUMMARY_BYTES_MAX),
    ],
  };
};

interface Latency {
  count: number;
  p50Ms: number;
  p99Ms: number;
}

async function runOverWire(drills: number, seed: number): Promise<WireRun> {
  const file = fileURLToPath(new URL('wireRun.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [file, String(drills), String(seed)], {
    maxBuffer: OUTPUT_BYTES_MAX,
  });
  return JSON.parse(stdout) as WireRun;
}

const OUTPUT_BYTES_MAX = 16_000_000;

function latencyOf(milliseconds: number[]): Latency {
  return { count: milliseconds.length, p50Ms: quantile(milliseconds, 0.5), p99Ms: quantile(milliseconds, 0.99) };
}

function drillsTable({ drills, elapsedMs }: WireRun, perSecond: number): Table {
  return {
    title: 'Drills of one server, requested at once, ten launching at a time',
    head: ['drills', 'seconds', 'drills per second'],
    rows: [[figure(drills), figure(elapsedMs / 1000), figure(perSecond)]],
  };
}

function endpointsTable(endpoints: Record<string, Latency>): Table {
  return {
    title: 'Responses under that load, in milliseconds',
    head: ['', 'responses', 'p50', 'p99'],
    rows: Object.entries(endpoints).map(([method, { count, p50Ms, p99Ms }]) => [
      method === 'POST' ? 'POST /v1/drills' : 'GET /v1/drills/{drillId}',
      ...[count, p50Ms, p99Ms].map(figure),
    ]),
  };
}
