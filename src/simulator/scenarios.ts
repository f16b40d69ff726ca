import {
  BOOT_SECONDS_DEFAULT,
  HOLD_SECONDS_DEFAULT_MAX,
  HOUR_SECONDS,
  LAG_SECONDS_DEFAULT,
  LAUNCH_ALLOWANCE_SECONDS_DEFAULT,
  SECOND_MS,
} from '../drill/bounds.ts';
import type { Instant, Limits, Terms } from '../drill/drill.ts';
import type { Dice } from './dice.ts';
import type { ServerOptions } from './drsServers.ts';
import { drawFaults, type Faults, noFaults } from './faults.ts';

/** What people will do in a seeded world, and what will go wrong in it. All drawn from the seed. */
export interface Scenario {
  faults: Faults;
  /** Chances of our own platform's faults, each per occasion. */
  platform: PlatformFaults;
  servers: ServerOptions[];
  /** Servers that have a real recovery's instance, by index, before the first drill. */
  recovered: number[];
  limits: Limits;
  drills: PlannedDrill[];
}

export interface PlatformFaults {
  crash: number;
  tableConflict: number;
  tableReplyLost: number;
  tableThrottled: number;
  streamRepeats: number;
  latencyMsMax: number;
}

export interface PlannedDrill {
  at: Instant;
  waves: number[][];
  terms: Terms;
  deeds: { at: Instant; deed: 'cancel' | 'extend' | 'endHold' }[];
}

export const NO_PLATFORM_FAULTS: PlatformFaults = {
  crash: 0,
  tableConflict: 0,
  tableReplyLost: 0,
  tableThrottled: 0,
  streamRepeats: 0,
  latencyMsMax: 50,
};

export const DEFAULT_LIMITS: Limits = {
  serversPerJob: 50,
  jobsMax: 10,
  serversInJobsMax: 300,
  holdSecondsMax: HOLD_SECONDS_DEFAULT_MAX,
};

/** A world full of trouble that ends after some hours, so that every drill can end. */
export function drawScenario(dice: Dice, now: Instant): Scenario {
  const count = dice.between(1, 6);
  const servers = Array.from({ length: count }, (): ServerOptions => ({ bootSeconds: dice.between(20, 400) }));
  const recovered = dice.chance(0.2) ? [dice.between(0, count - 1)] : [];
  // Where somebody has recovered a server, the quotas had room for it.
  const room = recovered.length === 0 ? {} : { jobsTakenByStrangers: 0, serversTakenByStrangers: 0 };
  const faultsUntil = now + dice.between(1, 8) * HOUR_SECONDS * SECOND_MS;
  return {
    faults: { ...drawFaults(dice), ...room, faultsUntil },
    platform: drawPlatformFaults(dice),
    servers,
    recovered,
    limits: { ...DEFAULT_LIMITS, serversPerJob: dice.pick([1, 2, 50]), jobsMax: dice.pick([3, 6, 10]) },
    drills: Array.from({ length: dice.pick([1, 1, 1, 2, 3]) }, () => drawDrill(dice, now, count)),
  };
}

/** One undisturbed drill. */
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
    limits: DEFAULT_LIMITS,
    drills: [{ at: now + SECOND_MS, waves, terms: { ...plainTerms(), ...terms }, deeds: [] }],
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

function drawPlatformFaults(dice: Dice): PlatformFaults {
  const upTo = (worst: number) => (dice.chance(0.4) ? 0 : dice.roll() * worst);
  return {
    crash: upTo(0.03),
    tableConflict: upTo(0.2),
    tableReplyLost: upTo(0.05),
    tableThrottled: upTo(0.05),
    streamRepeats: upTo(0.3),
    latencyMsMax: dice.pick([50, 500, 5000]),
  };
}

function drawDrill(dice: Dice, now: Instant, servers: number): PlannedDrill {
  const at = now + dice.between(1, 3600) * SECOND_MS;
  const chosen = Array.from({ length: servers }, (_, index) => index).filter(() => dice.chance(0.7));
  const members = chosen.length === 0 ? [0] : chosen;
  const split = dice.chance(0.5) ? members.length : dice.between(1, members.length);
  const waves = [members.slice(0, split), members.slice(split)].filter((wave) => wave.length > 0);
  return { at, waves, terms: drawTerms(dice, now), deeds: drawDeeds(dice, at) };
}

function drawTerms(dice: Dice, now: Instant): Terms {
  return {
    ...plainTerms(),
    holdSeconds: dice.pick([0, 300, 1800, 7200]),
    launchAllowanceSeconds: dice.pick([600, 1800, 5400]),
    onLaunchFailure: dice.pick(['HOLD', 'CONTINUE', 'TERMINATE']),
    recoveryPoint: dice.chance(0.2) ? { type: 'AT_OR_BEFORE', at: now } : { type: 'LATEST' },
    objectives: dice.chance(0.3) ? { recoveryTimeSeconds: dice.between(300, 2000) } : {},
  };
}

function drawDeeds(dice: Dice, at: Instant): PlannedDrill['deeds'] {
  const deeds: PlannedDrill['deeds'] = [];
  const later = () => at + dice.between(0, 7200) * SECOND_MS;
  if (dice.chance(0.3)) deeds.push({ at: later(), deed: 'cancel' });
  if (dice.chance(0.3)) deeds.push({ at: later(), deed: 'extend' });
  if (dice.chance(0.2)) deeds.push({ at: later(), deed: 'endHold' });
  return deeds;
}
