import { MINUTE_SECONDS, SECOND_MS } from '../../drill/bounds.ts';
import type { Instant } from '../../drill/drill.ts';
import { guardSite } from '../../flow/guard.ts';
import type { Ports } from '../../flow/ports.ts';
import { sweep } from '../../flow/sweep.ts';
import { takeInRestore } from '../../flow/takeInRestore.ts';
import { everySecondsOf, timeoutSecondsOf } from '../lambda/deployedSettings.ts';
import { watchTime } from './promises/watchTime.ts';
import { run } from './seededInvoke.ts';
import { reportLeaks } from './seededLeaks.ts';
import { BEGINNING, count, type Deployment, type SeededWorld, SITE } from './seededState.ts';

/**
 * The functions that run at an interval, and the checks of time. A long world may let them rest while it is not awake.
 */
export function planPeriodic(world: SeededWorld, isAwake = () => true): void {
  for (const deployment of world.deployments) {
    every(world, everySecondsOf('sweep'), () => {
      if (!isAwake()) return;
      const { sweepLost } = world.scenario.platform;
      const now = world.tasks.now();
      if (sweepLost !== null && now >= sweepLost.from && now < sweepLost.until) return count(world, 'sweep lost');
      start(world, deployment, 'sweep', timeoutSecondsOf('sweep'), async (ports) => {
        await takeInRestore(ports, [SITE]).finally(() => sweep(ports));
      });
    });
    every(world, everySecondsOf('guardSweep'), () => {
      if (!isAwake()) return;
      if (world.scenario.platform.guardLost) return count(world, 'guard sweep lost');
      start(world, deployment, 'guard', timeoutSecondsOf('guardSweep'), (ports) =>
        guardSite(ports, SITE, world.scenario.limits.serversPerJob),
      );
    });
  }
  every(world, MINUTE_SECONDS, () => watchTime(world));
  every(world, 30 * MINUTE_SECONDS, () => reportLeaks(world));
}

/** Runs something at an interval, for as long as the world runs. */
export function every(world: SeededWorld, seconds: number, act: () => void): void {
  const again = (at: Instant): void =>
    world.tasks.at(at, () => {
      act();
      again(at + seconds * SECOND_MS);
    });
  again(BEGINNING + seconds * SECOND_MS);
}

/** Scheduled runs are not retried: the next one follows anyway. */
function start(
  world: SeededWorld,
  deployment: Deployment,
  name: string,
  timeoutSeconds: number,
  work: (ports: Ports) => Promise<void>,
): void {
  run(world, deployment, { name, timeoutSeconds }, work, () => undefined);
}
