import * as z from 'zod';
import { BUNDLE_PARTS } from '../../evidence/bundle/bundle.ts';
import { timeDocument } from './sharedDocuments.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const part = z.enum(BUNDLE_PARTS).meta({
  id: 'BundlePart',
  description:
    'FIRST: sealed at the end or the quarantine of the drill; RESOLVED: at the end of one that was quarantined; NOTES: a week after the end, if notes came in',
});

/** A sealed part of a drill's evidence, as the drill shows it. */
export const sealedPartDocument = z
  .strictObject({ part, sealedAt: timeDocument, envelopeHash: sha256 })
  .meta({ id: 'SealedPart', description: 'A sealed part of the evidence; POST /v1/evidence-links leads to its files' });
export type SealedPartDocument = z.output<typeof sealedPartDocument>;

/** Where and when a bundle was stored. */
export const sealReceiptDocument = z
  .strictObject({
    drillId: z.string(),
    part,
    sealedAt: timeDocument,
    envelopeHash: sha256.meta({ description: 'SHA-256 of the file envelope.json' }),
    keyId: z.string().meta({ description: 'The key that has signed it' }),
    productVersion: z.string(),
    ended: z.boolean().meta({ description: 'Whether the drill had ended; false: it was quarantined, and went on' }),
    notes: z.int().min(0).meta({ description: 'How many notes of people are in it' }),
    objects: z
      .record(z.string(), z.string())
      .meta({ description: 'The name of each file’s object in the evidence bucket' }),
  })
  .meta({ id: 'SealReceipt', description: 'Where and when a bundle was stored; it is no part of the bundle' });
export type SealReceiptDocument = z.output<typeof sealReceiptDocument>;

/** Addresses of the files of a bundle. */
export const evidenceLinksDocument = z.strictObject({
  drillId: z.string(),
  part,
  files: z.array(
    z.strictObject({
      name: z.string().meta({ description: 'The name of the file in the bundle' }),
      url: z.string().meta({ description: 'Anybody who has this address can read the file until it expires' }),
    }),
  ),
  expiresAt: timeDocument,
  receipt: sealReceiptDocument,
});
export type EvidenceLinksDocument = z.output<typeof evidenceLinksDocument>;

/** The public key of the signatures. */
export const evidenceKeyDocument = z.strictObject({
  keyId: z.string(),
  pem: z.string().meta({ description: 'SubjectPublicKeyInfo as PEM: ECDSA over P-256' }),
});
