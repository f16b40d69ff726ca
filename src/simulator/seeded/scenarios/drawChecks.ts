import { MINUTE_SECONDS, SECOND_MS } from '../../../drill/bounds.ts';
import type { Instant } from '../../../drill/drill.ts';
import type { Dice } from '../../aws/dice.ts';
import type { PlannedAction, PlannedCheck, PlannedDrill, Scenario } from './plans.ts';

/**
 * In some worlds people check the application during the hold. Some of them forget it, come too early or too late, or
 * say it twice. The dice are their own, so the other worlds do not change.
 */
export function withChecks(dice: Dice, scenario: Scenario): Scenario {
  if (!dice.chance(0.1)) return scenario;
  return { ...scenario, drills: scenario.drills.map((drill) => checked(dice, drill)) };
}

function checked(dice: Dice, drill: PlannedDrill): PlannedDrill {
  // A plan says itself what is checked.
  if (drill.plan !== undefined || drill.terms.holdSeconds === 0 || dice.chance(0.2)) return drill;
  const checks = Array.from({ length: dice.between(1, 3) }, (_, index) => drawCheck(dice, `check-${index}`));
  const isAwaited = checks.some(({ terms }) => terms.required) && dice.chance(0.4);
  const verdicts = checks.flatMap((check) => (dice.chance(0.85) ? drawVerdicts(dice, drill.at, check) : []));
  const actions = drill.actions.map((one) =>
    one.action === 'endHold' && dice.chance(0.5) ? { ...one, force: true as const } : one,
  );
  return {
    ...drill,
    checks,
    terms: { ...drill.terms, ...(isAwaited && { endHold: 'WHEN_CHECKED' as const }) },
    actions: [...actions, ...verdicts],
  };
}

function drawCheck(dice: Dice, name: string): PlannedCheck {
  const required = dice.chance(0.7);
  const timeout = dice.chance(0.3) ? { timeoutSeconds: dice.between(60, dice.pick([600, 3600])) } : {};
  return { terms: { name, kind: 'VERDICT', required, ...timeout }, works: dice.chance(0.75) };
}

/** A person tries again and again for two hours. */
export function drawVerdicts(dice: Dice, at: Instant, { terms: { name: check } }: PlannedCheck): PlannedAction[] {
  const pause = dice.between(3, 15);
  return Array.from({ length: Math.floor(120 / pause) }, (_, index) => ({
    at: at + (index + 1) * pause * MINUTE_SECONDS * SECOND_MS,
    action: 'verdict' as const,
    check,
  }));
}
