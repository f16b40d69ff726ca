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
  /** What our own platform does wrong. */
  platform: PlatformFaults;
  servers: ServerOptions[];
  /** Servers that have a real recovery's instance, by index, before the first drill. */
  recovered: number[];
  strangers: StrangersDeed[];
  limits: Limits;
  drills: PlannedDrill[];
}

/** Chances, each per occasion, and bounds. */
export interface PlatformFaults {
  crash: number;
  tableConflict: number;
  tableReplyLost: number;
  tableThrottled: number;
  streamRepeats: number;
  /** Records of the table's stream wait for up to this long before they are read. */
  streamDelaySecondsMax: number;
  streamLanes: number;
  streamBatchMax: number;
  latencyMsMax: number;
  /** How far a host's clock may be off, either way. */
  clockSkewMsMax: number;
  /** While this lasts, two versions of the product run side by side, of which the older cannot read what the newer saved. */
  twoVersions: Span | null;
  /** While this lasts, no sweep comes. */
  sweepLost: Span | null;
}

export interface Span {
  from: Instant;
  until: Instant;
}

export interface PlannedDrill {
  /** Which deployment is asked, 0 or 1. */
  deployment: number;
  at: Instant;
  waves: number[][];
  terms: Terms;
  deeds: PlannedDeed[];
}

export interface PlannedDeed {
  at: Instant;
  deed: 'cancel' | 'extend' | 'endHold' | 'requestAgain';
}

/** What others in the account do to servers (by index), and to nobody's knowledge. */
export interface StrangersDeed {
  at: Instant;
  deed: 'recover' | 'drill' | 'terminate' | 'terminateAny' | 'event';
  servers: number[];
}

export const NO_PLATFORM_FAULTS: PlatformFaults = {
  crash: 0,
  tableConflict: 0,
  tableReplyLost: 0,
  tableThrottled: 0,
  streamRepeats: 0,
  streamDelaySecondsMax: 0,
  streamLanes: 2,
  streamBatchMax: 25,
  latencyMsMax: 50,
  clockSkewMsMax: 0,
  twoVersions: null,
  sweepLost: null,
};

export const DEFAULT_LIMITS: Limits = {
  serversPerJob: 50,
  jobsMax: 10,
  serversInJobsMax: 300,
  holdSecondsMax: HOLD_SECONDS_DEFAULT_MAX,
  drillNetworks: 'ANY',
};

/** A world full of trouble that ends after some hours, so that every drill can end. */
export function drawScenario(dice: Dice, now: Instant): Scenario {
  const count = dice.between(1, 6);
  const servers = Array.from({ length: count }, () => drawServer(dice));
  const recovered = dice.chance(0.15) ? [dice.between(0, count - 1)] : [];
  // Where somebody has recovered a server, the quotas had room for it.
  const room = recovered.length === 0 ? {} : { jobsTakenByStrangers: 0, serversTakenByStrangers: 0 };
  const faultsUntil = now + dice.between(1, 8) * HOUR_SECONDS * SECOND_MS;
  const deployments = dice.chance(0.3) ? 2 : 1;
  return {
    faults: { ...drawFaults(dice), ...room, faultsUntil },
    platform: drawPlatformFaults(dice, now, faultsUntil),
    servers,
    recovered,
    strangers: drawStrangers(dice, now, count),
    limits: { ...DEFAULT_LIMITS, serversPerJob: dice.pick([1, 2, 50]), jobsMax: dice.pick([3, 6, 10]) },
    drills: Array.from({ length: dice.pick([1, 1, 2, 2, 3]) }, () =>
      drawDrill(dice, now, count, dice.between(0, deployments - 1)),
    ),
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
    strangers: [],
    limits: DEFAULT_LIMITS,
    drills: [{ deployment: 0, at: now + SECOND_MS, waves, terms: { ...plainTerms(), ...terms }, deeds: [] }],
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

/** DRS FAQ: launches usually take 5 to 20 minutes; some here are quicker, but never so quick that a look cannot see them. */
function drawServer(dice: Dice): ServerOptions {
  const quick = dice.chance(0.2) ? { launchSeconds: dice.between(180, 480) } : {};
  return { bootSeconds: dice.between(20, 400), ...quick };
}

function drawPlatformFaults(dice: Dice, now: Instant, faultsUntil: Instant): PlatformFaults {
  const upTo = (worst: number) => (dice.chance(0.4) ? 0 : dice.roll() * worst);
  const span = (secondsMax: number): Span => {
    const from = now + dice.between(0, 7200) * SECOND_MS;
    return { from, until: Math.min(from + dice.between(60, secondsMax) * SECOND_MS, faultsUntil) };
  };
  return {
    crash: upTo(0.03),
    tableConflict: upTo(0.2),
    tableReplyLost: upTo(0.05),
    tableThrottled: upTo(0.05),
    streamRepeats: upTo(0.3),
    streamDelaySecondsMax: dice.chance(0.3) ? dice.between(1, 300) : 0,
    streamLanes: dice.between(1, 4),
    streamBatchMax: dice.pick([1, 5, 25]),
    latencyMsMax: dice.pick([50, 500, 2500]),
    clockSkewMsMax: dice.pick([0, 500, 3000]),
    twoVersions: dice.chance(0.3) ? span(HOUR_SECONDS) : null,
    sweepLost: dice.chance(0.3) ? span(HOUR_SECONDS) : null,
  };
}

function drawStrangers(dice: Dice, now: Instant, servers: number): StrangersDeed[] {
  const deeds: StrangersDeed[] = [];
  const some = () => {
    const chosen = Array.from({ length: servers }, (_, index) => index).filter(() => dice.chance(0.4));
    return chosen.length === 0 ? [dice.between(0, servers - 1)] : chosen;
  };
  const add = (probability: number, deed: StrangersDeed['deed']) => {
    if (dice.chance(probability)) {
      deeds.push({ at: now + dice.between(0, 3 * HOUR_SECONDS) * SECOND_MS, deed, servers: some() });
    }
  };
  add(0.25, 'recover');
  add(0.25, 'drill');
  add(0.2, 'terminate');
  add(0.1, 'terminateAny');
  add(0.2, 'event');
  return deeds;
}

function drawDrill(dice: Dice, now: Instant, servers: number, deployment: number): PlannedDrill {
  const at = now + dice.between(1, dice.pick([600, 3600, 3 * HOUR_SECONDS])) * SECOND_MS;
  const chosen = Array.from({ length: servers }, (_, index) => index).filter(() => dice.chance(0.7));
  const members = chosen.length === 0 ? [0] : chosen;
  const split = dice.chance(0.5) ? members.length : dice.between(1, members.length);
  const waves = [members.slice(0, split), members.slice(split)].filter((wave) => wave.length > 0);
  return { deployment, at, waves, terms: drawTerms(dice, now), deeds: drawDeeds(dice, at) };
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

function drawDeeds(dice: Dice, at: Instant): PlannedDeed[] {
  const deeds: PlannedDeed[] = [];
  const later = () => at + dice.between(0, 7200) * SECOND_MS;
  if (dice.chance(0.25)) deeds.push({ at: later(), deed: 'cancel' });
  if (dice.chance(0.3)) deeds.push({ at: later(), deed: 'extend' });
  if (dice.chance(0.2)) deeds.push({ at: later(), deed: 'endHold' });
  if (dice.chance(0.1)) deeds.push({ at: at + dice.between(0, 60) * SECOND_MS, deed: 'requestAgain' });
  return deeds;
}
