import { HOUR_SECONDS, MINUTE_SECONDS, SECOND_MS } from '../../../drill/bounds.ts';
import type { Instant } from '../../../drill/drill.ts';
import type { Dice } from '../../aws/dice.ts';
import { drawOverrides } from './drawOverrides.ts';
import type { PlannedPlan, PlannedSchedule, PlannedScheduleTerms, ScheduleAct } from './plannedPlans.ts';

/** A schedule of a plan for some hours. People change it, and some of its runs are delivered again, often late. */
export function drawSchedule(dice: Dice, now: Instant, plan: PlannedPlan): PlannedSchedule {
  const from = now + dice.between(1, 10) * MINUTE_SECONDS * SECOND_MS;
  const endAt = from + dice.between(1, 5) * HOUR_SECONDS * SECOND_MS;
  const some = (from: Instant, until: Instant) => from + dice.between(0, (until - from) / SECOND_MS) * SECOND_MS;
  const draw = () => drawTerms(dice, from, endAt, plan);
  const changes = Array.from({ length: dice.between(0, 4) }, () => some(from, endAt)).sort((a, b) => a - b);
  const acts: ScheduleAct[] = [
    { at: from, save: { ...draw(), planVersion: 1, enabled: true } },
    ...changes.map((at) => ({ at, save: dice.chance(0.15) ? null : draw() })),
  ];
  const again = Array.from({ length: dice.between(2, 8) }, () => some(from, endAt + HOUR_SECONDS * SECOND_MS));
  return { deployment: plan.deployment, name: 'often', acts, again, doubled: dice.pick([0, 0.3, 0.8]) };
}

function drawTerms(dice: Dice, from: Instant, endAt: Instant, { name, acts }: PlannedPlan): PlannedScheduleTerms {
  const overrides = drawOverrides(dice, from);
  const isWaived = dice.chance(0.15);
  return {
    plan: name,
    // Version 3 may not exist, and a schedule of it is then refused.
    planVersion: dice.between(1, Math.min(acts.length, 3)),
    expression: drawExpression(dice, from, endAt),
    endAt: dice.chance(0.2) ? endAt - dice.between(0, 40) * MINUTE_SECONDS * SECOND_MS : endAt,
    enabled: dice.chance(0.85),
    dryRun: dice.chance(0.25),
    // A waiver that names no server is valid for every plan.
    overrides: isWaived ? { ...overrides, waivers: [{ check: 'drill-network', reason: 'agreed' }] } : overrides,
    waiversUntil: isWaived ? from + dice.between(1, 6) * HOUR_SECONDS * SECOND_MS : null,
  };
}

/** A rate is delivered on time; the others within a minute, and twice where the faults say so. */
function drawExpression(dice: Dice, from: Instant, endAt: Instant): string {
  if (dice.chance(0.4)) return `rate(${dice.pick([12, 25, 40])} minutes)`;
  if (dice.chance(0.7)) return `cron(0/${dice.pick([15, 20, 30])} * * * ? *)`;
  const at = from + dice.between(10, (endAt - from) / MINUTE_SECONDS / SECOND_MS) * MINUTE_SECONDS * SECOND_MS;
  return `at(${new Date(at).toISOString().slice(0, 19)})`;
}
