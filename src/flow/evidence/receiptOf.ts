import type { Drill, Instant } from '../../drill/drill.ts';
import type { Bundle, BundleFile, Envelope } from '../../evidence/bundle/bundle.ts';
import type { Manifest } from '../../evidence/bundle/manifest.ts';
import { linesIn } from '../../evidence/bundle/sourceFiles.ts';
import { hashOfLine } from '../../evidence/chain/journalHash.ts';
import type { Bundles, SealReceipt } from './evidencePorts.ts';
import { envelopeName, fileName } from './storeBundle.ts';

/**
 * The receipt of a bundle, from what is stored: another sealer, perhaps of another version, may have stored it just
 * before.
 */
export async function receiptOf(
  bundles: Pick<Bundles, 'read'>,
  { drillId, part, stored }: Pick<Bundle, 'drillId' | 'part'> & { stored: Uint8Array },
  sealedAt: Instant,
): Promise<SealReceipt> {
  const { payload, signatures } = JSON.parse(textOf(stored)) as Envelope;
  const { subject, predicate } = JSON.parse(Buffer.from(payload, 'base64').toString()) as Manifest;
  const { product, ...named } = predicate.drsDrill;
  if (named.drillId !== drillId || named.part !== part)
    throw new Error(
      `the envelope ${envelopeName({ drillId, part })} is that of ${named.part} of drill ${named.drillId}`,
    );
  const files = subject.map(({ name, digest }) => [name, fileName({ drillId, part }, name, digest.sha256)] as const);
  const objects = Object.fromEntries(files) as Record<BundleFile, string>;
  const [record, notes] = await Promise.all([
    readStored(bundles, objects['record.json']),
    readStored(bundles, objects['notes.jsonl']),
  ]);
  return {
    drillId,
    part,
    sealedAt,
    envelopeHash: hashOfLine(stored),
    keyId: signatures[0]?.keyid ?? '',
    productVersion: product.version,
    ended: (JSON.parse(record) as Drill).phase === 'ENDED',
    notes: linesIn(notes).length,
    objects: { ...objects, 'envelope.json': envelopeName({ drillId, part }) },
  };
}

async function readStored(bundles: Pick<Bundles, 'read'>, name: string): Promise<string> {
  const content = await bundles.read(name);
  if (content === undefined) throw new Error(`the file ${name} of a stored bundle cannot be read`);
  return textOf(content);
}

function textOf(content: Uint8Array): string {
  return Buffer.from(content).toString();
}
