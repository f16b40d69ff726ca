import { createHash } from 'node:crypto';
import {
  GetObjectCommand,
  type GetObjectCommandOutput,
  PutObjectCommand,
  type PutObjectCommandOutput,
} from '@aws-sdk/client-s3';
import { CallFailed } from '../../flow/errors.ts';
import type { Bundles } from '../../flow/evidence/evidencePorts.ts';
import { type AwsClient, ask } from '../calls.ts';

/** Bundles in the evidence bucket, through S3's SDK. */
export function createBundles({
  client,
  bucket,
  link,
}: {
  client: AwsClient;
  bucket: string;
  link: Bundles['link'];
}): Bundles {
  return {
    async putNew(name, content, type) {
      const put = new PutObjectCommand({
        Bucket: bucket,
        Key: name,
        Body: content,
        ContentType: type,
        ChecksumSHA256: createHash('sha256').update(content).digest('base64'),
        IfNoneMatch: '*',
      });
      // S3 API reference, PutObject: 412 when the key exists.
      const isNew = await unless('PreconditionFailed', () => ask<PutObjectCommandOutput>(client, 'PutObject', put));
      return isNew !== undefined;
    },
    async read(name) {
      const get = new GetObjectCommand({ Bucket: bucket, Key: name });
      // S3 API reference, GetObject: 404 when there is no such key and the caller may list the bucket, else 403.
      const found = await unless('NoSuchKey', () => ask<GetObjectCommandOutput>(client, 'GetObject', get));
      return found?.Body?.transformToByteArray();
    },
    link,
  };
}

/** What a call answers; undefined when it fails with this error. */
async function unless<Output>(name: string, call: () => Promise<Output>): Promise<Output | undefined> {
  try {
    return await call();
  } catch (error) {
    const cause = error instanceof CallFailed ? error.cause : undefined;
    if (cause instanceof Error && cause.name === name) return undefined;
    throw error;
  }
}
