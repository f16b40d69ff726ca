import { MINUTE_SECONDS, SECOND_MS } from '../../drill/bounds.ts';
import { createDice, type Dice } from '../aws/dice.ts';
import type { PlannedDrill } from './scenarios/plans.ts';
import { heldInstances } from './seededInterference.ts';
import { count, type SeededWorld, SITE } from './seededState.ts';
import type { Sweeping, ThirdPartyAction } from './thirdPartyActions.ts';

/** In a few worlds a script or a colleague cleans up instances while a drill holds them. */
export function drawJanitor(dice: Dice, drills: PlannedDrill[]): ThirdPartyAction[] {
  return drills.flatMap(({ at: requested, waves }) => {
    if (!dice.chance(0.3)) return [];
    const sweeping: Sweeping = {
      how: dice.pick(['stop', 'shutDown', 'terminate', 'terminate', 'restart'] as const),
      isReported: dice.chance(0.5),
    };
    const at = requested + dice.between(10, 60) * MINUTE_SECONDS * SECOND_MS;
    return [{ at, action: 'janitor', servers: [dice.pick(waves.flat())], sweeping }];
  });
}

/** Retries until a drill holds an instance of these servers. */
export function sweepUp(world: SeededWorld, sourceServerIds: string[], { how, isReported }: Sweeping): boolean {
  const { aws, tasks } = world;
  const random = createDice(tasks.now());
  const swept = new Set<string>();
  for (const minutes of COMING_MINUTES)
    tasks.at(tasks.now() + minutes * MINUTE_SECONDS * SECOND_MS + random.between(0, 50_000), () => {
      if (swept.size > 0) return;
      for (const instanceId of heldInstances(world, sourceServerIds)) {
        swept.add(instanceId);
        count(world, `janitor: ${how}${isReported ? '' : ', no event'}`);
        if (!isReported) aws.loseEventsOf(SITE, instanceId);
        if (how === 'terminate') aws.terminateOutside(SITE, instanceId);
        else if (how === 'shutDown') aws.shutDownInside(SITE, instanceId);
        else aws.stopOutside(SITE, instanceId);
        if (how === 'restart')
          tasks.at(tasks.now() + 2 * MINUTE_SECONDS * SECOND_MS, () => aws.startOutside(SITE, instanceId));
      }
    });
  return sourceServerIds.length > 0;
}

const COMING_MINUTES = Array.from({ length: 40 }, (_, n) => 5 * n);
