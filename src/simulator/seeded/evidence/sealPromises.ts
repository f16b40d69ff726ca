import type { Drill } from '../../../drill/drill.ts';
import { BUNDLE_FILES } from '../../../evidence/bundle/bundle.ts';
import { hashOfLine } from '../../../evidence/chain/journalHash.ts';
import { verifyBundle } from '../../../evidence/verify/verifyBundle.ts';
import type { SealReceipt } from '../../../flow/evidence/evidencePorts.ts';
import { SEAL_TERMS } from '../../../handlers/evidence/sealTerms.ts';
import type { Deployment } from '../seededState.ts';
import type { EvidenceBucket } from './evidenceBucket.ts';

/** What is wrong with the evidence of a deployment's drills, once nothing more is to be sealed. */
export async function wrongSeals(deployment: Deployment, bucket: EvidenceBucket): Promise<string[]> {
  const { table } = deployment;
  const twice = [...bucket.stored].filter(([, times]) => times > 1).map(([name]) => name.split('/'));
  const wrong = twice.map(
    ([, drillId, ...path]) => `nothing in the evidence bucket is stored over (${path.at(-1)} of ${drillId})`,
  );
  for (const drill of table.drills()) {
    // A mark that never reached the table quarantines nothing, and makes nothing due.
    const isMarked = (await table.ports.drills.load(drill.drillId))?.quarantined != null;
    if (drill.phase !== 'ENDED' && !isMarked) continue;
    for (const why of await wrongWith(drill, deployment, bucket))
      wrong.push(`each ended drill has exactly one first bundle, and it verifies (${drill.drillId}: ${why})`);
  }
  return wrong;
}

async function wrongWith({ drillId }: Drill, { table }: Deployment, bucket: EvidenceBucket): Promise<string[]> {
  const { seals } = table.ports;
  const receipts = await seals.receipts(drillId);
  const hasNotes = (await table.ports.notes.of(drillId)).length > 0;
  const parts = receipts.map(({ part }) => part).join();
  if (parts !== (hasNotes ? 'FIRST,NOTES' : 'FIRST')) return [`${parts || 'none'} is sealed`];
  const due = await seals.dueOf(drillId);
  if (due.length > 0) return [`${due.map(({ because }) => because)} is still due`];
  let firstEnvelope: Uint8Array | undefined;
  for (const receipt of receipts) {
    const files = await filesOf(receipt, bucket);
    const wrong = await wrongIn(files, receipt, bucket, firstEnvelope);
    if (wrong !== null) return [`${receipt.part}: ${wrong}`];
    firstEnvelope ??= files.get('envelope.json');
  }
  return [];
}

type Files = Map<string, Uint8Array>;

/** What is wrong with the files of a bundle, or null. */
async function wrongIn(
  files: Files,
  { drillId, envelopeHash }: SealReceipt,
  bucket: EvidenceBucket,
  firstEnvelope: Uint8Array | undefined,
): Promise<string | null> {
  const envelope = files.get('envelope.json');
  if (envelope === undefined || files.size <= BUNDLE_FILES.length) return 'a file of it is missing';
  if (hashOfLine(envelope) !== envelopeHash) return 'its receipt is that of another envelope';
  const { pem } = await bucket.ports.signer.publicKey();
  const terms = { drillId, firstEnvelope, publicKeyPem: pem, makers: SEAL_TERMS };
  const { result, contradictions, said } = verifyBundle(files, { ...terms, productVersion: SEAL_TERMS.version });
  if (result === 'VERIFIED') return null;
  const [contradiction] = contradictions;
  return `${result}: ${contradiction === undefined ? said.at(-1) : `${contradiction.file}: ${contradiction.what}`}`;
}

/** As a folder that was downloaded has them. */
async function filesOf({ objects }: SealReceipt, { ports }: EvidenceBucket): Promise<Files> {
  const files: Files = new Map();
  for (const [file, name] of Object.entries(objects)) {
    const content = await ports.bundles.read(name);
    if (content !== undefined) files.set(file, content);
  }
  return files;
}
