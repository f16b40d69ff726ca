import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { isBuiltin } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundlesOf, type EsbuildSettings } from '../../bench/bundles.ts';
import { PROJECT, readServerlessFile, type ServerlessFile } from '../../src/simulator/lambda/serverlessFile.ts';

const { custom, functions } = readServerlessFile() as ServerlessFile & { custom: { esbuild: EsbuildSettings } };
const { outputFileExtension: _ofFiles, exclude, ...options } = custom.esbuild;
/** Outside the project, as in Lambda, no package can be imported. */
const folder = await mkdtemp(join(tmpdir(), 'drs-drill-bundles-'));
const called: string[] = [];
const aws = createServer(refuse);

beforeAll(async () => {
  await once(aws.listen(0, '127.0.0.1'), 'listening');
});

afterAll(async () => {
  aws.close();
  await rm(folder, { recursive: true });
});

test('no function starts with an import that its package lacks', async () => {
  const contents = Object.values(functions)
    .map(({ handler }) => `import './${handler.replace(/\.\w+$/, '.ts')}';`)
    .join('\n');
  const { metafile } = await build({
    ...options,
    stdin: { contents, resolveDir: PROJECT },
    external: exclude,
    metafile: true,
    write: false,
    outdir: folder,
  });
  const lacking = Object.values(metafile.outputs)
    .flatMap(({ imports }) => imports)
    .filter(({ path, external }) => external === true && !isBuiltin(path));
  expect(lacking.filter(({ kind }) => kind !== 'dynamic-import')).toEqual([]);
  expect([...new Set(lacking.map(({ path }) => path))].toSorted()).toEqual(exclude);
});

test('a packaged function calls AWS with the credentials of its environment', { timeout: 60_000 }, async () => {
  const { own } = await bundlesOf('src/handlers/events/takeInventory.ts', custom.esbuild, folder);
  const run = `const { handler } = await import('${own.path}'); await handler({}, {}).catch(() => undefined);`;
  const { port } = aws.address() as AddressInfo;
  const environment = {
    ACCOUNT_ID: '111122223333',
    STAGE: 'dev',
    TABLE_NAME: 'drs-drill-dev',
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'ofTheRole',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_SESSION_TOKEN: 'token',
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
  };
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', run], {
    cwd: folder,
    env: environment,
  });
  const services = called.map((header) => /Credential=ofTheRole\/\d+\/[\w-]+\/(\w+)\//.exec(header)?.[1]);
  expect(new Set(services)).toEqual(new Set(['drs', 'dynamodb']));
});

/** Answers that the SDK does not repeat. */
function refuse(request: IncomingMessage, response: ServerResponse): void {
  called.push(String(request.headers.authorization));
  request.resume();
  response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(JSON.stringify({ __type: 'AccessDeniedException', message: 'no' }));
}
