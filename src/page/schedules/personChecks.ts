import { durationText } from '../words/durations.ts';

/** What a person has to do in each run of a plan, a sentence for each check that needs a verdict. */
export function personChecks(body: Record<string, unknown>, overrides: Record<string, unknown> = {}): string[] {
  const holdSeconds = overrides['holdSeconds'] ?? body['holdSeconds'];
  const hold = typeof holdSeconds === 'number' ? durationText(holdSeconds) : 'of an unknown length';
  const checks: Record<string, unknown>[] = Array.isArray(body['checks']) ? body['checks'] : [];
  return checks
    .filter(({ kind, required }) => kind === 'VERDICT' && required !== false)
    .map(
      ({ name }) => `${name} needs a verdict of a person within the hold of each run (${hold}), or the run is FAILED.`,
    );
}
