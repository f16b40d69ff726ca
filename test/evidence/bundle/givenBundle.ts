import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { launchTime, type Measure, recoveryTime } from '../../../src/drill/clocks.ts';
import type { Makers, Sealed } from '../../../src/evidence/bundle/bundleOf.ts';
import { signedBytesOf } from '../../../src/evidence/bundle/envelope.ts';
import { keyIdOf } from '../../../src/evidence/bundle/keyId.ts';
import type { CheckReported, Clock, Report } from '../../../src/evidence/report/report.ts';
import type { Sources } from '../../../src/evidence/sources.ts';
import { seededDrills } from '../seededDrills.ts';

/** What goes into the first bundle of the drill that passes in seed 25. */
export async function aPassedDrill(): Promise<Sealed> {
  const [drill] = await seededDrills(25);
  if (drill === undefined) throw new Error('seed 25 has no drill');
  return { ...drill, part: 'FIRST', firstEnvelopeHash: null };
}

/** Forms that show a few members, and a report with those that a manifest has and that a verifier compares. */
export const PLAIN: Makers = {
  reportOf: plainReport,
  htmlOf: (report) => `<p>${report.identity.drillId}</p>`,
  markdownOf: (report) => `# ${report.identity.drillId}`,
  csvOf: (report) => `outcome\r\n${report.verdict.outcome}\r\n`,
};

function plainReport({ drill, entries, context, notes }: Sources): Report {
  const { drillId, site, owner, world = null, outcome = null, plan = null, phase, cleanup } = drill;
  const identity = { drillId, site, deployment: owner, world, plan, requestHash: null, product: context.product };
  const verdict = { outcome, phase, computed: outcome === 'PASSED' ? 'PASSED' : 'FAILED' };
  const servers = Object.keys(drill.servers).map((sourceServerId) => ({
    sourceServerId,
    clocks: {
      recoveryTime: clockOf(recoveryTime(drill, sourceServerId)),
      launch: clockOf(launchTime(drill, sourceServerId)),
    },
  }));
  const integrity = { entries: entries.length, notes: notes.length };
  return { identity, verdict, cleanup: { state: cleanup }, servers, checks: [], integrity } as unknown as Report;
}

function clockOf({ from, to, notBefore, ...rest }: Measure): Clock {
  const shown = (end: Measure['from']) => end && { ...end, at: new Date(end.at).toISOString() };
  return { ...rest, from: shown(from), to: shown(to), notBefore: shown(notBefore) };
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
    keyId: keyIdOf(publicKey),
  });
  return { publicKeyPem: publicKey, signed };
}
