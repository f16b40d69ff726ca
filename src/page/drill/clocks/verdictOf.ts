import type { Measure, Objectives } from '../../api/client.ts';

/** Whether a measure keeps an objective. UNDECIDED when its bounds allow both; null: there is no objective. */
export function verdictOf(
  { seconds, atLeastSeconds }: Pick<Measure, 'seconds' | 'atLeastSeconds'>,
  objectiveSeconds: number | null | undefined,
): Objectives | null {
  if (objectiveSeconds === null || objectiveSeconds === undefined) return null;
  if (seconds !== null && seconds <= objectiveSeconds) return 'MET';
  return atLeastSeconds !== null && atLeastSeconds > objectiveSeconds ? 'MISSED' : 'UNDECIDED';
}
