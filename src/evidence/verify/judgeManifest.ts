import { BUNDLE_PARTS } from '../bundle/bundle.ts';
import { BUNDLE_FORMAT, type Manifest, PREDICATE_TYPE, STATEMENT_TYPE } from '../bundle/manifest.ts';
import { hashOfLine } from '../chain/journalHash.ts';
import { canonicalIn, textIn } from './strictText.ts';
import { refuse, Unverifiable } from './verification.ts';

const FILE = 'envelope.json';

/** The manifest that was signed. Refuses what is no manifest, and stops at one of another format. */
export function manifestIn(payload: Uint8Array): Manifest {
  const manifest = canonicalIn(FILE, textIn(FILE, payload), 'Its payload') as Partial<Manifest> | null;
  if (manifest?._type !== STATEMENT_TYPE || manifest.predicateType !== PREDICATE_TYPE)
    refuse(FILE, 'Its payload is no in-toto statement about a test result.');
  const { format } = (manifest as Manifest).predicate.drsDrill;
  if (format !== BUNDLE_FORMAT)
    throw new Unverifiable(`The bundle has the format ${format}, and only ${BUNDLE_FORMAT} is known.`);
  return manifest as Manifest;
}

/** What the verifier knows from elsewhere. */
export interface Expected {
  drillId: string;
  /** The envelope of the drill's first bundle, when it is at hand. */
  firstEnvelope?: Uint8Array | undefined;
}

/** Refuses the bundle of another drill, and an addendum to another bundle. */
export function judgeIdentity({ predicate }: Manifest, { drillId, firstEnvelope }: Expected): void {
  const { drillId: signed, part, firstEnvelopeHash } = predicate.drsDrill;
  if (signed !== drillId) refuse(FILE, `It is evidence of drill ${signed}, not of ${drillId}.`);
  if (!BUNDLE_PARTS.includes(part)) refuse(FILE, `There is no part ${part}.`);
  if ((part === 'FIRST') !== (firstEnvelopeHash === null))
    refuse(FILE, `As ${part} it ${part === 'FIRST' ? 'must name no' : 'must name the'} first bundle.`);
  if (firstEnvelopeHash !== null && !/^[0-9a-f]{64}$/.test(firstEnvelopeHash))
    refuse(FILE, 'It does not name the first bundle by a SHA-256.');
  if (firstEnvelopeHash === null || firstEnvelope === undefined) return;
  const given = hashOfLine(firstEnvelope);
  if (given !== firstEnvelopeHash)
    refuse(FILE, `It adds to the bundle with envelope ${firstEnvelopeHash}, and the given one is ${given}.`);
}
