import type { Deployed } from './deployed.ts';
import type { Right } from './right.ts';

/** What the functions that seal do outside the table. */
export function sealingRights({ environment }: Deployed): Right[] {
  const bucket = `arn:aws:s3:::${environment['EVIDENCE_BUCKET'] ?? ''}`;
  return [
    { actions: ['s3:GetObject', 's3:PutObject'], resources: [`${bucket}/bundles/d-0/first/envelope.json`] },
    { actions: ['kms:GetPublicKey'], resources: [environment['EVIDENCE_KEY'] ?? ''] },
    {
      actions: ['kms:Sign'],
      resources: [environment['EVIDENCE_KEY'] ?? ''],
      keys: { 'kms:SigningAlgorithm': 'ECDSA_SHA_256' },
    },
  ];
}
