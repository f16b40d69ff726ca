import { createHash, createPublicKey } from 'node:crypto';
import {
  GetPublicKeyCommand,
  type GetPublicKeyCommandOutput,
  SignCommand,
  type SignCommandOutput,
} from '@aws-sdk/client-kms';
import type { Signer } from '../../flow/evidence/evidencePorts.ts';
import { type AwsClient, ask } from '../calls.ts';

/** The key that signs evidence, in KMS: its private part never leaves it. Its public part never changes. */
export function createSigner({ client, keyId }: { client: AwsClient; keyId: string }): Signer {
  const kept: { publicKey?: Awaited<ReturnType<Signer['publicKey']>> } = {};
  const publicKey = async () => {
    kept.publicKey ??= await readPublicKey(client, keyId);
    return kept.publicKey;
  };
  return {
    publicKey,
    async sign(bytes) {
      // KMS API reference, Sign: a message of more than 4,096 bytes is given as its digest.
      const Message = createHash('sha256').update(bytes).digest();
      const how = { MessageType: 'DIGEST', SigningAlgorithm: 'ECDSA_SHA_256' } as const;
      const command = new SignCommand({ KeyId: keyId, Message, ...how });
      const { Signature } = await ask<SignCommandOutput>(client, 'Sign', command);
      if (Signature === undefined) throw new Error('KMS has answered without a signature');
      return { signature: Signature, keyId: (await publicKey()).keyId };
    },
  };
}

/** KMS API reference, GetPublicKey: SubjectPublicKeyInfo as DER. The key is named by its digest. */
async function readPublicKey(client: AwsClient, keyId: string): ReturnType<Signer['publicKey']> {
  const command = new GetPublicKeyCommand({ KeyId: keyId });
  const { PublicKey } = await ask<GetPublicKeyCommandOutput>(client, 'GetPublicKey', command);
  if (PublicKey === undefined) throw new Error('KMS has answered without a public key');
  const key = createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' });
  const digest = createHash('sha256')
    .update(key.export({ format: 'der', type: 'spki' }))
    .digest('hex');
  return { keyId: digest, pem: key.export({ format: 'pem', type: 'spki' }).toString() };
}
