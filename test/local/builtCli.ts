import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';

const PROJECT = join(import.meta.dirname, '..', '..');
const BUILT = join(PROJECT, 'dist', 'drs-drill.mjs');

/** The exit status and output of a command. */
export interface Said {
  status: number | null;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  env?: Record<string, string>;
  /** The content of stdin, which is then closed. */
  input?: string;
}

/** A running command. */
export interface Running {
  child: ChildProcessWithoutNullStreams;
  stdout(): string;
  stderr(): string;
  ended: Promise<Said>;
}

/** Builds the command line as `npm run build` does. */
export async function buildCli(): Promise<void> {
  await promisify(execFile)(process.execPath, [join(PROJECT, 'src/cli/build.ts')]);
}

/** Runs the built command with pipes and only the given environment. */
export function cliRun(args: string[], options: RunOptions = {}): Promise<Said> {
  return cliStarted(args, options).ended;
}

/** Starts the built command with pipes. */
export function cliStarted(args: string[], { env = {}, input = '' }: RunOptions = {}): Running {
  return started(process.execPath, [BUILT, ...args], env, input);
}

/** Runs a shell line in which `drs-drill` is the built command. */
export function shellRun(line: string, { env = {}, input = '' }: RunOptions = {}): Promise<Said> {
  return started('bash', ['-c', `set -o pipefail; ${DEFINED}; ${line}`], env, input).ended;
}

/** Starts the built command on a pseudo-terminal of 120 by 40; stdin is the keyboard, stdout the screen. */
export function terminalStarted(args: string[], env: Record<string, string> = {}): Running {
  return onTerminal([BUILT, ...args], { env, columns: 120 });
}

/** Runs a Node.js script of the project on a pseudo-terminal with this many columns. */
export function onTerminal(args: string[], { env = {}, columns }: RunOptions & { columns: number }): Running {
  // With exec, because a shell in between would handle Ctrl-C itself.
  const line = `stty rows 40 cols ${columns}; exec ${[process.execPath, ...args].map(quoted).join(' ')}`;
  const terminal = { TERM: 'xterm-256color', SHELL: '/bin/bash', ...env };
  return started('script', ['-qec', line, '/dev/null'], terminal, undefined);
}

const DEFINED = `drs-drill() { ${quoted(process.execPath)} ${quoted(BUILT)} "$@"; }; node() { ${quoted(process.execPath)} "$@"; }`;

function started(command: string, args: string[], env: Record<string, string>, input: string | undefined): Running {
  // Without the AWS settings and the saved configuration of the user who runs the tests.
  const clean = { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', AWS_EC2_METADATA_DISABLED: 'true', ...env };
  const child = spawn(command, args, { cwd: PROJECT, env: clean });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8');
    child[name].on('data', (chunk: string) => {
      said[name] += chunk;
    });
  }
  // A command that does not read its stdin may exit before everything is written.
  child.stdin.on('error', () => undefined);
  if (input !== undefined) child.stdin.end(input);
  const ended = once(child, 'close').then(() => ({ status: child.exitCode, ...said }));
  return { child, stdout: () => said.stdout, stderr: () => said.stderr, ended };
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
