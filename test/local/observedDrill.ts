import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSession } from '../../src/cli/http/session.ts';
import type { Trouble } from '../../src/simulator/local/faultHooks.ts';
import { type LocalWorld, startLocalWorld } from '../../src/simulator/local/localWorld.ts';
import { awsClients } from '../../src/simulator/observe/awsClients.ts';
import { follow } from '../../src/simulator/observe/follow.ts';
import type { Recording } from '../../src/simulator/observe/recording.ts';

/** A secret in an error text of the account. */
export const SECRET = 'Conversion of payroll-db (10.0.0.10) failed: password hunter2';

export function startWorld(trouble?: Pick<Trouble, 'faults'>): Promise<LocalWorld> {
  const log = { info: () => undefined, error: () => undefined };
  const nothing = {
    tableFault: () => undefined,
    deathOf: () => undefined,
    onDied: () => undefined,
    onCall: () => undefined,
  };
  const more = trouble === undefined ? {} : { trouble: { ...nothing, ...trouble, busySpeed: 1, pauseSpeed: 1 } };
  return startLocalWorld({ apiPort: 0, awsPort: 0, speed: 100, seed: 3, folder: undefined, log, ...more });
}

export async function begin(
  local: LocalWorld,
  servers: Parameters<LocalWorld['world']['addServers']>[1],
): Promise<string> {
  const named = Array.isArray(servers)
    ? servers.map((one) => ({
        hostname: 'payroll-db',
        tags: { Costs: 'c-47110' },
        launchSeconds: LAUNCH_SECONDS,
        ...one,
      }))
    : servers;
  const sourceServerIds = local.world.addServers(local.site, named);
  const body = { waves: [{ sourceServerIds }], holdSeconds: 600, reason: 'hunter2', tags: { Costs: 'c-47110' } };
  const response = await fetch(`${local.apiUrl}/v1/drills`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify(body),
  });
  return ((await response.json()) as { drillId: string }).drillId;
}

/** Slow enough that even a busy machine looks while the helper volume exists. */
const LAUNCH_SECONDS = 1500;

const ONE_A_SECOND = 1;

/** The exit status of the command and the path of its file. */
export interface Observed extends Ran {
  file: string;
}

interface Ran {
  status: number;
  stdout: string;
  stderr: string;
}

/** Runs `npm run observe` as a separate process for a drill. */
export async function observed(local: LocalWorld, drillId: string): Promise<Observed> {
  const file = join(mkdtempSync(join(tmpdir(), 'drs-drill-observe-')), 'observed.json');
  const args = ['--drill', drillId, '--json', '--file', file, '--interval', String(ONE_A_SECOND)];
  const ended = await ran(args, { DRS_DRILL_API: local.apiUrl, AWS_ENDPOINT_URL: local.awsUrl });
  if (ended.status > 1) throw new Error(ended.stderr);
  return { ...ended, file };
}

/** Runs the command with these arguments and only this environment. */
export function ran(args: string[], env: Record<string, string>): Promise<Ran> {
  const command = join(import.meta.dirname, '..', '..', 'src/simulator/observe/observe.ts');
  const clean = { PATH: process.env['PATH'], HOME: '/nonexistent', ...env };
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [command, ...args],
      { env: clean, maxBuffer: 50_000_000 },
      (_error, stdout, stderr) => resolve({ status: child.exitCode ?? 255, stdout, stderr }),
    );
  });
}

/** The same in this process, with another endpoint. */
export async function followed(local: LocalWorld, drillId: string, endpoint: string): Promise<Recording> {
  const never = AbortSignal.any([]);
  const session = openSession({ api: local.apiUrl, requestTimeout: 30, retries: 3, verbose: false }, never);
  const { recording } = await follow({
    drillId,
    api: { get: session.get, interrupted: never },
    awsOf: (region) => awsClients({ region, profile: undefined, endpoint }),
    productVersion: '0.0.0',
    pauseMs: ONE_A_SECOND * 1000,
    afterMinutesMax: 20,
    pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    progress: () => undefined,
  });
  return recording;
}
