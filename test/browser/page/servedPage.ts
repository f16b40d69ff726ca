import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const PROJECT = join(import.meta.dirname, '..', '..', '..');

/** The server of the page, as a separate process. */
export interface ServedPage {
  /** The address to open first, which signs in. */
  address: string;
  origin: string;
  stop(): Promise<void>;
}

/** Starts `drs-drill page` on any free port before the API. */
export async function servePage(api: string): Promise<ServedPage> {
  const port = 8870 + Math.floor(Math.random() * 10);
  const child = spawn(process.execPath, ['preview.tmp.mjs', `${port}`, api, join(PROJECT, 'dist/page')], { cwd: PROJECT });
  await new Promise((resolve) => setTimeout(resolve, 700));
  const address = `http://127.0.0.1:${port}/`;
  return { address, origin: new URL(address).origin, stop: () => stopped(child) };
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGINT');
  await once(child, 'close');
}
