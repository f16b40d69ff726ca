import {
  BOOT_SECONDS_DEFAULT,
  HOLD_SECONDS_DEFAULT_MAX,
  LAG_SECONDS_DEFAULT,
  LAUNCH_ALLOWANCE_SECONDS_DEFAULT,
  MINUTE_SECONDS,
  SECOND_MS,
} from '../../../drill/bounds.ts';
import type { Instant, Limits, Terms } from '../../../drill/drill.ts';
import { type Dice, forkOf } from '../../aws/dice.ts';
import type { ServerOptions } from '../../aws/drs/sourceServers.ts';
import { drawFaults, noFaults } from '../../aws/faults.ts';
import { drawJanitor } from '../seededJanitor.ts';
import { addCoincidences } from './addCoincidences.ts';
import { withCheckedMachines } from './drawCheckedMachines.ts';
import { withChecks } from './drawChecks.ts';
import { drawDrills } from './drawDrills.ts';
import { drawDrillsInto, drawInterference, drawLeftVolumes, drawSkippedLaunches } from './drawInterference.ts';
import { drawNeighbours } from './drawNeighbours.ts';
import { withPlans } from './drawPlans.ts';
import { withRestores } from './drawRestores.ts';
import { withSchedule } from './drawSchedules.ts';
import {
  drawLevers,
  drawLimits,
  drawPlatformFaults,
  drawServer,
  drawThirdParties,
  drawTogether,
} from './drawTrouble.ts';
import { withWaveTerms } from './drawWaveTerms.ts';
import { NO_PLATFORM_FAULTS, type Scenario } from './plans.ts';

export const DEFAULT_LIMITS: Limits = {
  serversPerJob: 50,
  jobsMax: 10,
  serversInJobsMax: 300,
  holdSecondsMax: HOLD_SECONDS_DEFAULT_MAX,
  drillNetworks: 'ANY',
};

/** A world full of faults that end after some hours, so that every drill can end. */
export function drawScenario(dice: Dice, now: Instant): Scenario {
  const count = dice.between(1, 6);
  const servers = Array.from({ length: count }, () => drawServer(dice, now));
  const recovered = dice.chance(0.15) ? [dice.between(0, count - 1)] : [];
  // If a server was recovered for real, the quotas had room for it.
  const room = recovered.length === 0 ? {} : { jobsTakenByThirdParties: 0, serversTakenByThirdParties: 0 };
  const faultsUntil = now + dice.between(40, 480) * MINUTE_SECONDS * SECOND_MS;
  const deployments = dice.chance(0.3) ? 2 : 1;
  const platform = drawPlatformFaults(dice, now, faultsUntil);
  // Either hard stops or the guard may be missing, not both.
  const stops = platform.guardLost ? { scheduleLost: 0 } : dice.chance(0.1) ? { scheduleLost: 0.7 } : {};
  const stubborn = dice.chance(0.1) ? { terminationFails: 0.7 } : {};
  const wordless = dice.chance(0.1)
    ? { serverHangs: 0.2, serverEndsAtLaunch: 0.5, usesPreviousSnapshot: 0.5, failedLaunchKeepsInstance: 0.7 }
    : {};
  const scenario: Scenario = {
    faults: { ...drawFaults(dice), ...room, ...stops, ...stubborn, ...wordless, ...drawTogether(dice), faultsUntil },
    platform,
    servers,
    recovered,
    thirdParties: drawThirdParties(dice, now, count),
    limits: drawLimits(dice, DEFAULT_LIMITS),
    levers: drawLevers(dice, now, faultsUntil, deployments),
    drills: drawDrills(dice, now, count, deployments, plainTerms()),
  };
  if (!platform.guardLost) leaveToGuard(forkOf(dice, 'left to the guard'), scenario);
  scenario.thirdParties.push(...drawInterference(dice, scenario.drills));
  scenario.faults.failedLaunchLeavesVolume = drawLeftVolumes(dice);
  const restored = withRestores(scenario, now, faultsUntil);
  restored.thirdParties.push(...drawDrillsInto(forkOf(dice, 'drills into machines'), now, restored.drills));
  restored.thirdParties.push(...drawNeighbours(forkOf(dice, 'neighbours'), now, restored));
  restored.thirdParties.push(...drawSkippedLaunches(forkOf(dice, 'vain launches'), now, restored.drills));
  restored.thirdParties.push(...drawJanitor(forkOf(dice, 'janitor'), restored.drills));
  addCoincidences(dice, now, restored);
  const scheduled = withSchedule(forkOf(dice, 'nights'), restored);
  const waved = withWaveTerms(forkOf(dice, 'waits of waves'), scheduled);
  const judged = withChecks(forkOf(dice, 'people who check'), withPlans(forkOf(dice, 'web shop'), now, waved));
  return withCheckedMachines(forkOf(dice, 'checks of machines'), now, judged);
}

/** A few drills are quarantined while they have instances, and lose every hard stop. Then only the guard is left. */
function leaveToGuard(dice: Dice, { faults, drills }: Scenario): void {
  if (!dice.chance(0.02)) return;
  const { at, actions } = dice.pick(drills);
  actions.push({ at: at + dice.between(15, 60) * MINUTE_SECONDS * SECOND_MS, action: 'quarantine' });
  faults.scheduleLost = 1;
}

/** One drill without disturbances. */
export function calmScenario(
  now: Instant,
  waves: number[][],
  servers: ServerOptions[],
  terms: Partial<Terms> = {},
): Scenario {
  return {
    faults: noFaults,
    platform: NO_PLATFORM_FAULTS,
    servers,
    recovered: [],
    thirdParties: [],
    limits: DEFAULT_LIMITS,
    levers: [],
    drills: [{ deployment: 0, at: now + SECOND_MS, waves, terms: { ...plainTerms(), ...terms }, actions: [] }],
  };
}

export function plainTerms(): Terms {
  return {
    recoveryPoint: { type: 'LATEST' },
    holdSeconds: 1800,
    lagSecondsMax: LAG_SECONDS_DEFAULT,
    bootSecondsMax: BOOT_SECONDS_DEFAULT,
    launchAllowanceSeconds: LAUNCH_ALLOWANCE_SECONDS_DEFAULT,
    onLaunchFailure: 'HOLD',
    objectives: {},
    waivers: [],
    reason: 'rehearsal',
    tags: {},
  };
}
