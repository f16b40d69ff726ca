import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { Bundles } from '../../flow/evidence/evidencePorts.ts';

/** Links to objects of a bucket. They hold no longer than the credentials that sign them (S3 user guide). */
export function bundleLinks(client: S3Client, bucket: string): Bundles['link'] {
  return (name, seconds) =>
    getSignedUrl(client, new GetObjectCommand({ Bucket: bucket, Key: name }), { expiresIn: seconds });
}
