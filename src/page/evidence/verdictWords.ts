import type { AlertProps } from '@cloudscape-design/components/alert';
import type { Outcome, Report } from '../api/client.ts';

type Judged = Pick<Report['verdict'], 'computed' | 'outcome' | 'conditions'>;

/** The verdict of a report in a few words, with how it is marked. */
export function verdictWords({ computed, outcome, conditions }: Judged): { text: string; type: AlertProps.Type } {
  if (computed === null) return { text: 'No verdict yet', type: 'info' };
  const stopped = computed === 'FAILED' && outcome !== null ? STOPPED[outcome] : undefined;
  if (stopped !== undefined) return { text: `Not passed: ${stopped}`, type: 'info' };
  const { text, type } = COMPUTED[computed](conditions);
  return { text: outcome === 'READY' ? `Dry run: ${text.toLowerCase()}` : text, type };
}

type Words = (conditions: string[]) => { text: string; type: AlertProps.Type };

const COMPUTED: Record<NonNullable<Report['verdict']['computed']>, Words> = {
  PASSED: () => ({ text: 'Passed', type: 'success' }),
  PASSED_WITH_CONDITIONS: (conditions) => ({ text: conditionsText(conditions), type: 'warning' }),
  FAILED: () => ({ text: 'Failed', type: 'error' }),
};

/** A condition in a few words; the sentences themselves follow. */
function conditionsText(conditions: string[]): string {
  const [first] = conditions;
  if (first === undefined) return 'Passed, with conditions';
  const others = conditions.length === 1 ? '' : `, and ${conditions.length - 1} more`;
  const isShort = first.length <= CHARACTERS_MAX;
  if (SIMULATED.test(first)) return `Passed, with conditions: the world was simulated${others}`;
  if (!isShort) return `Passed, with ${conditions.length === 1 ? 'a condition' : `${conditions.length} conditions`}`;
  return `Passed, with conditions: ${first.replace(/\.$/, '')}${others}`;
}

const SIMULATED = /^It ran in a SIMULATED world/;
const CHARACTERS_MAX = 80;

/** A drill that was stopped says nothing bad about its servers. */
const STOPPED: Partial<Record<Outcome, string>> = {
  REJECTED: 'rejected',
  CANCELLED: 'cancelled',
  YIELDED: 'gave way to a real recovery',
};
