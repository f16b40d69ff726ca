/** The parts of a drill's evidence. NOTES is the addendum a week after the end; RESOLVED follows a quarantine. */
export const BUNDLE_PARTS = ['FIRST', 'RESOLVED', 'NOTES'] as const;
export type BundlePart = (typeof BUNDLE_PARTS)[number];

/** The files of a bundle, in the order of the manifest. The manifest itself is the payload of the envelope. */
export const BUNDLE_FILES = [
  'report.json',
  'report.html',
  'report.md',
  'servers.csv',
  'journal.jsonl',
  'record.json',
  'notes.jsonl',
  'guard.jsonl',
  'context.json',
] as const;
export type BundleFile = (typeof BUNDLE_FILES)[number];

/** The files of a bundle and its manifest, which names the digest of each. */
export interface Bundle {
  drillId: string;
  part: BundlePart;
  files: Record<BundleFile, Uint8Array>;
  /** An in-toto statement, as canonical JSON. */
  manifest: Uint8Array;
}

/** DSSE: a signed payload (github.com/secure-systems-lab/dsse). Both texts are base64; `keyid`: see `keyIdOf`. */
export interface Envelope {
  payload: string;
  payloadType: 'application/vnd.in-toto+json';
  signatures: { keyid: string; sig: string }[];
}
