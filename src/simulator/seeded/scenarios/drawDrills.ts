import { HOUR_SECONDS, SECOND_MS } from '../../../drill/bounds.ts';
import type { Instant, Terms } from '../../../drill/drill.ts';
import type { Dice } from '../../aws/dice.ts';
import type { PlannedAction, PlannedDrill } from './plans.ts';

/**
 * Some drills are requested at the same moment. Some share out the servers among them, so they can run concurrently.
 */
export function drawDrills(
  dice: Dice,
  now: Instant,
  servers: number,
  deployments: number,
  usual: Terms,
): PlannedDrill[] {
  const together = dice.chance(0.25);
  const apart = dice.chance(0.4);
  const drills = Array.from({ length: dice.pick([1, 1, 2, 2, 3]) }, (_, index): PlannedDrill => {
    const deployment = dice.between(0, deployments - 1);
    const at = now + dice.between(1, dice.pick([600, 3600, 3 * HOUR_SECONDS])) * SECOND_MS;
    const waves = drawWaves(dice, servers, apart ? index % 2 : undefined);
    const terms = { ...usual, ...drawTerms(dice, now), waivers: drawWaivers(dice, servers) };
    return { deployment, at, waves, terms, actions: drawActions(dice, at) };
  });
  const first = drills[0]?.at ?? now;
  return together ? drills.map((drill) => ({ ...drill, at: first + dice.between(0, 3) * SECOND_MS })) : drills;
}

function drawWaves(dice: Dice, servers: number, share: number | undefined): number[][] {
  const all = Array.from({ length: servers }, (_, index) => index);
  const mine = all.filter((index) => share === undefined || index % 2 === share);
  const chosen = mine.filter(() => dice.chance(0.7));
  const members = chosen.length === 0 ? [mine[0] ?? 0] : chosen;
  const split = dice.chance(0.5) ? members.length : dice.between(1, members.length);
  return [members.slice(0, split), members.slice(split)].filter((wave) => wave.length > 0);
}

/** Waivers name servers by index until the simulator has assigned ids. */
function drawWaivers(dice: Dice, servers: number): Terms['waivers'] {
  const waivers: Terms['waivers'] = [];
  const reason = 'agreed';
  if (dice.chance(0.1))
    waivers.push({ check: 'no-drill-instance', sourceServerId: String(dice.between(0, servers - 1)), reason });
  if (dice.chance(0.05)) waivers.push({ check: 'drill-network', reason });
  return waivers;
}

function drawTerms(dice: Dice, now: Instant): Partial<Terms> {
  return {
    holdSeconds: dice.pick([0, 300, 1200, 3600]),
    launchAllowanceSeconds: dice.pick([600, 1800, 5400]),
    onLaunchFailure: dice.pick(['HOLD', 'CONTINUE', 'TERMINATE']),
    recoveryPoint: dice.chance(0.2) ? { type: 'AT_OR_BEFORE', at: now } : { type: 'LATEST' },
    objectives: dice.chance(0.3) ? { recoveryTimeSeconds: dice.between(300, 2000) } : {},
  };
}

function drawActions(dice: Dice, at: Instant): PlannedAction[] {
  const actions: PlannedAction[] = [];
  const later = () => at + dice.between(0, 7200) * SECOND_MS;
  if (dice.chance(0.25)) actions.push({ at: later(), action: 'cancel' });
  if (dice.chance(0.3)) actions.push({ at: later(), action: 'extend' });
  if (dice.chance(0.2)) actions.push({ at: later(), action: 'endHold' });
  if (dice.chance(0.1)) actions.push({ at: at + dice.between(0, 60) * SECOND_MS, action: 'requestAgain' });
  if (dice.chance(0.08)) actions.push({ at: later(), action: 'quarantine' });
  return actions;
}
