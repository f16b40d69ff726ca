import {
  BOOT_SECONDS_DEFAULT,
  HOLD_SECONDS_DEFAULT_MAX,
  HOUR_SECONDS,
  LAG_SECONDS_DEFAULT,
  LAUNCH_ALLOWANCE_SECONDS_DEFAULT,
  MINUTE_SECONDS,
  SECOND_MS,
} from '../drill/bounds.ts';
import type { Instant, Limits, Terms } from '../drill/drill.ts';
import type { Dice } from './dice.ts';
import { DRILL_NETWORK, type ServerOptions } from './drsServers.ts';
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
  /** The safety lever, as people move it. */
  levers: PlannedLever[];
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
  /** The guard's sweep never comes; hard stops then do. */
  guardLost: boolean;
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
  deed: 'cancel' | 'extend' | 'endHold' | 'requestAgain' | 'setAside';
  /** How far from now an extension reaches. */
  seconds?: number;
}

export interface PlannedLever {
  deployment: number;
  at: Instant;
  /** At this site, or everywhere. */
  everywhere: boolean;
  state: 'OPEN' | 'NO_LAUNCHES' | 'FROZEN';
  until: Instant | null;
}

/** What others in the account do to servers (by index), and to nobody's knowledge. */
export interface StrangersDeed {
  at: Instant;
  deed: 'recover' | 'recoverTagged' | 'drill' | 'terminate' | 'terminateAny' | 'event';
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
  guardLost: false,
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
  const servers = Array.from({ length: count }, () => drawServer(dice, now));
  const recovered = dice.chance(0.15) ? [dice.between(0, count - 1)] : [];
  // Where somebody has recovered a server, the quotas had room for it.
  const room = recovered.length === 0 ? {} : { jobsTakenByStrangers: 0, serversTakenByStrangers: 0 };
  const faultsUntil = now + dice.between(40, 480) * MINUTE_SECONDS * SECOND_MS;
  const deployments = dice.chance(0.3) ? 2 : 1;
  const platform = drawPlatformFaults(dice, now, faultsUntil);
  // Either of the two that catch a fall may be missing, not both.
  const stops = platform.guardLost ? { scheduleLost: 0 } : dice.chance(0.1) ? { scheduleLost: 0.7 } : {};
  const stubborn = dice.chance(0.1) ? { terminationFails: 0.7 } : {};
  return {
    faults: { ...drawFaults(dice), ...room, ...stops, ...stubborn, faultsUntil },
    platform,
    servers,
    recovered,
    strangers: drawStrangers(dice, now, count),
    limits: drawLimits(dice),
    levers: drawLevers(dice, now, faultsUntil, deployments),
    drills: drawDrills(dice, now, count, deployments),
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
    levers: [],
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
function drawServer(dice: Dice, now: Instant): ServerOptions {
  const quick = dice.chance(0.2) ? { launchSeconds: dice.between(180, 480) } : {};
  const elsewhere = dice.chance(0.02) ? { subnetId: 'subnet-0a00000000000a001' } : {};
  const denied = dice.chance(0.02) ? { tags: { 'drs-drill': 'deny' } } : {};
  // A few points say as much as the forty of the usual policy, and are listed ten times as fast.
  const snapshots = [3, 2, 1].map((hours) => now - hours * HOUR_SECONDS * SECOND_MS);
  return { bootSeconds: dice.between(20, 400), snapshots, ...quick, ...elsewhere, ...denied };
}

function drawLimits(dice: Dice): Limits {
  const { subnetId, securityGroupId } = DRILL_NETWORK;
  const configured = { subnetIds: [subnetId], securityGroupIds: [securityGroupId] };
  return {
    ...DEFAULT_LIMITS,
    serversPerJob: dice.pick([1, 2, 50]),
    jobsMax: dice.pick([3, 6, 10]),
    drillNetworks: dice.chance(0.5) ? 'ANY' : dice.chance(0.05) ? null : configured,
  };
}

/** After a real recovery the lever stays closed until somebody opens it; what is frozen thaws before the faults end. */
function drawLevers(dice: Dice, now: Instant, faultsUntil: Instant, deployments: number): PlannedLever[] {
  const levers: PlannedLever[] = [];
  const add = (probability: number, state: PlannedLever['state']) => {
    if (!dice.chance(probability)) return;
    const at = Math.min(now + dice.between(0, 4 * HOUR_SECONDS) * SECOND_MS, faultsUntil - SECOND_MS);
    const until = state === 'OPEN' ? null : Math.min(at + dice.between(300, 2 * HOUR_SECONDS) * SECOND_MS, faultsUntil);
    levers.push({ deployment: dice.between(0, deployments - 1), at, everywhere: dice.chance(0.3), state, until });
  };
  add(0.5, 'OPEN');
  add(0.3, 'OPEN');
  add(0.08, 'NO_LAUNCHES');
  add(0.08, 'FROZEN');
  return levers;
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
    guardLost: dice.chance(0.2),
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
  add(0.05, 'recoverTagged');
  add(0.25, 'drill');
  add(0.2, 'terminate');
  add(0.1, 'terminateAny');
  add(0.2, 'event');
  return deeds;
}

/** Some drills are asked for at the very same moment; some share out the servers among them, so that both can run. */
function drawDrills(dice: Dice, now: Instant, servers: number, deployments: number): PlannedDrill[] {
  const together = dice.chance(0.25);
  const apart = dice.chance(0.4);
  const drills = Array.from({ length: dice.pick([1, 1, 2, 2, 3]) }, (_, index) =>
    drawDrill(dice, now, servers, dice.between(0, deployments - 1), apart ? index % 2 : undefined),
  );
  const first = drills[0]?.at ?? now;
  return together ? drills.map((drill) => ({ ...drill, at: first + dice.between(0, 3) * SECOND_MS })) : drills;
}

function drawDrill(
  dice: Dice,
  now: Instant,
  servers: number,
  deployment: number,
  share: number | undefined,
): PlannedDrill {
  const at = now + dice.between(1, dice.pick([600, 3600, 3 * HOUR_SECONDS])) * SECOND_MS;
  const all = Array.from({ length: servers }, (_, index) => index);
  const mine = all.filter((index) => share === undefined || index % 2 === share);
  const chosen = mine.filter(() => dice.chance(0.7));
  const members = chosen.length === 0 ? [mine[0] ?? 0] : chosen;
  const split = dice.chance(0.5) ? members.length : dice.between(1, members.length);
  const waves = [members.slice(0, split), members.slice(split)].filter((wave) => wave.length > 0);
  return {
    deployment,
    at,
    waves,
    terms: { ...drawTerms(dice, now), waivers: drawWaivers(dice, servers) },
    deeds: drawDeeds(dice, at),
  };
}

function drawTerms(dice: Dice, now: Instant): Terms {
  return {
    ...plainTerms(),
    holdSeconds: dice.pick([0, 300, 1200, 3600]),
    launchAllowanceSeconds: dice.pick([600, 1800, 5400]),
    onLaunchFailure: dice.pick(['HOLD', 'CONTINUE', 'TERMINATE']),
    recoveryPoint: dice.chance(0.2) ? { type: 'AT_OR_BEFORE', at: now } : { type: 'LATEST' },
    objectives: dice.chance(0.3) ? { recoveryTimeSeconds: dice.between(300, 2000) } : {},
  };
}

/** Waivers name servers by their index until the world has given them ids. */
function drawWaivers(dice: Dice, servers: number): Terms['waivers'] {
  const waivers: Terms['waivers'] = [];
  const reason = 'agreed';
  if (dice.chance(0.1))
    waivers.push({ check: 'no-drill-instance', sourceServerId: String(dice.between(0, servers - 1)), reason });
  if (dice.chance(0.05)) waivers.push({ check: 'drill-network', reason });
  return waivers;
}

function drawDeeds(dice: Dice, at: Instant): PlannedDeed[] {
  const deeds: PlannedDeed[] = [];
  const later = () => at + dice.between(0, 7200) * SECOND_MS;
  if (dice.chance(0.25)) deeds.push({ at: later(), deed: 'cancel' });
  if (dice.chance(0.3)) deeds.push({ at: later(), deed: 'extend' });
  if (dice.chance(0.2)) deeds.push({ at: later(), deed: 'endHold' });
  if (dice.chance(0.1)) deeds.push({ at: at + dice.between(0, 60) * SECOND_MS, deed: 'requestAgain' });
  if (dice.chance(0.08)) deeds.push({ at: later(), deed: 'setAside' });
  return deeds;
}
