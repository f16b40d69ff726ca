import type { Instant } from '../../../drill/drill.ts';
import type { Dice } from '../../aws/dice.ts';
import type { ThirdPartyAction } from '../thirdPartyActions.ts';
import type { Scenario } from './plans.ts';

/** Where the quotas are narrow, a third party drills its own servers just as our first drill starts. */
export function drawNeighbours(dice: Dice, now: Instant, { limits, drills, servers }: Scenario): ThirdPartyAction[] {
  const [first] = drills;
  if (limits.jobsMax > 1 || first === undefined) return [];
  const ours = new Set(first.waves.flat());
  const theirs = servers.flatMap((_, index) => (ours.has(index) ? [] : [index]));
  if (theirs.length === 0) return [];
  return [
    { at: Math.max(now, first.at - dice.between(200, 500) * 1000), action: 'drill', servers: [dice.pick(theirs)] },
  ];
}
