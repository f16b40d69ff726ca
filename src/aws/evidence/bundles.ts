import { createHash } from 'node:crypto';
import {
  GetObjectCommand,
  type GetObjectCommandOutput,
  PutObjectCommand,
  type PutObjectCommandInput,
  type PutObjectCommandOutput,
} from '@aws-sdk/client-s3';
import { DAY_SECONDS, SECOND_MS } from '../../drill/bounds.ts';
import type { Instant } from '../../drill/drill.ts';
import { CallFailed } from '../../flow/errors.ts';
import type { Bundles } from '../../flow/evidence/evidencePorts.ts';
import type { Clock } from '../../flow/ports.ts';
import { type AwsClient, ask } from '../calls.ts';

/** How new bundles are locked, and for how many days from their storing. */
export interface Retention {
  mode: 'GOVERNANCE' | 'COMPLIANCE';
  days: number;
}

/** Bundles in the evidence bucket, through S3's SDK. Without a retention they are not locked. */
export function createBundles({
  client,
  bucket,
  link,
  clock,
  retention,
}: {
  client: AwsClient;
  bucket: string;
  link: Bundles['link'];
  clock: Pick<Clock, 'now'>;
  retention: Retention | null;
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
        ...lockOf(retention, clock.now()),
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

/**
 * S3 API reference, PutObject: both or none, with the right s3:PutObjectRetention and a checksum. The bucket has no
 * default retention, because that would also lock outputs of checks, which have to expire.
 */
function lockOf(retention: Retention | null, now: Instant): Partial<PutObjectCommandInput> {
  if (retention === null) return {};
  const until = new Date(now + retention.days * DAY_SECONDS * SECOND_MS);
  return { ObjectLockMode: retention.mode, ObjectLockRetainUntilDate: until };
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
