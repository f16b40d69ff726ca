import type { AlertProps } from '@cloudscape-design/components/alert';
import type { Outcome, Report } from '../../api/client.ts';

/** The verdict of a report in a few words, with how it is marked. */
export function verdictWords({ computed, outcome }: Pick<Report['verdict'], 'computed' | 'outcome'>): {
  text: string;
  type: AlertProps.Type;
} {
  if (computed === null) return { text: 'No verdict yet', type: 'info' };
  const stopped = computed === 'FAILED' && outcome !== null ? STOPPED[outcome] : undefined;
  if (stopped !== undefined) return { text: `Not passed: ${stopped}`, type: 'info' };
  const { text, type } = COMPUTED[computed];
  return { text: outcome === 'READY' ? `Dry run: ${text.toLowerCase()}` : text, type };
}

const COMPUTED: Record<NonNullable<Report['verdict']['computed']>, { text: string; type: AlertProps.Type }> = {
  PASSED: { text: 'Passed', type: 'success' },
  PASSED_WITH_CONDITIONS: { text: 'Passed with conditions', type: 'warning' },
  FAILED: { text: 'Failed', type: 'error' },
};

/** A drill that was stopped says nothing bad about its servers. */
const STOPPED: Partial<Record<Outcome, string>> = {
  REJECTED: 'rejected',
  CANCELLED: 'cancelled',
  YIELDED: 'gave way to a real recovery',
};
