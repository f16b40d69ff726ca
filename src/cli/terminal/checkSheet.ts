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
    ['CHECK', 'KIND', 'REQUIRED', 'STATE', 'BY', 'BECAUSE', 'EVIDENCE'],
    checks.map(({ name, kind, required, state, by, because, evidenceUrl }) => [
      ...[name, kind, required ? 'yes' : 'no', painted(state)],
      ...[by, because, evidenceUrl].map((one) => one ?? '-'),
    ]),
  );
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
