import { HOUR_SECONDS, MINUTE_SECONDS, SECOND_MS } from '../../../drill/bounds.ts';
import type { Instant } from '../../../drill/drill.ts';
import { createDice, hashOf } from '../../aws/dice.ts';
import type { PlannedLever, Scenario } from './plans.ts';

/**
 * Few tables are restored, and then no one repeats the lost requests. An operator opens the levers after everything
 * else. The random numbers are separate, so worlds without a restore do not change.
 */
export function withRestores(drawn: Scenario, now: Instant, faultsUntil: Instant): Scenario {
  const { drills, levers } = drawn;
  const dice = createDice(hashOf(JSON.stringify(drills)));
  const actions = drills.flatMap((drill) => drill.actions.map(({ action }) => action));
  if (!dice.chance(0.08) || actions.includes('quarantine') || actions.includes('requestAgain')) return drawn;
  const { deployment } = dice.pick(drills);
  const at = Math.min(now + dice.between(10 * MINUTE_SECONDS, 4 * HOUR_SECONDS) * SECOND_MS, faultsUntil);
  const ageSeconds = dice.between(1, Math.min((at - now) / SECOND_MS, 2 * HOUR_SECONDS));
  const opened = [true, false].map((everywhere): PlannedLever => {
    return { deployment, at: faultsUntil + OPENED_MS, everywhere, state: 'OPEN', until: null };
  });
  return { ...drawn, levers: [...levers, ...opened], restores: [{ deployment, at, ageSeconds }] };
}

const OPENED_MS = 10 * MINUTE_SECONDS * SECOND_MS;
