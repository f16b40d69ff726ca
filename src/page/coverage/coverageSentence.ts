import { counted } from '../words/counted.ts';
import type { Level } from './evidenceLevels.ts';
import type { ProofLimit, Standing } from './standing.ts';

/** `4 of 6 servers proved within 90 days, 1 overdue, 1 never drilled.` Servers that left DRS do not count. */
export function coverageSentence(
  groups: ReadonlyMap<Standing, readonly unknown[]>,
  limit: ProofLimit,
  level?: Level,
): string {
  const count = (standing: Standing) => groups.get(standing)?.length ?? 0;
  const [proved, late] = [count('PROVED'), count('OVERDUE')];
  const [failing, undrilled] = [count('NEVER_PROVED'), count('NEVER_DRILLED')];
  const total = proved + late + failing + undrilled;
  if (total === 0) return 'DRS lists no servers.';
  const at = level === undefined ? '' : ` at ${level} or more`;
  const servers = counted(total, 'server');
  const rest = [
    late > 0 && `${late.toLocaleString('en')} overdue`,
    failing > 0 && `${failing.toLocaleString('en')} drilled but never proved${at}`,
    undrilled > 0 && `${undrilled.toLocaleString('en')} never drilled`,
  ].filter((one) => one !== false);
  return `${[`${proved.toLocaleString('en')} of ${servers} proved${at} ${limitText(limit)}`, ...rest].join(', ')}.`;
}

/** `within 90 days`, and whether that is the deployment's own limit. */
function limitText(limit: ProofLimit): string {
  return `${daysText(limit)}${limit.isOwn ? ' (the limit of this deployment)' : ''}`;
}

/** `within 90 days`. */
export function daysText({ days }: ProofLimit): string {
  return `within ${counted(days, 'day')}`;
}
