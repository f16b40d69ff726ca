import type { LaunchResult } from './drill.ts';
import type { JournalEntry } from './facts.ts';

/**
 * Who reported that a server failed. DRS ran its launch or refused that server. VERIFICATION is our look at its
 * instance. DRILL means that the lever, a safeguard or missing permissions kept it from being launched, which says
 * nothing about the server.
 */
export type FailedBy = 'DRS' | 'VERIFICATION' | 'DRILL';

/** Null as long as it has not failed. DRS ran every launch that has a job. */
export function failedBy(
  { result, verificationFailed }: { result?: LaunchResult | undefined; verificationFailed?: boolean | undefined },
  jobId: string | undefined,
  isRefused: boolean,
): FailedBy | null {
  if (result === 'FAILED') return jobId !== undefined || isRefused ? 'DRS' : 'DRILL';
  return verificationFailed === true ? 'VERIFICATION' : null;
}

/** The servers that DRS itself refused to launch. Refused launches are halved until only those servers are left. */
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

/**
 * Whether DRS refused a launch because of its server. Our tags, or an account that does not use DRS, are not the
 * server's fault.
 */
export function isOfTheServer({ kind, message }: { kind: string; message: string }): boolean {
  if (kind !== 'INVALID' && kind !== 'NOT_FOUND') return false;
  return message.startsWith('StartRecovery: ') && !/tags|UninitializedAccount/i.test(message);
}
