import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { type AddressInfo, createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** A DynamoDB that this process started. */
export interface EmbeddedDynamodb {
  endpoint: string;
  /** Stops this DynamoDB, and nothing else. */
  stop(): Promise<void>;
}

/**
 * Starts our own DynamoDB on loopback, in memory or in a file, and waits until it responds. It checks neither Host
 * nor Origin and lets any web page read its responses, so its address is one of 16 million that no page can guess.
 * Differences from AWS: expired items stay, a write that changes nothing is in the stream, transactions never
 * conflict.
 */
export async function startEmbeddedDynamodb(
  options: { file?: string; at?: URL; free?: typeof freeAddress } = {},
): Promise<EmbeddedDynamodb> {
  const { file, at, free = freeAddress } = options;
  if (at !== undefined) return startAt(at, file);
  for (let start = 1; ; start++) {
    try {
      return await startAt(await free(), file);
    } catch (error) {
      // Between the choice of a free port and the start, another process may take it.
      if (start === STARTS_MAX || !(error instanceof Error && error.message.includes('already in use'))) throw error;
    }
  }
}

const STARTS_MAX = 5;

/** `port` is a number or its digits. */
interface Address {
  hostname: string;
  port: number | string;
}

async function startAt({ hostname, port }: Address, path?: string): Promise<EmbeddedDynamodb> {
  const binary = binaryPath();
  const file = path === undefined ? [] : ['--db-path', path];
  const child = spawn(binary, ['serve', '--host', hostname, '--port', String(port), ...file], CHILD);
  endWithThisProcess(child);
  const stop = () => stopped(child);
  try {
    await listening(child);
    if (path !== undefined) indexStream(path);
  } catch (error) {
    await stop();
    throw error;
  }
  return { endpoint: `http://${hostname}:${port}`, stop };
}

/** Without this index, every read and write scans all records of its streams. */
function indexStream(file: string): void {
  const database = new DatabaseSync(file);
  const places = '_stream_records (table_name, CAST(sequence_number AS INTEGER))';
  database.exec(`CREATE INDEX IF NOT EXISTS stream_places ON ${places}`);
  database.close();
}

/** Its own process group, so that Ctrl-C in the terminal does not stop the table before the product. */
const CHILD = { detached: true, stdio: ['ignore', 'pipe', 'pipe'] } as const satisfies SpawnOptions;

function binaryPath(): string {
  const name = `@dynoxide/${process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), 'dynoxide');
  } catch (error) {
    const advice = 'Set DYNAMODB_ENDPOINT to a DynamoDB that you run yourself.';
    throw new Error(`There is no embedded DynamoDB for this platform (${name} is not installed). ${advice}`, {
      cause: error,
    });
  }
}

/** Linux accepts all of 127.0.0.0/8 (RFC 1122, section 3.2.1.3), and the binary is for Linux. */
async function freeAddress(): Promise<Address> {
  const hostname = ['127', ...Array.from({ length: 3 }, () => randomInt(1, 255))].join('.');
  const probe = createServer().listen(0, hostname);
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return { hostname, port };
}

/** Stops the child when this process is killed abruptly: its end of the pipe closes then. */
function endWithThisProcess(child: ChildProcess): void {
  if (child.pid === undefined) return;
  const watcher = spawn('/bin/sh', ['-c', `cat > /dev/null; kill ${child.pid}`], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.once('exit', () => watcher.kill('SIGKILL'));
  watcher.unref();
}

const START_MS_MAX = 10_000;
const STOP_MS_MAX = 3000;

/** The child's own report that it listens. A response from the port alone could come from another process. */
function listening(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const timeout = setTimeout(() => fail('no response'), START_MS_MAX);
    const fail = (why: string) => {
      clearTimeout(timeout);
      reject(new Error(`The embedded DynamoDB did not start (${why}): ${said}`));
    };
    const handle = (chunk: Buffer) => {
      said = `${said}${chunk.toString()}`.slice(-2000);
      if (!said.includes('listening on ')) return;
      clearTimeout(timeout);
      resolve();
    };
    child.stdout?.on('data', handle);
    child.stderr?.on('data', handle);
    child.once('error', (error) => fail(error.message));
    // Unlike `exit`, `close` comes after the child's last words.
    child.once('close', (code, signal) => fail(`ended with ${signal ?? code}`));
  });
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timeout = setTimeout(() => child.kill('SIGKILL'), STOP_MS_MAX);
  await ended;
  clearTimeout(timeout);
}
