import type { CheckProgress } from './check.ts';
import type { CheckTerms } from './checkTerms.ts';

/** What was requested of a check, without how far it is. */
export function termsOf<Terms extends CheckTerms>(check: Terms): Terms {
  const { ...terms } = check as Terms & Partial<CheckProgress>;
  for (const member of PROGRESS) delete terms[member];
  return terms;
}

const PROGRESS: readonly (keyof CheckProgress)[] = [
  'state',
  'beganAt',
  'decidedAt',
  'because',
  'by',
  'evidenceUrl',
  'tagged',
  'pending',
  'counts',
  'groups',
  'awaitsVerdict',
];
