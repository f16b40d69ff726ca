import type { Report } from '../api/client.ts';

/** Who gave the verdicts that checks wait for: `login-works: PASSED by ann`, and `by nobody` where none was given. */
export function verdictsText(
  checks: readonly Pick<Report['checks'][number], 'name' | 'kind' | 'state' | 'by'>[],
): string {
  const some = checks.filter(({ kind }) => kind === 'VERDICT');
  return some.map(({ name, state, by }) => `${name}: ${state}, by ${by ?? 'nobody'}`).join('; ') || 'none requested';
}

/** Who judged the drill as a whole in a note, which is no verdict of a check. */
export function attestedText(attestations: Report['verdict']['attestations']): string {
  return (
    attestations.map(({ by, accepted }) => `${accepted ? 'accepted' : 'not accepted'} by ${by}`).join('; ') || 'none'
  );
}
