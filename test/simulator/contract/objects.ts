import { createHash } from 'node:crypto';
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { given, type Open, type Place } from '../contract.ts';

/** Bytes that are no text. */
const CONTENT = new Uint8Array([0xff, 0xd8, 0x00, 0x80, 0xfe]);
const DAY_MS = 24 * 3600 * 1000;
const NAME = { Bucket: 'evidence', Key: 'outputs/a b+c' };

/** Objects of S3. */
export function objects(open: Open): void {
  describe('an object', () => {
    test('is kept byte by byte, with its type', async () => {
      const { clients } = await given(open, {});
      const { ETag } = await clients.s3.send(
        new PutObjectCommand({ ...NAME, Body: CONTENT, ContentType: 'image/jpeg' }),
      );
      const read = await clients.s3.send(new GetObjectCommand(NAME));
      expect(new Uint8Array((await read.Body?.transformToByteArray()) ?? [])).toEqual(CONTENT);
      expect(read).toMatchObject({ ETag, ContentType: 'image/jpeg', ContentLength: 5, LastModified: expect.any(Date) });
      const head = await clients.s3.send(new HeadObjectCommand(NAME));
      expect(head).toMatchObject({ ETag, ContentType: 'image/jpeg', ContentLength: 5 });
    });

    /** S3 API reference, PutObject: If-None-Match. */
    test('is not replaced when its writer says so', async () => {
      const { clients } = await given(open, {});
      const put = (text: string) =>
        clients.s3.send(new PutObjectCommand({ ...NAME, Body: Buffer.from(text), IfNoneMatch: '*' }));
      await put('one');
      await expect(put('two')).rejects.toMatchObject({
        name: 'PreconditionFailed',
        $metadata: { httpStatusCode: 412 },
      });
      const { Body } = await clients.s3.send(new GetObjectCommand(NAME));
      expect(await Body?.transformToString()).toBe('one');
    });

    test('must have the digest that its writer names', async () => {
      const { clients } = await given(open, {});
      const put = (ChecksumSHA256: string) =>
        clients.s3.send(new PutObjectCommand({ ...NAME, Body: CONTENT, ChecksumSHA256 }));
      const checksum = createHash('sha256').update(CONTENT).digest('base64');
      await expect(put(createHash('sha256').digest('base64'))).rejects.toMatchObject({ name: 'BadDigest' });
      expect(await put(checksum)).toMatchObject({ ChecksumSHA256: checksum });
    });

    /** S3 API reference, PutObject: x-amz-object-lock-mode, x-amz-object-lock-retain-until-date. */
    test.each(['GOVERNANCE', 'COMPLIANCE'] as const)('is locked until a date: %s', async (ObjectLockMode) => {
      const { clients, world } = await given(open, {});
      const lock = { ObjectLockMode, ObjectLockRetainUntilDate: new Date(world.now() + DAY_MS) };
      await clients.s3.send(new PutObjectCommand({ ...NAME, Body: CONTENT, ...lock }));
      expect(await clients.s3.send(new GetObjectCommand(NAME))).toMatchObject(lock);
      expect(await clients.s3.send(new HeadObjectCommand(NAME))).toMatchObject(lock);
    });

    test('that nobody has locked has no lock', async () => {
      const place = await given(open, {});
      await put(place);
      const head = await place.clients.s3.send(new HeadObjectCommand(NAME));
      expect([head.ObjectLockMode, head.ObjectLockRetainUntilDate]).toEqual([undefined, undefined]);
    });

    test.each<[string, (now: number) => object, RegExp]>([
      ['without a date', () => ({ ObjectLockMode: 'GOVERNANCE' }), /must both be supplied/],
      ['without a mode', (now) => ({ ObjectLockRetainUntilDate: new Date(now + DAY_MS) }), /must both be supplied/],
      [
        'until a date that has passed',
        (now) => ({ ObjectLockMode: 'GOVERNANCE', ObjectLockRetainUntilDate: new Date(now - DAY_MS) }),
        /must be in the future/,
      ],
    ])('is not locked %s', async (_, lock, message) => {
      const { clients, world } = await given(open, {});
      const command = new PutObjectCommand({ ...NAME, Body: CONTENT, ...lock(world.now()) });
      await expect(clients.s3.send(command)).rejects.toMatchObject({
        name: 'InvalidArgument',
        message: expect.stringMatching(message),
        $metadata: { httpStatusCode: 400 },
      });
      await expect(clients.s3.send(new HeadObjectCommand(NAME))).rejects.toMatchObject({ name: 'NotFound' });
    });

    test('that is not there is not found', async () => {
      const { clients } = await given(open, {});
      const missing = { $metadata: { httpStatusCode: 404 } };
      await expect(clients.s3.send(new GetObjectCommand(NAME))).rejects.toMatchObject({
        name: 'NoSuchKey',
        ...missing,
      });
      await expect(clients.s3.send(new HeadObjectCommand(NAME))).rejects.toMatchObject({
        name: 'NotFound',
        ...missing,
      });
    });

    test('is not taken when too many come', async () => {
      const place = await given(open, { faults: { throttled: { s3: 1 } } });
      await expect(put(place)).rejects.toMatchObject({ name: 'SlowDown', $metadata: { httpStatusCode: 503 } });
    });
  });
}

function put({ clients }: Place) {
  return clients.s3.send(new PutObjectCommand({ ...NAME, Body: CONTENT }));
}
