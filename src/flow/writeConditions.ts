import { Refused } from './errors.ts';
import type { LoadedDrill, Ports, Receipt } from './ports.ts';

/** The conditions under which a person's request is folded into a drill. */
export interface WriteConditions {
  /** The versions of the drill that the person has seen; any, when absent. */
  versions?: ReadonlySet<number> | undefined;
  /** Identifies a repetition of the same request. */
  receipt?: Receipt | undefined;
  /** The request as it was given, as canonical JSON; it is kept with the first save of a drill. */
  given?: string | undefined;
}

/** Whether this very request was applied before. Another request under the same key is refused. */
export async function isAlreadyApplied(ports: Pick<Ports, 'receipts'>, { receipt }: WriteConditions): Promise<boolean> {
  if (receipt === undefined) return false;
  const hash = await ports.receipts.load(receipt.receiptId);
  if (hash !== undefined && hash !== receipt.requestHash) throw keyReused();
  return hash !== undefined;
}

/** The refusal of a key that was used for another request. */
export function keyReused(): Refused {
  return new Refused(422, 'idempotency-key-reused', 'This Idempotency-Key was used with another request');
}

/** Refuses a request about a version of the drill other than the one that is saved upon. */
export function refuseOtherVersion(loaded: LoadedDrill | undefined, { versions }: WriteConditions): void {
  if (loaded === undefined || versions === undefined || versions.has(loaded.version)) return;
  const { version } = loaded;
  throw new Refused(412, 'precondition-failed', `The drill is at version ${version} now; read it again`, {
    version,
  });
}

/** Records a request even when it changes nothing; false when another one has just come under its key. */
export async function keepReceipt(
  { receipts }: Pick<Ports, 'receipts'>,
  { receipt }: WriteConditions,
): Promise<boolean> {
  return receipt === undefined || receipts.put(receipt);
}
