import { canonicalJson } from '../chain/canonicalJson.ts';
import type { Envelope } from './bundle.ts';
import { isKeyId } from './keyId.ts';
import { withLowS } from './signature.ts';

export const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

/**
 * The bytes that are signed: DSSE's pre-authentication encoding of the manifest (github.com/secure-systems-lab/dsse,
 * protocol.md).
 */
export function signedBytesOf(manifest: Uint8Array): Uint8Array {
  const head = `DSSEv1 ${Buffer.byteLength(PAYLOAD_TYPE)} ${PAYLOAD_TYPE} ${manifest.length} `;
  return Buffer.concat([Buffer.from(head), manifest]);
}

/**
 * The envelope of a signed manifest, as the bytes that are stored: canonical JSON. DSSE does not sign the name of the
 * key, so that name must follow from the key: see `keyIdOf`.
 */
export function envelopeOf(manifest: Uint8Array, signed: { signature: Uint8Array; keyId: string }): Uint8Array {
  if (!isKeyId(signed.keyId)) throw new TypeError('The key must be named by the SHA-256 of its public key.');
  const sig = Buffer.from(withLowS(signed.signature)).toString('base64');
  const envelope: Envelope = {
    payload: Buffer.from(manifest).toString('base64'),
    payloadType: PAYLOAD_TYPE,
    signatures: [{ keyid: signed.keyId, sig }],
  };
  return Buffer.from(canonicalJson(envelope));
}
