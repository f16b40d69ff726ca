import type { Deployed } from '../deployed.ts';
import type { Right } from '../right.ts';

/** What the functions that seal do outside the table. */
export function sealingRights(deployed: Deployed): Right[] {
  const { environment } = deployed;
  const mode = environment['EVIDENCE_RETENTION'] ?? 'NONE';
  const locking = { actions: ['s3:PutObjectRetention'], keys: { 's3:object-lock-mode': mode } };
  return [
    ...keyRights(deployed),
    { actions: ['s3:GetObject', 's3:PutObject'], resources: [envelopeIn(deployed)] },
    ...(mode === 'NONE' ? [] : [{ ...locking, resources: [envelopeIn(deployed)] }]),
    {
      actions: ['kms:Sign'],
      resources: [environment['EVIDENCE_KEY'] ?? ''],
      keys: { 'kms:SigningAlgorithm': 'ECDSA_SHA_256' },
    },
  ];
}

/** What the function that links to bundles does outside the table: an address has the rights of who has signed it. */
export function linkingRights(deployed: Deployed): Right[] {
  return [{ actions: ['s3:GetObject'], resources: [envelopeIn(deployed)] }];
}

/** What whoever names or shows the public key does. */
export function keyRights({ environment }: Deployed): Right[] {
  return [{ actions: ['kms:GetPublicKey'], resources: [environment['EVIDENCE_KEY'] ?? ''] }];
}

function envelopeIn({ place, environment }: Deployed): string {
  return `arn:${place.partition}:s3:::${environment['EVIDENCE_BUCKET'] ?? ''}/bundles/d-0/first/envelope.json`;
}
