import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, resolve } from 'node:path';
import { CannotStart } from './cannotStart.ts';

/** Checks ports and folder before anything runs. Throws CannotStart when one cannot be used. */
export async function refuseUnusablePlace({ port, awsPort, pagePort = 0, data }: Place): Promise<void> {
  if (port !== 0 && port === awsPort)
    throw new CannotStart(`--port and --aws-port are both ${port}; each needs one of its own.`);
  await refuseUnusablePort('--port', port);
  await refuseUnusablePort('--aws-port', awsPort);
  await refuseUnusablePort('--page-port', pagePort);
  if (data !== undefined) refuseUnusableFolder(data);
}

/** Where the local world listens (0: any free port) and keeps its state. */
export interface Place {
  port: number;
  awsPort: number;
  pagePort?: number;
  data?: string;
}

async function refuseUnusablePort(flag: string, port: number): Promise<void> {
  if (port === 0) return;
  const code = await errorOfListening(port);
  if (code === undefined) return;
  const why =
    code === 'EADDRINUSE'
      ? 'is in use'
      : code === 'EACCES'
        ? 'needs privileges that you do not have'
        : `fails (${code})`;
  throw new CannotStart(`${flag} ${port} ${why}; choose another, or leave ${flag} out for any free one.`);
}

function errorOfListening(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(undefined)));
  });
}

function refuseUnusableFolder(folder: string): void {
  try {
    makeFolder(resolve(folder));
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    if (error instanceof CannotStart) throw error;
    const { code = '' } = error as NodeJS.ErrnoException;
    const why = WHY[code] ?? `cannot be used (${code})`;
    throw new CannotStart(`--data ${folder} ${why}; choose a folder that you can write to.`);
  }
}

/**
 * One level at a time: Node's own `recursive` never returns when a folder cannot be created although its parent
 * exists, as in /proc.
 */
function makeFolder(folder: string): void {
  if (existsSync(folder)) {
    if (!statSync(folder).isDirectory()) throw new CannotStart(`--data needs a folder, and ${folder} is a file.`);
    return;
  }
  makeFolder(dirname(folder));
  mkdirSync(folder);
}

const WHY: Readonly<Record<string, string>> = {
  EACCES: 'cannot be written to',
  EPERM: 'cannot be written to',
  EROFS: 'is on a disk that cannot be written to',
  ENOENT: 'cannot be created',
};
