import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { createOutputs } from '../../src/aws/outputs.ts';

const client = new S3Client({ region: 'eu-central-1' });
const mock = mockClient(client);
const outputs = createOutputs({ client, bucket: 'evidence' });
/** NIST, Secure Hash Standard examples: SHA-256 of "abc". */
const DIGEST = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
const ABC = new TextEncoder().encode('abc');

beforeEach(() => mock.reset());

test('an output is kept under the digest of its content', async () => {
  mock.on(PutObjectCommand).resolves({});
  expect(await outputs.keep(ABC, 'text/plain')).toBe(DIGEST);
  expect(mock.calls()[0]?.args[0].input).toEqual({
    Bucket: 'evidence',
    Key: `outputs/${DIGEST}`,
    Body: ABC,
    ContentType: 'text/plain',
    ChecksumSHA256: Buffer.from(DIGEST, 'hex').toString('base64'),
    IfNoneMatch: '*',
  });
});

test('an output that is there already is kept', async () => {
  const there = { name: 'PreconditionFailed', $metadata: { httpStatusCode: 412 } };
  mock.on(PutObjectCommand).rejects(Object.assign(new Error('At least one'), there));
  expect(await outputs.keep(ABC, 'text/plain')).toBe(DIGEST);
});

test.each([
  ['AccessDenied', 403, 'DENIED'],
  ['NoSuchBucket', 404, 'NOT_FOUND'],
  ['SlowDown', 503, 'THROTTLED'],
  ['ConditionalRequestConflict', 409, 'CONFLICT'],
  ['InternalError', 500, 'UNAVAILABLE'],
])('an output is not kept when S3 says %s', async (name, httpStatusCode, kind) => {
  mock.on(PutObjectCommand).rejects(Object.assign(new Error('no'), { name, $metadata: { httpStatusCode } }));
  await expect(outputs.keep(ABC, 'text/plain')).rejects.toMatchObject({ kind });
});
