import { BUNDLE_FILES, type BundleFile } from '../bundle/bundle.ts';
import type { Manifest } from '../bundle/manifest.ts';
import { firstDifference } from '../chain/firstDifference.ts';
import { hashOfLine } from '../chain/journalHash.ts';
import { Contradicted, type Contradiction, refuse } from './verification.ts';

/** Files by name. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** Files of a downloaded bundle that its manifest does not name. */
const BESIDE: ReadonlySet<string> = new Set(['envelope.json', 'manifest.json', 'receipt.json']);

/** The files that were signed. Refuses when one is missing, another one, or more than was signed. */
export function signedFiles(files: Files, { subject }: Manifest, payload: Uint8Array): Record<BundleFile, Uint8Array> {
  const digests = subject.map(({ digest: { sha256 } }) => sha256);
  const named = BUNDLE_FILES.map((name, index) => ({ name, digest: { sha256: digests[index] } }));
  if (firstDifference(subject, named) !== null)
    refuse('envelope.json', `It does not name the files ${BUNDLE_FILES.join(', ')}.`);
  const contradictions = [
    ...subject.flatMap(({ name, digest }) => wrongContent(files, name, digest.sha256, subject)),
    ...otherManifest(files.get('manifest.json'), payload),
    ...unknownNames(files).map((file) => ({ file, what: 'The manifest does not name it.' })),
  ];
  if (contradictions.length > 0) throw new Contradicted(contradictions);
  return Object.fromEntries(BUNDLE_FILES.map((name) => [name, files.get(name)])) as Record<BundleFile, Uint8Array>;
}

function wrongContent(files: Files, file: string, signed: string, subject: Manifest['subject']): Contradiction[] {
  const content = files.get(file);
  if (content === undefined) return [{ file, what: 'It is missing.' }];
  const digest = hashOfLine(content);
  if (digest === signed) return [];
  const other = subject.find(({ digest: { sha256 } }) => sha256 === digest);
  return [{ file, what: other ? `It has the content of ${other.name}.` : `Its SHA-256 is ${digest}, not ${signed}.` }];
}

function unknownNames(files: Files): string[] {
  const isKnown = (name: string) => BESIDE.has(name) || (BUNDLE_FILES as readonly string[]).includes(name);
  return [...files.keys()].filter((name) => !isKnown(name)).sort();
}

/** A download has the manifest for people to read; what counts is the signed one. */
function otherManifest(shown: Uint8Array | undefined, payload: Uint8Array): Contradiction[] {
  if (shown === undefined || Buffer.compare(shown, payload) === 0) return [];
  return [{ file: 'manifest.json', what: 'It is not what was signed.' }];
}
