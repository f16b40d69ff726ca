import { createHash, generateKeyPairSync } from 'node:crypto';
import { GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { createSigner } from '../../../src/aws/evidence/signer.ts';
import { keyIdOf } from '../../../src/evidence/bundle/keyId.ts';

const client = new KMSClient({ region: 'eu-central-1' });
const mock = mockClient(client);
const KEY_ARN = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const SIGNATURE = new Uint8Array([0x30, 6, 2, 1, 1, 2, 1, 1]);
const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const PublicKey = publicKey.export({ format: 'der', type: 'spki' });

const signer = () => createSigner({ client, keyId: KEY_ARN });
beforeEach(() => mock.reset());

describe('the signer', () => {
  test('gives KMS the digest of what is to be signed, and names the key as whoever has it can', async () => {
    mock.on(SignCommand).resolves({ Signature: SIGNATURE }).on(GetPublicKeyCommand).resolves({ PublicKey });
    const bytes = new Uint8Array(5000);
    expect(await signer().sign(bytes)).toEqual({ signature: SIGNATURE, keyId: keyIdOf(publicKey) });
    expect(mock.calls()[0]?.args[0].input).toEqual({
      KeyId: KEY_ARN,
      Message: createHash('sha256').update(bytes).digest(),
      MessageType: 'DIGEST',
      SigningAlgorithm: 'ECDSA_SHA_256',
    });
  });

  test('shows the public key as PEM, and reads it once', async () => {
    mock.on(GetPublicKeyCommand).resolves({ PublicKey });
    const one = signer();
    const pem = publicKey.export({ format: 'pem', type: 'spki' });
    for (const _ of ['first', 'again']) expect(await one.publicKey()).toEqual({ keyId: keyIdOf(publicKey), pem });
    expect(mock.calls()).toHaveLength(1);
  });

  test.each([
    ['DisabledException', 400],
    ['KMSInvalidStateException', 400],
    ['AccessDeniedException', 400],
  ])('says so when KMS answers %s', async (name, httpStatusCode) => {
    mock.on(SignCommand).rejects(Object.assign(new Error('no'), { name, $metadata: { httpStatusCode } }));
    await expect(signer().sign(new Uint8Array())).rejects.toThrow(`Sign: ${name}: no`);
  });

  test('does not take an answer without a signature or a key', async () => {
    mock.on(SignCommand).resolves({}).on(GetPublicKeyCommand).resolves({});
    await expect(signer().sign(new Uint8Array())).rejects.toThrow('without a signature');
    await expect(signer().publicKey()).rejects.toThrow('without a public key');
  });
});
