import { S3Client } from '@aws-sdk/client-s3';
import { asking } from '../../aws/clientSettings.ts';
import { bundleLinks } from '../../aws/evidence/bundleLinks.ts';
import { createBundles } from '../../aws/evidence/bundles.ts';
import { retentionOf } from './retention.ts';
import { required } from './settings.ts';
import { type AdapterFactories, wiring } from './wiring.ts';

/** The evidence bucket. */
export const bundlesAdapter = {
  bundles: () => {
    const [client, bucket] = [new S3Client(asking()), required(process.env, 'EVIDENCE_BUCKET')];
    const link = bundleLinks(client, bucket);
    return createBundles({ client, bucket, link, clock: wiring().clock, retention: retentionOf(process.env) });
  },
} satisfies AdapterFactories;
