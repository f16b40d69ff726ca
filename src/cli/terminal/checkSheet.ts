import type { Drill } from '../apiDocuments.ts';
import { grid, painted, plain } from './grid.ts';

export type CheckOfDrill = Drill['checks'][number];

/** The checks of a drill. An older API does not report any. */
export function checksOf({ checks = [] }: Partial<Pick<Drill, 'checks'>>): CheckOfDrill[] {
  return checks;
}

/** The checks of a drill, one line each. */
export function checkTable(drill: Drill): string {
  const checks = checksOf(drill);
  if (checks.length === 0) return 'no checks';
  return grid(
    ['CHECK', 'KIND', 'REQUIRED', 'STATE', 'SERVERS', 'BY', 'BECAUSE', 'EVIDENCE'],
    checks.map((check) => [
      ...[check.name, check.kind, check.required ? 'yes' : 'no', painted(check.state), serversSaid(check)],
      ...[check.by, check.because, check.evidenceUrl].map((one) => one ?? '-'),
    ]),
  );
}

/** How many of its servers are how far. An older API does not say. */
function serversSaid({ servers }: Partial<Pick<CheckOfDrill, 'servers'>>): string {
  if (servers === undefined || servers === null) return '-';
  const { pending, passed, failed, timedOut, notRun } = servers;
  const counts = Object.entries({ passed, failed, 'timed out': timedOut, 'not run': notRun, pending });
  return counts.flatMap(([what, count]) => (count === 0 ? [] : `${count} ${what}`)).join(', ') || 'none';
}

/** How far the checks are, in a few words; undefined when there are none. */
export function checksSaid(drill: Drill): string | undefined {
  const checks = checksOf(drill);
  if (checks.length === 0) return undefined;
  const byState = Object.entries(Object.groupBy(checks, ({ state }) => state));
  return byState.map(([state, some = []]) => `${state}: ${some.map(({ name }) => name).join(', ')}`).join('; ');
}

/** How far one check is. */
export function checkSaid({ state, by, because }: CheckOfDrill): string {
  const who = by === null ? '' : `, by ${by}`;
  return plain(`${state}${who}${because === null ? '' : `: ${because}`}`);
}
