import type { Envelope } from '../bundle/bundle.ts';
import type { Manifest } from '../bundle/manifest.ts';
import { firstDifference } from '../chain/firstDifference.ts';
import type { Context } from '../sources.ts';
import { manifestIn } from './judgeManifest.ts';
import { jsonIn, textIn } from './strictText.ts';
import { refuse } from './verification.ts';

const FILE = 'envelope.json';

/**
 * Refuses an addendum that is about another drill than the first bundle which it names. A drill that has ended does not
 * change: only after a quarantine does an addendum have another journal.
 */
export function judgeFirst(manifest: Manifest, { quarantined }: Context, firstEnvelope: Uint8Array): void {
  const { payload } = jsonIn(FILE, textIn(FILE, firstEnvelope)) as Envelope;
  const first = manifestIn(Buffer.from(payload, 'base64'));
  const found = firstDifference(saidOf(manifest, quarantined === null), saidOf(first, quarantined === null));
  if (found !== null) refuse(FILE, `${found.path} is ${found.one}, and in the first bundle it is ${found.other}.`);
  if (first.predicate.drsDrill.part !== 'FIRST') refuse(FILE, 'It adds to a bundle that is not a first one.');
}

function saidOf({ predicate, subject }: Manifest, hadEnded: boolean) {
  const { drillId, deployment, site } = predicate.drsDrill;
  const ofDrill = subject.filter(({ name }) => hadEnded && (name === 'journal.jsonl' || name === 'record.json'));
  return {
    drillId,
    deployment,
    site,
    sha256: Object.fromEntries(ofDrill.map(({ name, digest }) => [name, digest.sha256])),
  };
}
