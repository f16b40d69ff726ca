import { createHash, createPublicKey } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Envelope } from '../../../src/evidence/bundle/bundle.ts';
import { envelopeOf, signedBytesOf } from '../../../src/evidence/bundle/envelope.ts';
import { isStrict } from '../../../src/evidence/bundle/signature.ts';
import { aKey } from './givenBundle.ts';

const MANIFEST = Buffer.from('{"name":"Grüße"}');

describe('an envelope', () => {
  // github.com/secure-systems-lab/dsse, protocol.md: "DSSEv1" SP LEN(type) SP type SP LEN(body) SP body, in bytes.
  test('is signed over the encoding that DSSE prescribes', () => {
    const expected = 'DSSEv1 28 application/vnd.in-toto+json 18 {"name":"Grüße"}';
    expect(Buffer.from(signedBytesOf(MANIFEST)).toString()).toBe(expected);
  });

  // github.com/secure-systems-lab/dsse, envelope.md
  test('has the members that DSSE prescribes, and no other', () => {
    const envelope = envelopeOf(MANIFEST, aKey().signed(MANIFEST));
    const { payload, payloadType, signatures, ...rest } = JSON.parse(Buffer.from(envelope).toString()) as Envelope;
    expect(Buffer.from(payload, 'base64')).toEqual(MANIFEST);
    expect(payload).toMatch(/^[A-Za-z0-9+/]+=*$/);
    expect(payloadType).toBe('application/vnd.in-toto+json');
    expect(rest).toEqual({});
    expect(signatures).toEqual([{ keyid: expect.any(String), sig: expect.stringMatching(/^[A-Za-z0-9+/]+=*$/) }]);
  });

  test('names the key by the hash of its public key, which DSSE does not sign', () => {
    const { publicKeyPem, signed } = aKey();
    const der = createPublicKey(publicKeyPem).export({ type: 'spki', format: 'der' });
    const { signatures } = JSON.parse(Buffer.from(envelopeOf(MANIFEST, signed(MANIFEST))).toString()) as Envelope;
    expect(signatures[0]?.keyid).toBe(createHash('sha256').update(der).digest('hex'));
    expect(() => envelopeOf(MANIFEST, { ...signed(MANIFEST), keyId: 'alias/evidence' })).toThrow(
      'The key must be named by the SHA-256 of its public key.',
    );
  });

  test('is canonical JSON, without white space', () => {
    const text = Buffer.from(envelopeOf(MANIFEST, aKey().signed(MANIFEST))).toString();
    expect(text).toMatch(
      /^\{"payload":"[^"]+","payloadType":"[^"]+","signatures":\[\{"keyid":"[^"]+","sig":"[^"]+"\}\]\}$/,
    );
  });

  test('has a signature with low s, whichever s the signer has chosen', () => {
    const key = aKey();
    for (let n = 0; n < 20; n++) {
      const { signatures } = JSON.parse(Buffer.from(envelopeOf(MANIFEST, key.signed(MANIFEST))).toString()) as Envelope;
      expect(isStrict(Buffer.from(signatures[0]?.sig ?? '', 'base64'))).toBe(true);
    }
  });
});
