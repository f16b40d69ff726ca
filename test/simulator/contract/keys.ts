import { createHash, createPublicKey, verify } from 'node:crypto';
import { GetPublicKeyCommand, SignCommand } from '@aws-sdk/client-kms';
import { describe, expect, test } from 'vitest';
import { type Clients, given, type Open } from '../contract.ts';

const KEY = { KeyId: 'alias/evidence' };
const HOW = { SigningAlgorithm: 'ECDSA_SHA_256' } as const;
const MESSAGE = Buffer.from('what was seen');

/** Keys of KMS that sign. */
export function keys(open: Open): void {
  describe('a key that signs', () => {
    test('signs a message, or its digest, and its public key verifies both', async () => {
      const { clients } = await given(open, {});
      const key = await publicKeyOf(clients);
      const digest = createHash('sha256').update(MESSAGE).digest();
      const whole = await clients.kms.send(new SignCommand({ ...KEY, ...HOW, Message: MESSAGE }));
      const hashed = await clients.kms.send(
        new SignCommand({ ...KEY, ...HOW, Message: digest, MessageType: 'DIGEST' }),
      );
      for (const { Signature = new Uint8Array() } of [whole, hashed]) {
        expect(verify('sha256', MESSAGE, key, Signature)).toBe(true);
        expect(verify('sha256', Buffer.from('anything else'), key, Signature)).toBe(false);
      }
    });

    test('is on P-256, and is named by its ARN in every answer', async () => {
      const { clients } = await given(open, {});
      const shown = await clients.kms.send(new GetPublicKeyCommand(KEY));
      const signed = await clients.kms.send(new SignCommand({ ...KEY, ...HOW, Message: MESSAGE }));
      expect(shown).toMatchObject({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
      expect(signed.KeyId).toBe(shown.KeyId);
      expect(shown.KeyId).toMatch(/^arn:aws:kms:eu-central-1:111122223333:key\//);
      const again = await clients.kms.send(new GetPublicKeyCommand({ KeyId: shown.KeyId }));
      expect(again.PublicKey).toEqual(shown.PublicKey);
    });

    /** KMS API reference, Sign. */
    test.each([
      ['a message of more than 4,096 bytes', { Message: Buffer.alloc(4097) }, 'ValidationException'],
      ['a digest of another length', { Message: Buffer.alloc(31), MessageType: 'DIGEST' }, 'ValidationException'],
      ['another algorithm', { Message: MESSAGE, SigningAlgorithm: 'ECDSA_SHA_384' }, 'InvalidKeyUsageException'],
    ] as const)('refuses %s', async (_what, more, name) => {
      const { clients } = await given(open, {});
      const refused = clients.kms.send(new SignCommand({ ...KEY, ...HOW, ...more }));
      await expect(refused).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 400 } });
    });
  });
}

async function publicKeyOf({ kms }: Clients) {
  const { PublicKey = new Uint8Array() } = await kms.send(new GetPublicKeyCommand(KEY));
  return createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' });
}
