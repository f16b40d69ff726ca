import { createHash } from 'node:crypto';
import { PutObjectCommand, type PutObjectCommandOutput } from '@aws-sdk/client-s3';
import type { Outputs } from '../flow/checks/checkPorts.ts';
import { CallFailed } from '../flow/errors.ts';
import { type AwsClient, ask } from './calls.ts';

/** Objects of the evidence bucket, through S3's SDK. */
export function createOutputs({
  client,
  bucket,
  prefix = 'outputs/',
}: {
  client: AwsClient;
  bucket: string;
  prefix?: string;
}): Outputs {
  return {
    async keep(content, type) {
      const digest = createHash('sha256').update(content).digest();
      const name = digest.toString('hex');
      const command = new PutObjectCommand({
        Bucket: bucket,
        Key: `${prefix}${name}`,
        Body: content,
        ContentType: type,
        ChecksumSHA256: digest.toString('base64'),
        // The bucket keeps every version, so the same content would otherwise be kept again at each repetition.
        IfNoneMatch: '*',
      });
      await unlessThere(() => ask<PutObjectCommandOutput>(client, 'PutObject', command));
      return name;
    },
  };
}

/** S3 API reference, PutObject: 412 when the key exists. It then has this content, which its name is the digest of. */
async function unlessThere(put: () => Promise<unknown>): Promise<void> {
  try {
    await put();
  } catch (error) {
    const cause = error instanceof CallFailed ? error.cause : undefined;
    if (!(cause instanceof Error && cause.name === 'PreconditionFailed')) throw error;
  }
}
