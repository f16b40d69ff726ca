import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Sign, signatureFor } from '../../src/cli/http/signature.ts';

const API = new URL('https://a1b2c3.execute-api.eu-west-1.amazonaws.com');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drs-drill-signature-'));
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_PROFILE'])
    vi.stubEnv(name, undefined);
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'credentials'));
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

describe('while a command runs', () => {
  test('keys that are renewed in the credentials file sign the next request', async () => {
    const sign = signatureFor(API, { profile: undefined, region: undefined, token: undefined });
    await keep('credentials', keys('AKIAFIRST', 'first'));
    expect(await signedWith(sign)).toEqual(['AKIAFIRST', 'first']);
    await keep('credentials', keys('AKIASECOND', 'second'));
    expect(await signedWith(sign)).toEqual(['AKIASECOND', 'second']);
  });

  test('keys that a program issues until some time are kept until then', async () => {
    const issued = { Version: 1, AccessKeyId: 'AKIAISSUED', SecretAccessKey: 's', Expiration: '2099-01-01T00:00:00Z' };
    await keep('issued.json', JSON.stringify(issued));
    await keep('config', `[profile issued]\ncredential_process = cat ${join(folder, 'issued.json')}\n`);
    const sign = signatureFor(API, { profile: 'issued', region: undefined, token: undefined });
    expect(await signedWith(sign)).toEqual(['AKIAISSUED', null]);
    await rm(join(folder, 'issued.json'));
    expect(await signedWith(sign)).toEqual(['AKIAISSUED', null]);
  });

  test('a program that issues keys without saying until when runs once, because it may ask a person', async () => {
    const runs = join(folder, 'runs');
    await keep('issued.json', JSON.stringify({ Version: 1, AccessKeyId: 'AKIAISSUED', SecretAccessKey: 's' }));
    await keep('issue.sh', `echo run >> ${runs}\ncat ${join(folder, 'issued.json')}\n`);
    await keep('config', `[profile issued]\ncredential_process = sh ${join(folder, 'issue.sh')}\n`);
    const sign = signatureFor(API, { profile: 'issued', region: undefined, token: undefined });
    await Promise.all([signedWith(sign), signedWith(sign)]);
    for (let n = 0; n < 3; n += 1) expect(await signedWith(sign)).toEqual(['AKIAISSUED', null]);
    expect(await readFile(runs, 'utf8')).toBe('run\n');
  });

  test.each([
    ['empty', ''],
    ['half written', '[default]\naws_access_key_id = AKIAHALF\naws_secret'],
  ])('while the credentials file is %s, the keys before sign, and never those of the machine', async (_how, text) => {
    const machine = await startedMachine();
    try {
      const sign = signatureFor(API, { profile: undefined, region: undefined, token: undefined });
      await keep('credentials', keys('AKIAFIRST', 'first'));
      await signedWith(sign);
      await keep('credentials', keys('AKIASECOND', 'second'));
      await signedWith(sign);
      await keep('credentials', text);
      expect(await signedWith(sign)).toEqual(['AKIASECOND', 'second']);
      await keep('credentials', keys('AKIATHIRD', 'third'));
      expect(await signedWith(sign)).toEqual(['AKIATHIRD', 'third']);
    } finally {
      machine.close();
    }
  });

  test('the keys before sign when those of the file cannot be found any more', async () => {
    const sign = signatureFor(API, { profile: undefined, region: undefined, token: undefined });
    await keep('credentials', keys('AKIAFIRST', 'first'));
    await signedWith(sign);
    await rm(join(folder, 'credentials'));
    expect(await signedWith(sign)).toEqual(['AKIAFIRST', 'first']);
  });
});

/** A machine with a role of its own, whose keys the AWS chain takes last. */
async function startedMachine() {
  const Expiration = '2099-01-01T00:00:00Z';
  const role = { AccessKeyId: 'ASIAMACHINE', SecretAccessKey: 's', Token: 'machine', Expiration };
  const server = createServer((_request, response) => response.end(JSON.stringify(role)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  vi.stubEnv('AWS_CONTAINER_CREDENTIALS_FULL_URI', `http://127.0.0.1:${(server.address() as AddressInfo).port}/role`);
  return server;
}

function keep(name: string, text: string): Promise<void> {
  return writeFile(join(folder, name), text);
}

function keys(id: string, token: string): string {
  return `[default]\naws_access_key_id = ${id}\naws_secret_access_key = secret\naws_session_token = ${token}\n`;
}

/** The access key and the session token of a signed request. */
async function signedWith(sign: Sign): Promise<[string | undefined, string | null]> {
  const headers = await sign({ method: 'GET', url: `${API.href}v1/drills`, headers: {}, body: undefined });
  const [, id] = /Credential=(\w+)\//.exec(headers.get('authorization') ?? '') ?? [];
  return [id, headers.get('x-amz-security-token')];
}
