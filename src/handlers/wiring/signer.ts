import { KMSClient } from '@aws-sdk/client-kms';
import { asking } from '../../aws/clientSettings.ts';
import { createSigner } from '../../aws/evidence/signer.ts';
import { required } from './settings.ts';
import type { AdapterFactories } from './wiring.ts';

/** The key that signs evidence. */
export const signerAdapter = {
  signer: () => createSigner({ client: new KMSClient(asking()), keyId: required(process.env, 'EVIDENCE_KEY') }),
} satisfies AdapterFactories;
