import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import type { Makers, Sealed } from '../../../src/evidence/bundle/bundleOf.ts';
import { signedBytesOf } from '../../../src/evidence/bundle/envelope.ts';
import type { CheckReported, Report } from '../../../src/evidence/report/report.ts';
import type { Sources } from '../../../src/evidence/sources.ts';
import { seededDrills } from '../seededDrills.ts';

/** What goes into the first bundle of the drill that passes in seed 25. */
export async function aPassedDrill(): Promise<Sealed> {
  const [drill] = await seededDrills(25);
  if (drill === undefined) throw new Error('seed 25 has no drill');
  return { ...drill, part: 'FIRST', firstEnvelopeHash: null };
}

/** Forms that show a few members, and a report with those that a manifest has. */
export const PLAIN: Makers = {
  reportOf: plainReport,
  htmlOf: (report) => `<p>${report.identity.drillId}</p>`,
  markdownOf: (report) => `# ${report.identity.drillId}`,
  csvOf: (report) => `outcome\r\n${report.verdict.outcome}\r\n`,
};

function plainReport({ drill, entries, context }: Sources): Report {
  const { drillId, site, owner, world = null, outcome = null, plan = null } = drill;
  const identity = { drillId, site, deployment: owner, world, plan, requestHash: null, product: context.product };
  const verdict = { outcome, computed: outcome === 'PASSED' ? 'PASSED' : 'FAILED' };
  return { identity, verdict, checks: [], integrity: { entries: entries.length } } as unknown as Report;
}

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
    keyId: 'arn:aws:kms:eu-central-1:111122223333:key/evidence',
  });
  return { publicKeyPem: publicKey, signed };
}
