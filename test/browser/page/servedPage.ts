import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const PROJECT = join(import.meta.dirname, '..', '..', '..');

/** The server of the page, as a separate process. */
export interface ServedPage {
  origin: string;
  /** The next address that signs a browser in; each works once, and the server then prints another one. */
  signInAddress(): Promise<string>;
  stop(): Promise<void>;
}

/** Starts `drs-drill page` before an API, at any free port or at this one. */
export async function servePage(api: string, port = 0, env: NodeJS.ProcessEnv = {}): Promise<ServedPage> {
  const child = spawn(process.execPath, [join(PROJECT, 'src/cli/main.ts'), 'page', '--port', `${port}`], {
    cwd: PROJECT,
    env: { ...process.env, ...NOTHING_OWN, DRS_DRILL_API: api, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // Also when this process fails.
  process.once('exit', () => child.kill());
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const signInAddress = async () => {
    const { value, done } = await lines.next();
    if (done === true) throw new Error(`the server of the page has ended:\n${said}`);
    return String(value);
  };
  const first = await signInAddress();
  let unused: string | undefined = first;
  return {
    origin: new URL(first).origin,
    signInAddress: async () => {
      const address = unused ?? (await signInAddress());
      unused = undefined;
      return address;
    },
    stop: () => stopped(child),
  };
}

/** Keys and profiles of the person who runs the tests would change what the page says. */
const NOTHING_OWN = {
  ...{ AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined, AWS_SESSION_TOKEN: undefined },
  ...{ AWS_PROFILE: undefined, DRS_DRILL_TOKEN: undefined },
};

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGINT');
  await once(child, 'close');
}
