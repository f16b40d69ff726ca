import { HOUR_SECONDS, MINUTE_SECONDS, SECOND_MS } from '../../../drill/bounds.ts';
import type { Instant } from '../../../drill/drill.ts';
import { createDice, type Dice, forkOf } from '../../aws/dice.ts';
import type { ThirdPartyAction } from '../thirdPartyActions.ts';
import type { PlannedDrill } from './plans.ts';

/**
 * What third parties do to the servers, instances and jobs of drills. It uses its own dice, so the rest of a world does
 * not change.
 */
export function drawInterference(world: Dice, drills: PlannedDrill[]): ThirdPartyAction[] {
  const dice = createDice((world.state ^ 0x2545f491) >>> 0);
  return drills.flatMap(({ at: requested, waves }) => {
    const servers = waves.flat();
    const actions: ThirdPartyAction[] = [];
    const add = (
      probability: number,
      action: ThirdPartyAction['action'],
      from: number,
      to: number,
      chosen: number[],
    ) => {
      const at = requested + dice.between(from, to) * SECOND_MS;
      if (dice.chance(probability)) actions.push({ at, action, servers: chosen });
    };
    add(0.08, 'launchInto', 5, 900, [dice.pick(servers)]);
    add(0.15, 'deleteJobs', 1800, 3 * HOUR_SECONDS, servers);
    const tidying = forkOf(dice, 'tidying');
    const tidiedAt = requested + tidying.between(60, 900) * SECOND_MS;
    if (tidying.chance(0.06)) actions.push({ at: tidiedAt, action: 'deleteJobsAtOnce', servers });
    const protecting = forkOf(dice, 'protection');
    const [protectedAt, hours] = [protecting.between(600, 2 * HOUR_SECONDS), protecting.between(4, 14)];
    if (protecting.chance(0.06)) {
      const chosen = [protecting.pick(servers)];
      const at = requested + protectedAt * SECOND_MS;
      actions.push({ at, action: 'protect', servers: chosen });
      actions.push({ at: at + hours * HOUR_SECONDS * SECOND_MS, action: 'unprotect', servers: chosen });
    }
    const testing = forkOf(dice, 'volumes');
    if (testing.chance(0.15)) {
      const at = requested + testing.between(300, 2400) * SECOND_MS;
      actions.push({ at, action: 'attachVolume', servers: [testing.pick(servers)] });
    }
    return actions;
  });
}

/** A third party drilled into a machine before a drill that may replace leftovers of another drill of that server. */
export function drawDrillsInto(dice: Dice, now: Instant, drills: PlannedDrill[]): ThirdPartyAction[] {
  return drills.flatMap(({ at: requested, waves, terms }) => {
    if (!dice.chance(0.1) || requested < now + HOUR_SECONDS * SECOND_MS) return [];
    const server = dice.pick(waves.flat());
    terms.waivers.push({ check: 'no-drill-instance', sourceServerId: String(server), reason: 'agreed' });
    return [{ at: now + dice.between(1, 60) * SECOND_MS, action: 'drillInto', servers: [server] }];
  });
}

/**
 * A third party failed over and keeps an instance without tags. A later launch of the same server creates no instance.
 * When our drill comes, DRS names that launch as the server's last one.
 */
export function drawSkippedLaunches(dice: Dice, now: Instant, drills: PlannedDrill[]): ThirdPartyAction[] {
  return drills.flatMap(({ at: requested, waves }) => {
    if (!dice.chance(0.1) || requested < now + 1.5 * HOUR_SECONDS * SECOND_MS) return [];
    const servers = [dice.pick(waves.flat())];
    const action = dice.pick(['skippedDrill', 'skippedRecovery'] as const);
    const at = requested - dice.between(6, 25) * MINUTE_SECONDS * SECOND_MS;
    return [
      { at: now, action: 'failOverUntagged', servers },
      { at, action, servers },
    ];
  });
}

/** How often a failed launch leaves its helper volume. */
export function drawLeftVolumes(world: Dice): number {
  const dice = createDice((world.state ^ 0x1f123bb5) >>> 0);
  return dice.chance(0.5) ? 0 : dice.roll() * 0.6;
}
