import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalWorld, startLocalWorld } from '../src/simulator/local/localWorld.ts';

/**
 * `node bench/wireRun.ts DRILLS SEED`: runs one-server drills through the HTTP API, the functions of serverless.yml,
 * the embedded table and its stream, while other clients read them. Prints the measurements as JSON. It runs in a
 * separate process, because the functions read their settings from the environment.
 */
const [drills = 0, seed = 1] = process.argv.slice(2).map(Number);

/** Simulated seconds per second while nothing is in progress: waits for launches and holds pass at once. */
const SPEED = 10_000;
const HOLD_SECONDS = 300;
const LOOKERS = 1;
const ASKERS = 4;
/** The pause between two reads of a client. */
const PAUSE_MS = 100;

/** The measurements, in milliseconds. */
export interface WireRun {
  drills: number;
  passed: number;
  elapsedMs: number;
  /** Each from the first request until the drill was accepted. */
  postsMs: number[];
  /** Requests that were answered 503, and repeated. */
  repeated: number;
  getsMs: number[];
}

const folder = await mkdtemp(join(tmpdir(), 'drs-drill-wire-'));
try {
  console.log(JSON.stringify(await measure()));
} finally {
  await rm(folder, { recursive: true });
}

async function measure(): Promise<WireRun> {
  const log = {
    info: () => undefined,
    error: (message: string, details: Record<string, unknown>) => console.error(message, JSON.stringify(details)),
  };
  const tableFile = join(folder, 'table.db');
  const local = await startLocalWorld({
    apiPort: 0,
    awsPort: 0,
    speed: SPEED,
    seed,
    folder: undefined,
    tableFile,
    log,
  });
  try {
    // The first calls of a process load and compile code. `npm run bench:cold` measures that.
    await drillAll(local, 1);
    return await drillAll(local, drills);
  } finally {
    await local.stop();
  }
}

async function drillAll(local: LocalWorld, drills: number): Promise<WireRun> {
  const waiting = local.world.addServers(local.site, drills);
  local.world.changed();
  const run: WireRun = { drills, passed: 0, elapsedMs: 0, postsMs: [], repeated: 0, getsMs: [] };
  const open: string[] = [];
  const began = performance.now();
  const askers = Array.from({ length: ASKERS }, async () => {
    for (let server = waiting.pop(); server !== undefined; server = waiting.pop())
      open.push(await request(local, run, server));
  });
  const lookers = Array.from({ length: LOOKERS }, async () => {
    while (run.passed < drills) await look(local, run, open);
  });
  await Promise.all([...askers, ...lookers]);
  run.elapsedMs = performance.now() - began;
  return run;
}

async function request(local: LocalWorld, run: WireRun, sourceServerId: string): Promise<string> {
  const body = { waves: [{ sourceServerIds: [sourceServerId] }], holdSeconds: HOLD_SECONDS, reason: 'bench' };
  const post = () =>
    fetch(`${local.apiUrl}/v1/drills`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': sourceServerId },
      body: JSON.stringify(body),
    });
  const began = performance.now();
  let response = await post();
  // On a machine with much other work, a start may not get its turn within the time of its function.
  while (response.status === 503) {
    run.repeated += 1;
    await response.text();
    await pause(Number(response.headers.get('retry-after')) * 1000);
    response = await post();
  }
  const answer = (await response.json()) as { drillId: string };
  run.postsMs.push(performance.now() - began);
  if (response.status !== 202) throw new Error(`POST answered ${response.status}: ${JSON.stringify(answer)}`);
  return answer.drillId;
}

/** Reads the drill that was not read for the longest time. */
async function look(local: LocalWorld, run: WireRun, open: string[]): Promise<void> {
  const drillId = open.shift();
  if (drillId === undefined) return pause();
  const began = performance.now();
  const response = await fetch(`${local.apiUrl}/v1/drills/${drillId}`);
  const { phase, outcome } = (await response.json()) as { phase: string; outcome: string };
  run.getsMs.push(performance.now() - began);
  if (phase !== 'ENDED') open.push(drillId);
  else if (outcome === 'PASSED') run.passed += 1;
  else throw new Error(`drill ${drillId} ended ${outcome}`);
  await pause();
}

function pause(milliseconds = PAUSE_MS): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
