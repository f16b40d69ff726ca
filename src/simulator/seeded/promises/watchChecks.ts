import type { Drill } from '../../../drill/drill.ts';
import type { PlannedDrill } from '../scenarios/plans.ts';
import { drillIdOf, type SeededWorld } from '../seededState.ts';

/** PASSED means that every required check works, and that somebody has said so. */
export function passedUnchecked({ scenario, violations }: SeededWorld, { drillId, outcome }: Drill): void {
  if (outcome !== 'PASSED') return;
  const planned = scenario.drills.find((one, index) => drillIdOf(one, index) === drillId);
  for (const { terms, works } of planned?.checks ?? [])
    if (terms.required && !(works && isSaid(planned, terms.name)))
      violations.add(`every required check of a PASSED drill has passed, as people said (${drillId}: ${terms.name})`);
}

function isSaid(planned: PlannedDrill | undefined, name: string): boolean {
  return planned?.actions.some(({ action, check }) => action === 'verdict' && check === name) === true;
}
