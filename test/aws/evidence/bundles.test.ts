import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { bundleLinks } from '../../../src/aws/evidence/bundleLinks.ts';
import { createBundles } from '../../../src/aws/evidence/bundles.ts';

const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
const client = new S3Client({ region: 'eu-central-1', credentials });
const mock = mockClient(client);
const link = bundleLinks(client, 'evidence');
const clock = { now: () => Date.parse('2026-12-01T06:00:00Z') };
const bundles = createBundles({ client, bucket: 'evidence', link, clock, retention: null });
const NAME = 'bundles/d-1/first/envelope.json';
const ABC = new TextEncoder().encode('abc');

beforeEach(() => mock.reset());

describe('a file of a bundle', () => {
  test('is put only if its name is new, with a checksum that S3 compares', async () => {
    mock.on(PutObjectCommand).resolves({});
    expect(await bundles.putNew(NAME, ABC, 'application/json')).toBe(true);
    expect(mock.calls()[0]?.args[0].input).toEqual({
      Bucket: 'evidence',
      Key: NAME,
      Body: ABC,
      ContentType: 'application/json',
      // NIST, Secure Hash Standard examples: SHA-256 of "abc".
      ChecksumSHA256: 'ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=',
      IfNoneMatch: '*',
    });
  });

  test.each(['GOVERNANCE', 'COMPLIANCE'] as const)('is locked from then on: %s', async (mode) => {
    mock.on(PutObjectCommand).resolves({});
    const locking = createBundles({ client, bucket: 'evidence', link, clock, retention: { mode, days: 400 } });
    await locking.putNew(NAME, ABC, 'application/json');
    expect(mock.calls()[0]?.args[0].input).toMatchObject({
      ObjectLockMode: mode,
      ObjectLockRetainUntilDate: new Date('2028-01-05T06:00:00Z'),
    });
  });

  test('is not put when there is one of its name', async () => {
    mock.on(PutObjectCommand).rejects(failure('PreconditionFailed', 412));
    expect(await bundles.putNew(NAME, ABC, 'application/json')).toBe(false);
  });

  test.each([
    ['AccessDenied', 403, 'DENIED'],
    ['SlowDown', 503, 'THROTTLED'],
    ['ConditionalRequestConflict', 409, 'CONFLICT'],
    ['InternalError', 500, 'UNAVAILABLE'],
  ])('is neither put nor read when S3 says %s', async (name, status, kind) => {
    mock.on(PutObjectCommand).rejects(failure(name, status));
    mock.on(GetObjectCommand).rejects(failure(name, status));
    await expect(bundles.putNew(NAME, ABC, 'text/plain')).rejects.toMatchObject({ kind });
    await expect(bundles.read(NAME)).rejects.toMatchObject({ kind });
  });

  test('is read as a whole', async () => {
    const Body = { transformToByteArray: async () => ABC };
    mock.on(GetObjectCommand, { Bucket: 'evidence', Key: NAME }).resolves({ Body } as object);
    expect(await bundles.read(NAME)).toEqual(ABC);
  });

  test('that does not exist is not found', async () => {
    mock.on(GetObjectCommand).rejects(failure('NoSuchKey', 404));
    expect(await bundles.read(NAME)).toBeUndefined();
  });

  test('has a link that holds for a while', async () => {
    const link = new URL(await bundles.link(NAME, 900));
    expect(link.pathname).toBe(`/${NAME}`);
    expect(link.searchParams.get('X-Amz-Expires')).toBe('900');
    expect(link.searchParams.get('X-Amz-Signature')).toMatch(/^[0-9a-f]{64}$/);
  });
});

function failure(name: string, httpStatusCode: number): Error {
  return Object.assign(new Error('no'), { name, $metadata: { httpStatusCode } });
}
