import type { Server } from '../api/client.ts';
import { ageText } from './proofAge.ts';
import { nameOf } from './standing.ts';

/** What a listener is given for a cell, beginning with what it shows: `web-1 12 d since its proof, BOOTED.` */
export function serverSentence(server: Server): string {
  const { drills, finding, lastPassed, removedAt } = server;
  const proof =
    lastPassed === null
      ? proofText({ drills, lastPassed })
      : `${ageText(lastPassed.ageSeconds)} since its proof, ${levelText(lastPassed)}`;
  const failed = finding === null ? '' : ` Finding: ${FINDING_TEXTS[finding.kind]}.`;
  const gone = removedAt === null ? '' : ' No longer in DRS.';
  return `${nameOf(server)} ${proof}.${failed}${gone}`;
}

/** `proved 12 d ago, BOOTED`, `never proved, drilled 3 times` or `never drilled`. */
export function proofText({ drills, lastPassed }: Pick<Server, 'drills' | 'lastPassed'>): string {
  if (drills === 0) return 'never drilled';
  if (lastPassed === null) return `never proved, drilled ${drills === 1 ? 'once' : `${drills} times`}`;
  return `proved ${ageText(lastPassed.ageSeconds)} ago, ${levelText(lastPassed)}`;
}

function levelText({ evidenceLevel }: NonNullable<Server['lastPassed']>): string {
  return evidenceLevel ?? 'without evidence of its state';
}

/** What a finding is, in words. */
export const FINDING_TEXTS = { LAUNCH_FAILED: 'launch failed', VERIFICATION_FAILED: 'verification failed' } as const;
