import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createAloneWorld } from '../../src/simulator/alone/aloneWorld.ts';
import { aloneEndpoint } from '../../src/simulator/alone/ownEndpoint.ts';
import { startWire } from '../../src/simulator/wire/server.ts';
import { readText } from '../house/source.ts';
import { startWorld } from './startedWorld.ts';

const PROJECT = join(import.meta.dirname, '..', '..');

describe('npm run world', () => {
  test('prints one line that a shell can run, and ends at once on a signal', async () => {
    const world = startWorld(['--servers', '1'], 'world');
    onTestFinished(() => void world.child.kill('SIGKILL'));
    const line =
      /^export AWS_ENDPOINT_URL=(http:\/\/127\.0\.0\.1:\d+) AWS_REGION=\S+ AWS_DEFAULT_REGION=\S+ AWS_ACCESS_KEY_ID=\w+ AWS_SECRET_ACCESS_KEY=\w+\n$/;
    await expect.poll(world.stdout, { timeout: 30_000 }).toMatch(line);
    const [, url = ''] = line.exec(world.stdout()) ?? [];
    const answer = await fetch(`${url}/DescribeSourceServers`, { method: 'POST', body: '{}' });
    expect(await answer.json()).toMatchObject({ items: [{}] });
    world.child.kill('SIGTERM');
    expect([await world.ended(), world.stderr()]).toEqual([0, '']);
  });

  test('reports in one line why it cannot start', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void taken.close());
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const [inUse, wrong] = [
      startWorld(['--port', `${port}`], 'world'),
      startWorld(['--faults', 'jobHangs=2'], 'world'),
    ];
    expect([await inUse.ended(), inUse.stderr()]).toEqual([
      2,
      `--port ${port} is in use; choose another, or leave --port out for any free one.\n`,
    ]);
    expect(await wrong.ended()).toBe(2);
    expect(wrong.stderr()).toMatch(/^error: .* jobHangs must be a probability from 0 to 1\.\n$/);
  });
});

test('the example of docs/simulator.md, a test of a user’s own script, works as shown', async () => {
  // given
  const world = createAloneWorld({ speed: 2000, beginning: { servers: 6, faults: {}, seed: 1 } });
  const wire = await startWire({ world, port: 0, ownEndpoint: aloneEndpoint(world) });
  onTestFinished(wire.close);
  const folder = await besideTheProject();
  const files = [...readText('docs/simulator.md').matchAll(/```js\n\/\/ (\S+)\n([\s\S]*?)```/g)];
  for (const [, name = '', text = ''] of files) await writeFile(join(folder, name), text);
  // when
  const { PATH } = process.env;
  const env = {
    PATH,
    AWS_ENDPOINT_URL: wire.url,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'x',
  };
  const { stdout } = await promisify(execFile)(process.execPath, ['--test', 'drill.test.mjs'], { cwd: folder, env });
  // then
  expect(files.map(([, name]) => name)).toEqual(['drill.mjs', 'drill.test.mjs']);
  expect(stdout).toMatch(/pass 4\n[\s\S]*fail 0\n/);
});

/** A folder with access to the packages of the project. */
async function besideTheProject(): Promise<string> {
  const parent = join(PROJECT, '.drs-drill');
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, 'example-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
