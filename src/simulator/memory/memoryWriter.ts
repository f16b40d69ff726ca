import { Unavailable } from '../../flow/errors.ts';
import type { StreamChange } from '../../store/stream/streamRecords.ts';

/** A write to the table, as named by faults. */
export type Write = 'save' | 'markQuarantined' | 'note' | 'put' | 'discard' | 'take' | 'history' | 'seal';
/** The outcome of a write. With REPLY_LOST the write is carried out, but its caller gets an error. */
export type WriteVerdict = 'OK' | 'CONFLICT' | 'REPLY_LOST' | 'THROTTLED';

/** Runs a write's commit subject to the faults, then publishes its changes. */
export type Writer = <Result>(
  what: Write,
  commit: (changed: StreamChange[]) => Result,
  onConflict?: () => Result,
) => Result;

export function createWriter(
  onChange: (change: StreamChange) => void,
  faults?: { beforeWrite(what: Write): WriteVerdict },
): Writer {
  return (what, commit, onConflict) => {
    const verdict = faults?.beforeWrite(what) ?? 'OK';
    if (verdict === 'THROTTLED') throw new Unavailable(`ThrottlingException: ${what}`);
    if (verdict === 'CONFLICT') {
      if (onConflict === undefined) throw new Unavailable(`TransactionConflictException: ${what}`);
      return onConflict();
    }
    const changed: StreamChange[] = [];
    const result = commit(changed);
    for (const change of changed) onChange(change);
    if (verdict === 'REPLY_LOST') throw new Unavailable(`The reply was lost: ${what}`);
    return result;
  };
}
