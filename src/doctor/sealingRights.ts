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

/** What the function that links to bundles does outside the table: an address has the rights of who has signed it. */
export function linkingRights({ environment }: Deployed): Right[] {
  const bucket = `arn:aws:s3:::${environment['EVIDENCE_BUCKET'] ?? ''}`;
  return [{ actions: ['s3:GetObject'], resources: [`${bucket}/bundles/d-0/first/envelope.json`] }];
}

/** What the function that shows the public key does. */
export function keyRights({ environment }: Deployed): Right[] {
  return [{ actions: ['kms:GetPublicKey'], resources: [environment['EVIDENCE_KEY'] ?? ''] }];
}
