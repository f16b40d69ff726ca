import type { Server } from '../api/client.ts';
import { ageText } from './proofAge.ts';
import { nameOf } from './standing.ts';

/** What a listener is given for a cell: `demo-006: proved 12 d ago, BOOTED. Finding: launch failed.` */
export function serverSentence(server: Server): string {
  const { finding, removedAt } = server;
  const failed = finding === null ? '' : ` Finding: ${FINDING_TEXTS[finding.kind]}.`;
  const gone = removedAt === null ? '' : ' No longer in DRS.';
  return `${nameOf(server)}: ${proofText(server)}.${failed}${gone}`;
}

/** `proved 12 d ago, BOOTED`, `drilled 3 times, never proved` or `never drilled`. */
export function proofText({ drills, lastPassed }: Pick<Server, 'drills' | 'lastPassed'>): string {
  if (drills === 0) return 'never drilled';
  if (lastPassed === null) return `drilled ${drills === 1 ? 'once' : `${drills} times`}, never proved`;
  return `proved ${ageText(lastPassed.ageSeconds)} ago, ${lastPassed.evidenceLevel ?? 'without evidence of its state'}`;
}

/** What a finding is, in words. */
export const FINDING_TEXTS = { LAUNCH_FAILED: 'launch failed', VERIFICATION_FAILED: 'verification failed' } as const;
