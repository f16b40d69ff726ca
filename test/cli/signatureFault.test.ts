import { describe, expect, test } from 'vitest';
import { type Keys, type Received, signatureFault } from './signatureFault.ts';

/** From AWS's examples: "Create a signed AWS API request", and the test suite of Signature Version 4. */
const KEYS: Keys = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
const AT_MS = Date.parse('2015-08-30T12:36:00Z');
const IAM = { region: 'us-east-1', service: 'iam', nowMs: AT_MS };

const LIST_USERS: Received = {
  method: 'GET',
  target: '/?Action=ListUsers&Version=2010-05-08',
  headers: {
    host: 'iam.amazonaws.com',
    'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    'x-amz-date': '20150830T123600Z',
    authorization: authorization(
      'iam',
      'content-type;host;x-amz-date',
      '5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7',
    ),
  },
  body: Buffer.alloc(0),
};

const VANILLA: Received = {
  method: 'GET',
  target: '/',
  headers: {
    host: 'example.amazonaws.com',
    'x-amz-date': '20150830T123600Z',
    authorization: authorization(
      'service',
      'host;x-amz-date',
      '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
    ),
  },
  body: Buffer.alloc(0),
};

describe('the signature of a request', () => {
  test("is right in AWS's own examples", () => {
    expect(signatureFault(LIST_USERS, [KEYS], IAM)).toBeUndefined();
    expect(signatureFault(VANILLA, [KEYS], { ...IAM, service: 'service' })).toBeUndefined();
  });

  test.each<[string, Partial<Received>]>([
    ['another method', { method: 'POST' }],
    ['another path', { target: '/x?Action=ListUsers&Version=2010-05-08' }],
    ['another query', { target: '/?Action=ListUsers&Version=2010-05-09' }],
    ['another body', { body: Buffer.from('x') }],
    ['another signed header', { headers: { ...LIST_USERS.headers, 'content-type': 'text/plain' } }],
  ])('is wrong for %s', (_what, changed) => {
    expect(signatureFault({ ...LIST_USERS, ...changed }, [KEYS], IAM)).toMatch(/signature we calculated/);
  });

  test('is the same in whichever order the query came', () => {
    const target = '/?Version=2010-05-08&Action=ListUsers';
    expect(signatureFault({ ...LIST_USERS, target }, [KEYS], IAM)).toBeUndefined();
  });

  test('is good for 15 minutes, one service and one Region', () => {
    expect(signatureFault(LIST_USERS, [KEYS], { ...IAM, nowMs: AT_MS + 900_000 })).toBeUndefined();
    expect(signatureFault(LIST_USERS, [KEYS], { ...IAM, nowMs: AT_MS + 901_000 })).toMatch(/^Signature expired/);
    expect(signatureFault(LIST_USERS, [KEYS], { ...IAM, nowMs: AT_MS - 901_000 })).toMatch(/^Signature expired/);
    expect(signatureFault(LIST_USERS, [KEYS], { ...IAM, region: 'eu-west-1' })).toMatch(/should be scoped/);
    expect(signatureFault(LIST_USERS, [KEYS], { ...IAM, service: 'execute-api' })).toMatch(/should be scoped/);
  });

  test('needs keys that were issued and have not expired, and their session token', () => {
    expect(signatureFault(LIST_USERS, [], IAM)).toMatch(/token .* is invalid/);
    expect(signatureFault(LIST_USERS, [{ ...KEYS, sessionToken: 't' }], IAM)).toMatch(/token .* is invalid/);
    expect(signatureFault(LIST_USERS, [{ ...KEYS, isExpired: true }], IAM)).toMatch(/token .* is expired/);
    expect(signatureFault(LIST_USERS, [{ ...KEYS, secretAccessKey: 'x' }], IAM)).toMatch(/signature we calculated/);
    const headers = { ...LIST_USERS.headers, authorization: undefined };
    expect(signatureFault({ ...LIST_USERS, headers }, [KEYS], IAM)).toBe('Missing Authentication Token');
  });

  test('covers the session token', () => {
    const headers = { ...LIST_USERS.headers, 'x-amz-security-token': 't' };
    expect(signatureFault({ ...LIST_USERS, headers }, [{ ...KEYS, sessionToken: 't' }], IAM)).toMatch(/must be signed/);
  });
});

function authorization(service: string, signed: string, signature: string): string {
  const scope = `20150830/us-east-1/${service}/aws4_request`;
  return `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/${scope}, SignedHeaders=${signed}, Signature=${signature}`;
}
