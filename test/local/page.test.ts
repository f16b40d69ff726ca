import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildCli, cliRun, cliStarted } from './builtCli.ts';
import { startWorld } from './startedWorld.ts';
import { type StubApi, startStubApi } from './stubApi.ts';

let stub: StubApi;
beforeAll(async () => {
  [stub] = await Promise.all([startStubApi(), buildCli()]);
  stub.answer(() => ({ body: { drills: [] } }));
}, 60_000);
afterAll(() => stub.close());

const ADDRESS = /^http:\/\/127\.0\.0\.1:\d+\/\?token=\S+$/gm;

/** Waits for the nth address that a command says. */
async function address(
  { stdout, child }: { stdout(): string; child: { exitCode: number | null } },
  n = 1,
): Promise<string> {
  for (;;) {
    const found = stdout().match(ADDRESS)?.[n - 1];
    if (found !== undefined) return found;
    if (child.exitCode !== null) throw new Error('it has ended');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Opens an address as a browser does, and returns its cookie and the page. */
async function opened(from: string): Promise<{ cookie: string; html: string }> {
  const answer = await fetch(from, { redirect: 'manual' });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  const view = new URL(answer.headers.get('location') ?? '', from);
  return { cookie, html: await (await fetch(view, { headers: { cookie } })).text() };
}

describe('drs-drill page', () => {
  test('prints one address, serves the page to the browser that opens it, and ends with Ctrl-C in two seconds', async () => {
    const page = cliStarted(['page', '--port', '0', '--verbose'], { env: { DRS_DRILL_API: stub.api } });
    const first = await address(page);
    const { cookie, html } = await opened(first);
    expect(html).toMatch(/<script type="module"[^>]* src="\/assets\//);
    const session = await fetch(new URL('/session', first), { headers: { cookie } });
    expect(await session.json()).toMatchObject({ api: stub.api, authentication: 'NONE', version: '0.3.0' });
    expect(await (await fetch(new URL('/v1/drills', first), { headers: { cookie } })).json()).toEqual({ drills: [] });
    expect(await address(page, 2)).not.toBe(first);
    const startedMs = performance.now();
    page.child.kill('SIGINT');
    const { status, stderr } = await page.ended;
    expect([status, performance.now() - startedMs < 2000]).toEqual([0, true]);
    expect(stderr).toMatch(/> GET .*\/v1\/drills$/m);
    expect(stderr).not.toContain(new URL(first).searchParams.get('token'));
  });

  test('says what to do if its port is taken, or if it has no API', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const port = String((taken.address() as AddressInfo).port);
    const said = await cliRun(['page', '--port', port], { env: { DRS_DRILL_API: stub.api } });
    expect([said.status, said.stderr]).toEqual([2, expect.stringMatching(`port ${port} is taken[\\s\\S]*--port 0`)]);
    taken.close();
    expect((await cliRun(['page'])).stderr).toMatch(/the address of the API is missing/);
  });
});

test('npm start serves the page while its demonstration runs', {
  timeout: 60_000,
}, async () => {
  const world = startWorld(['--page-port', '0', '--servers', '1', '--fail', '0', '--speed', '5']);
  const { cookie } = await opened(await address(world));
  const [, api] = /^API=(\S+)$/m.exec(world.stdout()) ?? [];
  const port = new URL(await address(world)).port;
  const session = await fetch(`http://127.0.0.1:${port}/session`, { headers: { cookie } });
  expect(await session.json()).toMatchObject({ api, authentication: 'NONE' });
  world.child.kill('SIGINT');
  await world.ended();
});
