import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorld } from './startedWorld.ts';

const PROJECT = join(import.meta.dirname, '..', '..');
const ONE_SERVER = ['--servers', '1', '--fail', '0'];

let folder = '';
const taken = createServer();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drs-drill-start-'));
  taken.listen(0, '127.0.0.1');
  await once(taken, 'listening');
});
afterAll(async () => {
  taken.close();
  await rm(folder, { recursive: true, force: true });
});

describe('npm start reports in one line why it cannot start and how to fix it', () => {
  const portInUse = () => String((taken.address() as AddressInfo).port);

  test.each(['--port', '--aws-port', '--page-port'])('when %s is in use', async (flag) => {
    const world = startWorld([flag, portInUse()]);
    expect([await world.ended(), world.stderr()]).toEqual([
      2,
      `${flag} ${portInUse()} is in use; choose another, or leave ${flag} out for any free one.\n`,
    ]);
  });

  test('when both would listen on one port', async () => {
    const world = startWorld(['--port', '18222', '--aws-port', '18222']);
    expect([await world.ended(), world.stderr()]).toEqual([
      2,
      '--port and --aws-port are both 18222; each needs one of its own.\n',
    ]);
  });

  test.each(['', '/inside'])('when --data names a file%s', async (inside) => {
    const file = join(folder, 'a-file');
    await writeFile(file, '');
    const world = startWorld(['--data', `${file}${inside}`]);
    expect([await world.ended(), world.stderr()]).toEqual([2, `--data needs a folder, and ${file} is a file.\n`]);
  });

  test('when --data cannot be created', async () => {
    const world = startWorld(['--data', '/proc/drs-drill']);
    expect([await world.ended(), world.stderr()]).toEqual([
      2,
      '--data /proc/drs-drill cannot be created; choose a folder that you can write to.\n',
    ]);
  });

  test('when the command line is wrong', async () => {
    const world = startWorld(['--port', '99999']);
    expect(await world.ended()).toBe(2);
    expect(world.stderr()).toMatch(/^error: .*must be a whole number from 0 to 65535\.\n$/);
  });
});

test('a folder belongs to one world at a time, and is free again when that world is ended or killed', {
  timeout: 60_000,
}, async () => {
  const data = join(folder, 'shared');
  const flags = ['--data', data, '--json', ...ONE_SERVER];
  const first = startWorld(flags);
  await first.said(/^API=/m);
  const second = startWorld(flags);
  expect([await second.ended(), second.stderr()]).toEqual([
    2,
    expect.stringContaining(
      `--data ${data} is in use by process ${first.child.pid}; stop that process, or choose another`,
    ),
  ]);
  first.child.kill('SIGKILL');
  await first.ended();
  const third = startWorld(flags);
  await third.said(/^API=/m);
  third.child.kill('SIGTERM');
  await third.ended();
});

describe('npm start ends', () => {
  test.each([
    ['SIGINT', 0],
    ['SIGTERM', 0],
    ['SIGINT', 400],
    ['SIGTERM', 1500],
    ['SIGINT', 4000],
  ] as const)('soon after %s, %i ms after its start', { timeout: 30_000 }, async (signal, afterMs) => {
    const world = startWorld(['--json', ...ONE_SERVER]);
    await world.said(/^seed /m);
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    // It takes less than two seconds. This leaves a margin for a busy machine, and finds one that waits for its drills.
    const at = performance.now();
    world.child.kill(signal);
    await world.ended();
    expect(performance.now() - at).toBeLessThan(12_000);
  });

  test('with a line about open drills: they continue from a folder, or are lost', {
    timeout: 60_000,
  }, async () => {
    for (const [flags, said] of [
      [[], '1 drill is still open, and lost with this world; with --data DIR it continues at the next start'],
      [
        ['--data', join(folder, 'open')],
        `1 drill is still open; it continues at the next start with --data ${join(folder, 'open')}`,
      ],
    ] as const) {
      const world = startWorld(['--json', '--servers', '1', '--fail', '0', '--speed', '1', ...flags]);
      await world.said(/LAUNCHING/);
      world.child.kill('SIGINT');
      await world.ended();
      expect(world.stderr().trim().split('\n').at(-1)).toBe(said);
    }
  });

  test('when its npm process is ended', { timeout: 30_000 }, async () => {
    const npm = spawn('npm', ['start', '--silent', '--', '--json', ...ONE_SERVER], { cwd: PROJECT });
    let said = '';
    npm.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
    });
    const url = () => /^API=(\S+)$/m.exec(said)?.[1];
    while (url() === undefined) await new Promise((resolve) => setTimeout(resolve, 50));
    npm.kill('SIGTERM');
    await once(npm, 'close');
    await expect(fetch(url() ?? '')).rejects.toThrow();
  });

  test('silently when its output is closed', { timeout: 30_000 }, async () => {
    const shell = spawn('bash', ['-c', `npm start --silent -- ${ONE_SERVER.join(' ')} | head -1`], { cwd: PROJECT });
    let said = '';
    for (const stream of [shell.stdout, shell.stderr]) stream.on('data', (chunk) => (said += chunk));
    await once(shell, 'close');
    expect(said).toMatch(/^seed 1\n$/);
  });
});
