import { Unavailable } from '../flow/errors.ts';
import type { Save, Saved } from '../flow/ports.ts';
import type { Changes } from './changes.ts';

/** The reason that DynamoDB gives for one item of a cancelled transaction, in the order of the items. */
interface Reason {
  code: string;
  item: unknown;
}

/** What the cancellation of a save means (DynamoDB API reference: TransactWriteItems, cancellation reasons). */
export function whyCanceled(save: Save, changes: Changes, reasons: Reason[]): Saved {
  const conditions = 1 + (save.site === undefined ? 0 : 1) + (save.receipt === undefined ? 0 : 1);
  const [record, ...others] = reasons;
  if (failed(record) && saveIdOf(record) === save.saveId) return { result: 'SAVED' };
  if (failed(record) || others.slice(0, conditions - 1).some(failed)) return { result: 'STALE' };
  if (reasons.some((reason) => reason.code === 'TransactionConflict')) return { result: 'STALE' };
  const withdrawals = reasons.slice(conditions, conditions + changes.withdrawnEffectIds.length);
  if (!withdrawals.some(failed)) {
    throw cancelled(
      `The save of drill ${save.drill.drillId}`,
      reasons.map(({ code }) => code),
    );
  }
  return { result: 'TAKEN', effects: changes.withdrawnEffectIds.flatMap((id, index) => taken(id, withdrawals[index])) };
}

/** The error of a transaction that was cancelled for a reason that its writer does not expect. */
export function cancelled(what: string, reasons: readonly string[]): Error {
  const codes = [...new Set(reasons)].filter((code) => code !== 'None');
  const sentence = `${what} was cancelled: ${codes.join(', ')}`;
  return codes.every((code) => THROTTLED.has(code)) ? new Unavailable(sentence) : new Error(sentence);
}

/** DynamoDB API reference, TransactWriteItems: cancellation reasons that pass by themselves. */
const THROTTLED = new Set(['ThrottlingError', 'ProvisionedThroughputExceeded']);

function failed(reason: Reason | undefined): reason is Reason {
  return reason?.code === 'ConditionalCheckFailed';
}

function saveIdOf({ item }: Reason): unknown {
  return typeof item === 'object' && item !== null && 'saveId' in item ? item.saveId : undefined;
}

function taken(effectId: string, reason: Reason | undefined): { effectId: string; takenAt: number }[] {
  if (!failed(reason)) return [];
  const { item } = reason;
  if (typeof item === 'object' && item !== null && 'takenAt' in item && typeof item.takenAt === 'number') {
    return [{ effectId, takenAt: item.takenAt }];
  }
  throw new Error(`Effect ${effectId} was to be withdrawn, but is neither requested nor taken`);
}
