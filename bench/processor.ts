import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { figure } from './markdown.ts';
import { type MemoryRun, packingMs, repeatInMemory, runInMemory } from './memoryRuns.ts';
import { growthExponent, quantile } from './numbers.ts';
import { type ProfileShare, profiled } from './profile.ts';
import { atMost, type Goal, type Measure, type Table } from './section.ts';

/**
 * The CPU time of the product on one core, without networks: from `decide` to the adapters, on the table in memory and
 * simulated AWS, whose own time is separate. Compare only runs on the same quiet machine: on a busy one the product takes
 * several times as long. A ratio does not help, because shared caches and memory slow a small baseline down much less.
 * So no README shows these figures.
 */
export const measureProcessor: Measure = async ({ quick, seed }) => {
  await runInMemory(WARM_UP_DRILLS, 1, seed);
  const byDrills: Work[] = [];
  for (const drills of quick ? [100, 300, 1000] : [100, 1000, 10_000]) {
    const worlds = Math.max(Math.round(1000 / drills), 1);
    byDrills.push(workOf(await repeatInMemory(drills, 1, seed, { worlds, times: quick ? 3 : 5 })));
  }
  const byServers: Work[] = [];
  for (const servers of [1, 20, 100, 300]) {
    await runInMemory(1, servers, seed);
    byServers.push(workOf(await repeatInMemory(1, servers, seed, { times: quick ? 4 : 15 })));
  }
  const heap = await openDrills(quick ? 1000 : 10_000, seed);
  const { rooms, functions } = await profiled(() => runInMemory(quick ? 300 : 1000, 1, seed));
  const growth = {
    drills: growthExponent(byDrills.map((work) => ({ size: work.drills, value: work.productMs }))),
    servers: growthExponent(byServers.map((work) => ({ size: work.servers, value: work.productMs }))),
  };
  return {
    name: 'processor',
    title: 'CPU time of the product on one core',
    tables: [drillsTable(byDrills), advancesTable(byServers), heapTable(heap), ...profileTables(rooms, functions)],
    data: { byDrills, byServers, growth, heap, rooms: rooms.slice(0, 20), functions: functions.slice(0, 40) },
    goals: goalsOf(byServers, growth),
  };
};

const WARM_UP_DRILLS = 300;

function goalsOf(byServers: Work[], growth: { drills: number; servers: number }): Goal[] {
  const largest = byServers.at(-1);
  return [
    atMost(
      'One advance of a drill of 300 servers, including packing and unpacking its record, p99, milliseconds',
      largest === undefined ? Number.NaN : largest.advance.p99Ms + largest.packingMs,
      5,
    ),
    atMost('Growth exponent of the time over drills', growth.drills, 1.02),
    atMost('Growth exponent of the time over servers', growth.servers, 1.1),
  ];
}

/** The time that some drills took. */
interface Work {
  drills: number;
  servers: number;
  productMs: number;
  simulatedMs: number;
  drillsPerSecond: number;
  drillsPerSecondWithAws: number;
  packingMs: number;
  advance: { count: number; p50Ms: number; p99Ms: number; maxMs: number };
}

function workOf({ drills, servers, productMs, simulatedMs, advances, example }: MemoryRun): Work {
  const [p50Ms, p99Ms, maxMs] = [quantile(advances, 0.5), quantile(advances, 0.99), quantile(advances, 1)];
  return {
    drills,
    servers,
    productMs,
    simulatedMs,
    drillsPerSecond: (drills * 1000) / productMs,
    drillsPerSecondWithAws: (drills * 1000) / (productMs + simulatedMs),
    packingMs: packingMs(example),
    advance: {
      count: advances.length / drills,
      p50Ms,
      p99Ms,
      maxMs,
    },
  };
}

interface OpenDrills {
  drills: number;
  holding: number;
  worldBytes: number;
  drillBytes: number;
}

/** Runs in a separate process, which may trigger garbage collection. */
async function openDrills(drills: number, seed: number): Promise<OpenDrills> {
  const file = fileURLToPath(new URL('openDrills.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', file, String(drills), String(seed)]);
  return JSON.parse(stdout) as OpenDrills;
}

function drillsTable(works: Work[]): Table {
  return {
    title: 'Drills of one server',
    head: ['drills', 'per second and core', 'with the simulated AWS', 'ms per drill'],
    rows: works.map((work) => [
      figure(work.drills),
      figure(work.drillsPerSecond),
      figure(work.drillsPerSecondWithAws),
      figure(work.productMs / work.drills),
    ]),
  };
}

function advancesTable(works: Work[]): Table {
  return {
    title: 'One advance, in milliseconds',
    head: ['servers', 'advances', 'p50', 'p99', 'max', 'packing', 'ms per drill'],
    rows: works.map(({ servers, advance, packingMs: packMs, productMs }) => [
      figure(servers),
      figure(advance.count),
      ...[advance.p50Ms, advance.p99Ms, advance.maxMs, packMs].map((value) => value.toFixed(3)),
      figure(productMs),
    ]),
  };
}

function heapTable({ drills, worldBytes, drillBytes }: OpenDrills): Table {
  return {
    title: `Heap of ${figure(drills)} open drills of one server`,
    head: ['', 'bytes per drill'],
    rows: [
      ['with the table in memory, journals and the simulated AWS', figure(Math.round(worldBytes / drills))],
      ['the drill alone, as `decide` reads it', figure(Math.round(drillBytes / drills))],
    ],
  };
}

function profileTables(rooms: ProfileShare[], functions: ProfileShare[]): Table[] {
  const table = (title: string, shares: ProfileShare[]): Table => ({
    title,
    head: ['', '% of the time'],
    rows: shares.map(({ place, share }) => [place, (share * 100).toFixed(1)]),
  });
  return [
    table('Where the time goes', rooms.slice(0, 10)),
    table('The functions that take the most time', functions.slice(0, 12)),
  ];
}
