import type { Deployed } from '../deployed.ts';
import type { Right } from '../right.ts';

/** What the functions that seal do outside the table. */
export function sealingRights(deployed: Deployed): Right[] {
  const { environment } = deployed;
  return [
    ...keyRights(deployed),
    { actions: ['s3:GetObject', 's3:PutObject'], resources: [envelopeIn(environment)] },
    {
      actions: ['kms:Sign'],
      resources: [environment['EVIDENCE_KEY'] ?? ''],
      keys: { 'kms:SigningAlgorithm': 'ECDSA_SHA_256' },
    },
  ];
}

/** What the function that links to bundles does outside the table: an address has the rights of who has signed it. */
export function linkingRights({ environment }: Deployed): Right[] {
  return [{ actions: ['s3:GetObject'], resources: [envelopeIn(environment)] }];
}

/** What whoever names or shows the public key does. */
export function keyRights({ environment }: Deployed): Right[] {
  return [{ actions: ['kms:GetPublicKey'], resources: [environment['EVIDENCE_KEY'] ?? ''] }];
}

function envelopeIn(environment: Deployed['environment']): string {
  return `arn:aws:s3:::${environment['EVIDENCE_BUCKET'] ?? ''}/bundles/d-0/first/envelope.json`;
}
