import { createHash, createPublicKey } from 'node:crypto';
import {
  GetPublicKeyCommand,
  type GetPublicKeyCommandOutput,
  SignCommand,
  type SignCommandOutput,
} from '@aws-sdk/client-kms';
import type { Signer } from '../../flow/evidence/evidencePorts.ts';
import { type AwsClient, ask } from '../calls.ts';

/** The key that signs evidence, in KMS: its private part never leaves it. */
export function createSigner({ client, keyId }: { client: AwsClient; keyId: string }): Signer {
  return {
    async sign(bytes) {
      // KMS API reference, Sign: a message of more than 4,096 bytes is given as its digest.
      const Message = createHash('sha256').update(bytes).digest();
      const command = new SignCommand({
        KeyId: keyId,
        Message,
        MessageType: 'DIGEST',
        SigningAlgorithm: 'ECDSA_SHA_256',
      });
      const { Signature, KeyId } = await ask<SignCommandOutput>(client, 'Sign', command);
      if (Signature === undefined || KeyId === undefined) throw new Error('KMS has answered without a signature');
      return { signature: Signature, keyId: KeyId };
    },
    async publicKey() {
      const command = new GetPublicKeyCommand({ KeyId: keyId });
      const { PublicKey, KeyId } = await ask<GetPublicKeyCommandOutput>(client, 'GetPublicKey', command);
      if (PublicKey === undefined || KeyId === undefined) throw new Error('KMS has answered without a public key');
      // KMS API reference, GetPublicKey: SubjectPublicKeyInfo as DER.
      const key = createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' });
      return { keyId: KeyId, pem: key.export({ format: 'pem', type: 'spki' }).toString() };
    },
  };
}
