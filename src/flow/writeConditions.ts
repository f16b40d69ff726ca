import { Refused } from './errors.ts';
import type { LoadedDrill, Ports, Receipt } from './ports.ts';

/** Under which conditions what a person wants of a drill is folded in. */
export interface WriteConditions {
  /** The versions of the drill that the person has seen; any, when absent. */
  versions?: ReadonlySet<number> | undefined;
  /** By which the same wish is known again. */
  receipt?: Receipt | undefined;
}

/** Whether this very wish was heard before; another one under the same key is refused. */
export async function isAlreadyApplied(ports: Pick<Ports, 'receipts'>, { receipt }: WriteConditions): Promise<boolean> {
  if (receipt === undefined) return false;
  const hash = await ports.receipts.load(receipt.receiptId);
  if (hash !== undefined && hash !== receipt.requestHash) throw keyReused();
  return hash !== undefined;
}

/** The refusal of a key under which something else was asked before. */
export function keyReused(): Refused {
  return new Refused(422, 'idempotency-key-reused', 'This Idempotency-Key was used with another request');
}

/** Refuses a wish about a version of the drill that is not the one to be saved upon. */
export function refuseOtherVersion(loaded: LoadedDrill | undefined, { versions }: WriteConditions): void {
  if (loaded === undefined || versions === undefined || versions.has(loaded.version)) return;
  const { version } = loaded;
  throw new Refused(412, 'precondition-failed', `The drill has version ${version} by now; look at it again`, {
    version,
  });
}

/** A wish that changes nothing is remembered all the same; false when another one has just come under its key. */
export async function keepReceipt(
  { receipts }: Pick<Ports, 'receipts'>,
  { receipt }: WriteConditions,
): Promise<boolean> {
  return receipt === undefined || receipts.put(receipt);
}
