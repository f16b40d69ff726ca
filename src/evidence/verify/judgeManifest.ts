import { OUTCOMES } from '../../drill/drill.ts';
import { WORLDS } from '../../drill/world.ts';
import { BUNDLE_PARTS } from '../bundle/bundle.ts';
import { BUNDLE_FORMAT, type Manifest, PREDICATE_TYPE, STATEMENT_TYPE } from '../bundle/manifest.ts';
import { hashOfLine } from '../chain/journalHash.ts';
import { canonicalIn, exactMembers, textIn } from './strictText.ts';
import { refuse, Unverifiable } from './verification.ts';

const FILE = 'envelope.json';

/** The manifest that was signed. Refuses what is no manifest, and stops at one of another format. */
export function manifestIn(payload: Uint8Array): Manifest {
  const manifest = canonicalIn(FILE, textIn(FILE, payload), 'Its payload') as Partial<Manifest> | null;
  if (manifest?._type !== STATEMENT_TYPE || manifest.predicateType !== PREDICATE_TYPE)
    refuse(FILE, 'Its payload is no in-toto statement about a test result.');
  const { format } = (manifest as Manifest).predicate.drsDrill;
  if (format === undefined) refuse(FILE, 'Its payload has no format.');
  if (format !== BUNDLE_FORMAT)
    throw new Unverifiable(`The bundle has the format ${format}, and only ${BUNDLE_FORMAT} is known.`);
  judgeMembers(manifest as Manifest);
  return manifest as Manifest;
}

/** Whoever signs more than the format knows could mean it for another reader. */
function judgeMembers(manifest: Manifest): void {
  const { predicate } = manifest;
  exactMembers(FILE, manifest, ['_type', 'subject', 'predicateType', 'predicate'], 'The manifest');
  exactMembers(FILE, predicate, PREDICATE_MEMBERS, 'The predicate');
  exactMembers(FILE, predicate.drsDrill, OUR_MEMBERS, 'drsDrill');
  const { part, world, outcome } = predicate.drsDrill;
  if (!BUNDLE_PARTS.includes(part)) refuse(FILE, `There is no part ${part}.`);
  if (world !== null && !WORLDS.includes(world)) refuse(FILE, `There is no world ${world}.`);
  if (outcome !== null && !OUTCOMES.includes(outcome)) refuse(FILE, `There is no outcome ${outcome}.`);
}

const PREDICATE_MEMBERS = ['result', 'configuration', 'passedTests', 'warnedTests', 'failedTests', 'drsDrill'];
const OUR_MEMBERS = [
  ...['format', 'drillId', 'part', 'world', 'deployment', 'site', 'outcome', 'product', 'outputs'],
  'firstEnvelopeHash',
];

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
  if ((part === 'FIRST') !== (firstEnvelopeHash === null))
    refuse(FILE, `As ${part} it ${part === 'FIRST' ? 'must name no' : 'must name the'} first bundle.`);
  if (firstEnvelopeHash !== null && !/^[0-9a-f]{64}$/.test(firstEnvelopeHash))
    refuse(FILE, 'It does not name the first bundle by a SHA-256.');
  if (firstEnvelope === undefined) return;
  if (firstEnvelopeHash === null) refuse(FILE, 'It is a first bundle itself, and adds to none.');
  const given = hashOfLine(firstEnvelope);
  if (given !== firstEnvelopeHash)
    refuse(FILE, `It adds to the bundle with envelope ${firstEnvelopeHash}, and the given one is ${given}.`);
}
