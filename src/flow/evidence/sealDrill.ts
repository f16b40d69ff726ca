import { NOTES_ACCEPTED_SECONDS, NOTES_GRACE_SECONDS, SECOND_MS } from '../../drill/bounds.ts';
import type { Drill } from '../../drill/drill.ts';
import type { BundlePart } from '../../evidence/bundle/bundle.ts';
import { bundleOf, type Makers } from '../../evidence/bundle/bundleOf.ts';
import { envelopeOf, signedBytesOf } from '../../evidence/bundle/envelope.ts';
import type { Context, Sources } from '../../evidence/sources.ts';
import type { Ports } from '../ports.ts';
import type { DueSeal, EvidencePorts, SealReceipt } from './evidencePorts.ts';
import { receiptOf } from './receiptOf.ts';
import { type ReadSources, type SourcePorts, type SourceTerms, sourcesOf } from './sourcesOf.ts';
import { envelopeName, storeFiles } from './storeBundle.ts';

/** What sealing reads and writes. */
export type SealPorts = SourcePorts & EvidencePorts & Pick<Ports, 'log'>;

/** What the deployment adds to a bundle, and what makes its files. */
export type SealTerms = SourceTerms & Makers;

/**
 * Seals everything of a drill that is due, and returns how many bundles this call has stored or found stored. Repeating
 * it, at once or much later and by any version of the product, makes no second bundle of a part: the envelope is stored
 * last and only if there is none.
 */
export async function sealDrill(ports: SealPorts, terms: SealTerms, drillId: string): Promise<number> {
  let sealed = 0;
  for (const due of await ports.seals.dueOf(drillId)) {
    // An end and a quarantine are facts, whatever our clock says.
    if (due.because === 'NOTES' && due.dueAt > ports.clock.now()) continue;
    if (await sealDue(ports, terms, due)) sealed += 1;
  }
  return sealed;
}

async function sealDue(ports: SealPorts, terms: SealTerms, due: DueSeal): Promise<boolean> {
  const { drillId } = due;
  const receipts = await ports.seals.receipts(drillId);
  const read = await sourcesOf(ports, terms, drillId);
  if (read === undefined) throw new Error(`there is no drill ${drillId} to seal`);
  const part = partDue(due, read, receipts);
  if (part === undefined) {
    await ports.seals.keep(null, due, null);
    return false;
  }
  const first = receipts.find((receipt) => receipt.part === 'FIRST');
  const receipt = await sealPart(ports, terms, read, part, first);
  const { drill } = read.sources;
  // Another sealer may just have stored the evidence of the quarantine. That of the end is then still due.
  const isBehind = !receipt.ended && drill.phase === 'ENDED';
  await ports.seals.keep(receipt, isBehind ? { ...due, because: 'QUARANTINED' } : due, nextAfter(receipt, drill));
  ports.log.info('the evidence of a drill was sealed', { drillId, part, envelopeHash: receipt.envelopeHash });
  return isBehind ? sealDue(ports, terms, due) : true;
}

/** Which part is to be sealed; undefined: what is due is sealed already. */
function partDue({ because }: DueSeal, { sources }: ReadSources, receipts: SealReceipt[]): BundlePart | undefined {
  const [first, resolved, addendum] = (['FIRST', 'RESOLVED', 'NOTES'] as const).map((part) =>
    receipts.find((receipt) => receipt.part === part),
  );
  if (first === undefined) return isSettled(sources) ? 'FIRST' : undefined;
  if (resolved === undefined && !first.ended && sources.drill.phase === 'ENDED') return 'RESOLVED';
  if (because !== 'NOTES' || addendum !== undefined) return undefined;
  return sources.notes.length > (resolved ?? first).notes ? 'NOTES' : undefined;
}

/** A person may have lifted the quarantine before anything was sealed. The drill goes on, and its end is sealed. */
function isSettled({ drill, context }: Sources): boolean {
  return drill.phase === 'ENDED' || context.quarantined !== null;
}

/** Two sealers may come this far. The envelope of one of them is stored, and it names the files that count. */
async function sealPart(
  ports: SealPorts,
  terms: SealTerms,
  { kept, sources }: ReadSources,
  part: BundlePart,
  first: SealReceipt | undefined,
): Promise<SealReceipt> {
  const firstEnvelopeHash = first?.envelopeHash ?? null;
  const quarantined = sources.context.quarantined ?? (await quarantinedBefore(ports.bundles, first));
  const context = { ...sources.context, quarantined, retest: first === undefined ? null : sources.context.retest };
  const bundle = bundleOf({ kept, sources: { ...sources, context }, part, firstEnvelopeHash }, terms);
  // Without a key nothing is stored: each try could leave other files, and a retention keeps them all.
  const envelope = envelopeOf(bundle.manifest, await ports.signer.sign(signedBytesOf(bundle.manifest)));
  await storeFiles(ports.bundles, bundle);
  const name = envelopeName(bundle);
  const isOurs = await ports.bundles.putNew(name, envelope, 'application/json');
  const stored = isOurs ? envelope : await ports.bundles.read(name);
  if (stored === undefined) throw new Error(`the envelope ${name} is stored but cannot be read`);
  return receiptOf(ports.bundles, { ...bundle, stored }, ports.clock.now());
}

/** Whoever lets a drill go on removes its mark in the table, and only the first bundle remembers it. */
async function quarantinedBefore(
  bundles: EvidencePorts['bundles'],
  first: SealReceipt | undefined,
): Promise<Context['quarantined']> {
  const name = first?.objects['context.json'];
  // Somebody with the right may have removed the first bundle, and nobody needs it when the drill had ended.
  const content = name === undefined || first?.ended ? undefined : await bundles.read(name);
  return content === undefined ? null : (JSON.parse(Buffer.from(content).toString()) as Context).quarantined;
}

/** A drill takes notes for some days after its end, and those that come in are sealed then. */
function nextAfter({ part, ended, drillId }: SealReceipt, { phase, phaseAt }: Drill): DueSeal | null {
  if (part === 'NOTES' || !ended || phase !== 'ENDED') return null;
  const dueAt = phaseAt + (NOTES_ACCEPTED_SECONDS + NOTES_GRACE_SECONDS) * SECOND_MS;
  return { drillId, because: 'NOTES', dueAt };
}
