import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const PROJECT = join(import.meta.dirname, '..', '..');

/** `npm start`, or another command of the simulator, as a separate process. */
export interface Started {
  child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Waits for a matching line on stderr; rejects if the process ends first. */
  said(line: RegExp): Promise<RegExpExecArray>;
  ended(): Promise<number | null>;
}

const COMMANDS = {
  start: 'src/simulator/local/start.ts',
  world: 'src/simulator/alone/world.ts',
  soak: 'src/simulator/soak/soak.ts',
};

export function startWorld(
  flags: string[],
  command: keyof typeof COMMANDS = 'start',
  env: NodeJS.ProcessEnv = {},
): Started {
  const child = spawn(process.execPath, [join(PROJECT, COMMANDS[command]), ...flags], {
    cwd: PROJECT,
    // The user who runs the tests may have another Region.
    env: { ...process.env, AWS_REGION: 'eu-west-1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  const end = once(child, 'close').then(() => child.exitCode);
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8');
    child[name].on('data', (chunk: string) => {
      said[name] += chunk;
    });
  }
  return {
    child,
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    said: (line) => waitFor(child, line, () => said.stderr),
    ended: () => end,
  };
}

async function waitFor(child: ChildProcess, line: RegExp, text: () => string): Promise<RegExpExecArray> {
  for (;;) {
    const found = line.exec(text());
    if (found !== null) return found;
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`it ended without saying ${line}:\n${text()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
