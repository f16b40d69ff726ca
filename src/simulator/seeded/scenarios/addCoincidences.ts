import { HOUR_SECONDS, MINUTE_SECONDS, SECOND_MS } from '../../../drill/bounds.ts';
import type { Instant } from '../../../drill/drill.ts';
import { type Dice, forkOf } from '../../aws/dice.ts';
import type { Scenario } from './plans.ts';

/**
 * Adds what matters only when several rare things coincide, each to few worlds. Each has its own dice, so the other
 * worlds do not change.
 */
export function addCoincidences(dice: Dice, now: Instant, scenario: Scenario): void {
  failOverUnnamed(forkOf(dice, 'unnamed fail over'), now, scenario);
  freezeProtected(forkOf(dice, 'frozen and protected'), now, scenario);
  restoreWithoutSweep(forkOf(dice, 'restore without a sweep'), scenario);
}

/** A third party failed over and keeps an instance without tags. DRS does not name the job that launched it. */
function failOverUnnamed(dice: Dice, now: Instant, { faults, drills, thirdParties }: Scenario): void {
  if (!dice.chance(0.02)) return;
  const later = drills.filter(({ at }) => at >= now + 30 * MINUTE_SECONDS * SECOND_MS);
  if (later.length === 0) return;
  thirdParties.push({ at: now, action: 'failOverUntagged', servers: [dice.pick(dice.pick(later).waves.flat())] });
  faults.namelessLastLaunches = 1;
}

/**
 * While terminations are frozen, a drill has no other reason than the hourly report of a leak to ask what keeps its
 * instances. A third party has protected them, and EC2 answers only half of these questions.
 */
function freezeProtected(dice: Dice, now: Instant, { faults, drills, thirdParties, levers }: Scenario): void {
  const until = faults.faultsUntil ?? now;
  const early = drills.filter(({ at }) => at + 4 * HOUR_SECONDS * SECOND_MS <= until);
  if (!dice.chance(0.03) || early.length === 0) return;
  const drill = dice.pick(early);
  const servers = drill.waves.flat();
  const after = (minutes: number) => drill.at + minutes * MINUTE_SECONDS * SECOND_MS;
  for (const minutes of PROTECTING_MINUTES) thirdParties.push({ at: after(minutes), action: 'protect', servers });
  thirdParties.push({ at: until + HOUR_SECONDS * SECOND_MS, action: 'unprotect', servers });
  const { deployment } = drill;
  levers.push({ deployment, at: after(FREEZING_MINUTES), everywhere: false, state: 'FROZEN', until });
  faults.internalError = { ...faults.internalError, 'ec2:DescribeInstanceAttribute': 0.5 };
}

/** An instance appears after some minutes. */
const PROTECTING_MINUTES = [10, 15, 20, 30, 45];
/** The launch has begun by then. */
const FREEZING_MINUTES = 10;

/**
 * Only the sweep notifies every drill of a restore. Until it runs again, a drill that was notified by another input
 * cleans up, and each of its inputs notifies it once more.
 */
function restoreWithoutSweep(dice: Dice, { faults, platform, drills, restores = [] }: Scenario): void {
  const [restore] = restores;
  if (restore === undefined || !dice.chance(0.25)) return;
  const { at } = dice.pick(drills.filter(({ deployment }) => deployment === restore.deployment));
  const until = faults.faultsUntil ?? at + 2 * HOUR_SECONDS * SECOND_MS;
  restore.at = Math.min(at + dice.between(10, 45) * MINUTE_SECONDS * SECOND_MS, until);
  restore.ageSeconds = dice.between(1, 300);
  platform.sweepLost = { from: restore.at, until: Math.min(restore.at + HOUR_SECONDS * SECOND_MS, until) };
}
