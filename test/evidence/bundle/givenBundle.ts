import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import type { Sealed } from '../../../src/evidence/bundle/bundleOf.ts';
import { signedBytesOf } from '../../../src/evidence/bundle/envelope.ts';
import { keyIdOf } from '../../../src/evidence/bundle/keyId.ts';
import type { CheckReported } from '../../../src/evidence/report/report.ts';
import { seededDrills } from '../seededDrills.ts';

/** What goes into the first bundle of the drill that passes in seed 25. */
export async function aPassedDrill(): Promise<Sealed> {
  const [drill] = await seededDrills(25);
  if (drill === undefined) throw new Error('seed 25 has no drill');
  return { ...drill, part: 'FIRST', firstEnvelopeHash: null };
}

/** A check that has passed, changed. */
export function aCheck(changed: Partial<CheckReported>): CheckReported {
  const unknown = { because: null, by: null, evidenceUrl: null, beganAt: null, decidedAt: null, output: null };
  return {
    name: 'a',
    kind: 'TCP',
    required: true,
    state: 'PASSED',
    control: false,
    counts: {},
    servers: [],
    ...unknown,
    ...changed,
  };
}

/** A key pair like that of the deployment, and what it signs a manifest with. */
export function aKey() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const key = createPrivateKey(privateKey);
  const signed = (manifest: Uint8Array) => ({
    signature: sign('sha256', signedBytesOf(manifest), key),
    keyId: keyIdOf(publicKey),
  });
  return { publicKeyPem: publicKey, signed };
}
