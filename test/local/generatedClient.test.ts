import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { generateSource } from 'oazapfts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DrillView } from '../../src/api/views/drillView.ts';
import { PROJECT } from '../../src/simulator/lambda/serverlessFile.ts';
import { type LocalWorld, startLocalWorld } from '../../src/simulator/local/localWorld.ts';

let local: LocalWorld;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drs-drill-client-'));
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await symlink(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
  const log = { info: () => undefined, error: () => undefined };
  local = await startLocalWorld({ apiPort: 0, awsPort: 0, speed: 200, seed: 1, folder: undefined, log });
});
afterAll(async () => {
  await local.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Answer {
  status: number;
  data: DrillView;
  headers: Headers;
}

/** The parts of the generated client used here. */
interface Client {
  defaults: { baseUrl: string };
  startDrill(body: object, headers?: { idempotencyKey: string }): Promise<Answer>;
  getDrill(drillId: string): Promise<Answer>;
  cancelDrill(drillId: string, ifMatch: string, body: { reason: string }): Promise<Answer>;
}

test('a client generated from the served document starts, reads and steers a drill', async () => {
  // given
  const client = await clientOf(await (await fetch(`${local.apiUrl}/v1/openapi.json`)).text());
  client.defaults.baseUrl = local.apiUrl;
  const sourceServerIds = local.world.addServers(local.site, 1);
  const body = { waves: [{ sourceServerIds }], holdSeconds: 600, reason: 'a generated client' };
  // when
  const started = await client.startDrill(body, { idempotencyKey: 'generated' });
  const read = await client.getDrill(started.data.drillId);
  const cancelled = await client.cancelDrill(started.data.drillId, '*', { reason: 'enough' });
  // then
  expect([started.status, read.status, cancelled.status]).toEqual([202, 200, 202]);
  expect(read.data).toMatchObject({ drillId: started.data.drillId, terms: { reason: 'a generated client' } });
  expect(read.headers.get('etag')).toMatch(/^"\d+\.[0-9a-f]{16}"$/);
  expect(cancelled.data.cancelledBy).toBe('local');
  expect((await client.startDrill(body, { idempotencyKey: 'generated' })).data.drillId).toBe(started.data.drillId);
});

/** A program that compiles only if the generated types match the API. */
const USE = `import { cancelDrill, startDrill } from './client.ts';
const answer = await startDrill({ waves: [{ sourceServerIds: [] }], holdSeconds: 1, reason: 'x' }, { idempotencyKey: 'k' });
if (answer.status === 202) {
  const phase: 'ENDED' | 'HOLDING' = answer.data.phase === 'ENDED' ? answer.data.phase : 'HOLDING';
  const seconds: (number | null)[] = answer.data.servers.map(({ recoveryTime }) => recoveryTime.seconds);
  await cancelDrill(answer.data.drillId, '*', { reason: [phase, ...seconds].join() });
} else if (answer.status === 429) {
  const code: string = answer.data.code;
  throw new Error(code);
}
`;

test('the generated types match requests and responses', async () => {
  await clientOf(await (await fetch(`${local.apiUrl}/v1/openapi.json`)).text());
  expect(await compiled(USE)).toBe('');
  expect(await compiled(USE.replace('holdSeconds', 'holdMinutes'))).toContain('holdMinutes');
});

/** The compiler errors of a program that uses the client. */
async function compiled(program: string): Promise<string> {
  await writeFile(join(folder, 'use.ts'), program);
  const flags =
    '--noEmit --strict --skipLibCheck --module nodenext --target es2024 --lib es2024,dom --types node'.split(' ');
  const tool = join(PROJECT, 'node_modules', '.bin', 'tsc');
  const run = promisify(execFile)(tool, [...flags, '--allowImportingTsExtensions', 'use.ts'], { cwd: folder });
  return run.then(
    ({ stdout }) => stdout,
    ({ stdout }: { stdout: string }) => stdout,
  );
}

/** Generates, compiles and loads a client. */
async function clientOf(document: string): Promise<Client> {
  const spec = join(folder, 'openapi.json');
  await writeFile(spec, document);
  const source = await generateSource(spec);
  await writeFile(join(folder, 'client.ts'), source);
  const outfile = join(folder, 'client.mjs');
  const stdin = { contents: source, resolveDir: PROJECT, loader: 'ts' as const };
  await build({ stdin, bundle: true, format: 'esm', platform: 'node', outfile, logLevel: 'error' });
  return import(pathToFileURL(outfile).href);
}
