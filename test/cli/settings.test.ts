import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { regionOf, signatureFor } from '../../src/cli/http/signature.ts';
import { apiUrl, type GlobalFlags, settingsOf } from '../../src/cli/settings.ts';

const FLAGS: GlobalFlags = { requestTimeout: 30, retries: 3, verbose: false };

function keptIn(config: unknown): string {
  const home = mkdtempSync(join(tmpdir(), 'drs-drill-config-'));
  mkdirSync(join(home, 'drs-drill'));
  writeFileSync(join(home, 'drs-drill', 'config.json'), typeof config === 'string' ? config : JSON.stringify(config));
  return home;
}

describe('the settings of a command', () => {
  test('take options before the environment and the environment before saved settings', () => {
    const kept = {
      XDG_CONFIG_HOME: keptIn({ api: 'https://kept.example', region: 'eu-west-3', output: 'yaml', profile: 'k' }),
    };
    const environment = { ...kept, DRS_DRILL_API: 'https://env.example', AWS_REGION: 'eu-west-2' };
    const options = {
      ...FLAGS,
      api: 'https://option.example',
      region: 'eu-west-1',
      output: 'csv' as const,
      profile: 'o',
    };
    expect(settingsOf(FLAGS, kept, true)).toMatchObject({ region: 'eu-west-3', output: 'yaml', profile: 'k' });
    expect(settingsOf(FLAGS, environment, true).api?.host).toBe('env.example');
    expect(settingsOf(FLAGS, environment, true).region).toBe('eu-west-2');
    const all = settingsOf(options, environment, true);
    expect(all.api?.host).toBe('option.example');
    expect(all).toMatchObject({ region: 'eu-west-1', output: 'csv', profile: 'o' });
  });

  test('ignore a saved profile when the environment has credentials', () => {
    const kept = { XDG_CONFIG_HOME: keptIn({ profile: 'kept' }), AWS_ACCESS_KEY_ID: 'x' };
    expect(settingsOf(FLAGS, kept, false)).toMatchObject({ profile: undefined, output: 'json' });
  });

  test.each([
    ['the keys of the environment', {}, { AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'y' }, true],
    ['the token of the environment', {}, { DRS_DRILL_TOKEN: 'x.y.z' }, true],
    ['the token of a file', { tokenFile: 'token' }, { DRS_DRILL_TOKEN: 'x.y.z' }, false],
    ['the profile of an option', { profile: 'p' }, { AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'y' }, false],
    [
      'the profile of the environment',
      {},
      { AWS_PROFILE: 'p', AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'y' },
      false,
    ],
    ['the AWS chain', {}, {}, false],
  ])('know whether %s can be renewed while a command runs', (_what, flags, env, isFixed) => {
    expect(settingsOf({ ...FLAGS, ...flags }, { XDG_CONFIG_HOME: keptIn({}), ...env }, false).isFixed).toBe(isFixed);
  });

  test('report an invalid configuration file', () => {
    expect(() => settingsOf(FLAGS, { XDG_CONFIG_HOME: keptIn('{') }, false)).toThrow(/is not JSON/);
    expect(() => settingsOf(FLAGS, { XDG_CONFIG_HOME: keptIn({ output: 'xml' }) }, false)).toThrow(
      /not a valid format/,
    );
  });
});

describe('the address of the API', () => {
  test.each([
    ['http://127.0.0.1:4000/v1/drills', 'http://127.0.0.1:4000/'],
    ['https://x.example/', 'https://x.example/'],
    ['https://x.example/stage/v1', 'https://x.example/stage'],
  ])('%s becomes %s', (text, href) => {
    expect(apiUrl(text).href).toBe(href);
  });

  test.each(['x.example', 'ftp://x.example', 'http://x.example', ''])('%s is refused', (text) => {
    expect(() => apiUrl(text)).toThrow();
  });

  test('must not contain credentials, which are not repeated', () => {
    expect(() => apiUrl('https://user:hidden@x.example')).toThrow(/must not contain credentials/);
    expect(() => apiUrl('https://user:hidden@x.example')).not.toThrow(/hidden/);
  });

  test.each([
    ['https://a1.execute-api.eu-west-1.amazonaws.com', 'eu-west-1'],
    ['https://a1.execute-api.cn-north-1.amazonaws.com.cn', 'cn-north-1'],
    ['https://drills.example.com', undefined],
    ['https://execute-api.eu-west-1.amazonaws.com.evil.example', undefined],
  ])('%s is in the Region %s', (api, region) => {
    expect(regionOf(new URL(api))).toBe(region);
  });
});

describe('the signature', () => {
  const request = {
    method: 'POST',
    url: 'https://a1.execute-api.eu-west-1.amazonaws.com/v1/drills',
    headers: {},
    body: '{}',
  };

  test('is SigV4 for the Region of the API, with the default credential chain', async () => {
    const before = { ...process.env };
    Object.assign(process.env, {
      AWS_ACCESS_KEY_ID: 'AKID',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_SESSION_TOKEN: 'token',
    });
    delete process.env['AWS_PROFILE'];
    const headers = await signatureFor(new URL(request.url), {
      profile: undefined,
      region: 'us-east-1',
      token: undefined,
    })(request);
    process.env = before;
    expect(headers.get('authorization')).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKID\/\d{8}\/eu-west-1\/execute-api\/aws4_request, SignedHeaders=host;x-amz-date;x-amz-security-token, Signature=[0-9a-f]{64}$/,
    );
    expect(headers.get('x-amz-security-token')).toBe('token');
  });

  test('is omitted for the local world and needs a Region elsewhere', async () => {
    const nobody = { profile: undefined, region: undefined, token: undefined };
    for (const local of ['http://127.0.0.1:1', 'http://localhost:1', 'http://[::1]:1']) {
      const headers = await signatureFor(new URL(local), nobody)({ ...request, headers: { a: 'b' } });
      expect([...headers]).toEqual([['a', 'b']]);
    }
    expect(() => signatureFor(new URL('https://drills.example'), nobody)).toThrow(/does not contain its Region/);
  });
});
