import type { LaunchResult } from './drill.ts';
import type { JournalEntry } from './facts.ts';

/**
 * Who has said that a server failed: DRS, which ran its launch or refused that very server; our look at its instance; or the drill,
 * which did not have it launched because of the lever, a precaution or missing permissions. The last says nothing of the server.
 */
export type FailedBy = 'DRS' | 'VERIFICATION' | 'DRILL';

/** Null as long as it has not failed. A launch with a job was run by DRS. */
export function failedBy(
  { result, verificationFailed }: { result?: LaunchResult | undefined; verificationFailed?: boolean | undefined },
  jobId: string | undefined,
  isRefused: boolean,
): FailedBy | null {
  if (result === 'FAILED') return jobId !== undefined || isRefused ? 'DRS' : 'DRILL';
  return verificationFailed === true ? 'VERIFICATION' : null;
}

/** The servers that DRS has refused to launch for what is the matter with them: launches are halved until only those are left. */
export function refusedByDrs(journal: readonly JournalEntry[]): Set<string> {
  return new Set(journal.flatMap(refusedIn));
}

function refusedIn({ facts }: JournalEntry): string[] {
  const refusals = facts.flatMap((fact) => {
    const failed = fact.type === 'EffectAnswered' ? fact.failed : undefined;
    return failed !== undefined && isOfTheServer(failed) ? [failed.message] : [];
  });
  return facts.flatMap((fact) =>
    fact.type === 'ServerFailed' && refusals.includes(fact.error) ? [fact.sourceServerId] : [],
  );
}

/** Whether DRS refused a launch for its server: neither our tags nor an account that does not use DRS is the server's fault. */
export function isOfTheServer({ kind, message }: { kind: string; message: string }): boolean {
  if (kind !== 'INVALID' && kind !== 'NOT_FOUND') return false;
  return message.startsWith('StartRecovery: ') && !/tags|UninitializedAccount/i.test(message);
}
