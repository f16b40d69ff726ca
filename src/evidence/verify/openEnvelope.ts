import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { Envelope } from '../bundle/bundle.ts';
import { PAYLOAD_TYPE, signedBytesOf } from '../bundle/envelope.ts';
import { keyIdOf } from '../bundle/keyId.ts';
import { isStrict } from '../bundle/signature.ts';
import { base64In, canonicalIn, textIn } from './strictText.ts';
import { refuse, Unverifiable } from './verification.ts';

const FILE = 'envelope.json';

/** The signed manifest. Refuses an envelope that the key has not signed, or that has another text for its content. */
export function openEnvelope(bytes: Uint8Array, key: KeyObject): Uint8Array {
  const envelope = canonicalIn(FILE, textIn(FILE, bytes));
  if (!isEnvelope(envelope)) refuse(FILE, 'It is no DSSE envelope with one signature.');
  if (envelope.payloadType !== PAYLOAD_TYPE) refuse(FILE, `Its payload type is not ${PAYLOAD_TYPE}.`);
  const [{ sig, keyid }] = envelope.signatures;
  if (keyid !== keyIdOf(key)) refuse(FILE, `It names another key than the given one, which is ${keyIdOf(key)}.`);
  const payload = base64In(FILE, envelope.payload, 'Its payload');
  const signature = base64In(FILE, sig, 'Its signature');
  if (!isStrict(signature)) refuse(FILE, 'Its signature is not strict DER with low s.');
  if (!verify('sha256', signedBytesOf(payload), key, signature))
    refuse(FILE, 'Its signature is not one of this key over this payload.');
  return payload;
}

/**
 * The first public key in a PEM text (RFC 7468, section 13). It must be one of the curve P-256, which the product signs
 * with. A private key or a certificate, which have a public key, too, are something else than what was published.
 */
export function publicKeyIn(pem: string): KeyObject {
  const [, base64 = ''] = PUBLIC_KEY.exec(pem) ?? [];
  const der = Buffer.from(base64, 'base64');
  if (der.toString('base64') !== base64.replaceAll(/\s/g, '')) throw new Unverifiable(NO_KEY);
  const key = parsedKey(der);
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw new Unverifiable('The key is not one of P-256.');
  // The same point has shorter forms, and `keyid` is the hash of this one.
  if (!key.export({ type: 'spki', format: 'der' }).equals(der) || der.length !== SPKI_BYTES)
    throw new Unverifiable('The key is not in its usual form of 91 bytes.');
  return key;
}

const NO_KEY = 'The key is no public key in PEM.';
const PUBLIC_KEY = /-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]*)-----END PUBLIC KEY-----/;
/** SubjectPublicKeyInfo of a point that is not compressed (RFC 5480, section 2). */
const SPKI_BYTES = 91;

function parsedKey(der: Buffer): KeyObject {
  try {
    return createPublicKey({ key: der, format: 'der', type: 'spki' });
  } catch {
    throw new Unverifiable(NO_KEY);
  }
}

interface OneSignature extends Envelope {
  signatures: [Envelope['signatures'][number]];
}

/** Only the members of an envelope, so that nothing unsigned hides in it. */
function isEnvelope(value: unknown): value is OneSignature {
  const { payload, payloadType, signatures, ...rest } = membersOf(value);
  if (!Array.isArray(signatures) || signatures.length !== 1 || Object.keys(rest).length > 0) return false;
  const { keyid, sig, ...more } = membersOf(signatures[0]);
  return [payload, payloadType, keyid, sig].every((text) => typeof text === 'string') && Object.keys(more).length === 0;
}

function membersOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
