import { EVIDENCE_LINK_SECONDS, SECOND_MS, UNSEALED_SECONDS_MAX } from '../../drill/bounds.ts';
import type { Instant } from '../../drill/drill.ts';
import type { BundlePart } from '../../evidence/bundle/bundle.ts';
import { time } from '../../evidence/time.ts';
import { Refused } from '../errors.ts';
import type { LoadedDrill, Ports } from '../ports.ts';
import type { DueSeal, EvidencePorts, SealReceipt } from './evidencePorts.ts';

/** A stored bundle, with an address for each file, at which anybody can read it until `expiresAt`. */
export interface LinkedBundle {
  receipt: SealReceipt;
  files: { name: string; url: string }[];
  expiresAt: Instant;
}

type LinkPorts = Pick<Ports, 'drills' | 'clock'> & Pick<EvidencePorts, 'seals' | 'bundles'>;

/** Links to every file of a part of a drill's evidence. Undefined when there is no such drill. */
export async function linkBundle(
  ports: LinkPorts,
  drillId: string,
  part: BundlePart,
): Promise<LinkedBundle | undefined> {
  const loaded = await ports.drills.load(drillId);
  if (loaded === undefined) return undefined;
  const receipt = (await ports.seals.receipts(drillId)).find((one) => one.part === part);
  if (receipt === undefined) throw notSealed(part, loaded, await ports.seals.dueOf(drillId));
  const expiresAt = ports.clock.now() + EVIDENCE_LINK_SECONDS * SECOND_MS;
  const linked = Object.entries(receipt.objects).map(async ([name, object]) => {
    return { name, url: await ports.bundles.link(object, EVIDENCE_LINK_SECONDS) };
  });
  return { receipt, files: await Promise.all(linked), expiresAt };
}

function notSealed(part: BundlePart, { drill, quarantined }: LoadedDrill, due: DueSeal[]): Refused {
  const isOpen = drill.phase !== 'ENDED' && quarantined === null;
  const next = due.find(({ because }) => (because === 'NOTES') === (part === 'NOTES'));
  const what = `The part ${part} of the evidence of drill ${drill.drillId} is not sealed`;
  return new Refused(404, 'not-sealed', `${what}: ${whyNot(isOpen, next)}`);
}

function whyNot(isOpen: boolean, next: DueSeal | undefined): string {
  if (next !== undefined) return `it should be until ${time(next.dueAt + UNSEALED_SECONDS_MAX * SECOND_MS)}`;
  return isOpen ? 'the drill has not ended' : 'there is nothing to seal in it';
}
