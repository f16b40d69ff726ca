import type { Dice } from '../dice.ts';
import type { Faults } from '../faults.ts';
import type { Instant } from '../instant.ts';
import type { LaunchOutcome, LogLine, Snapshot, SourceServer } from '../state.ts';

/** The input of a server's launch. */
export interface LaunchStart {
  server: SourceServer;
  /** When the job started. */
  startedAt: Instant;
  /** The point the caller pinned; undefined: the latest data. */
  pinned: Snapshot | undefined;
  /** Whether an older instance of the server is deleted first. */
  replaces: boolean;
  /** How much longer than usual it takes. */
  delayMilliseconds: number;
  /**
   * How long it hangs during conversion: nothing is logged, and the server stays PENDING. Observed in real jobs,
   * without a reported cause.
   */
  silentMilliseconds: number;
}

/** The whole launch of one server in a job, decided in advance. */
export interface LaunchTimeline {
  log: LogLine[];
  /** When its launchStatus is final. */
  finalAt: Instant;
  launched: boolean;
  /** The instance, if one is created. */
  instanceId: string | null;
  instanceAt: Instant;
  runningAt: Instant;
  /** The conversion server, if one is used. `until` is null when DRS never terminates it. */
  conversion: { instanceId: string; from: Instant; until: Instant | null } | null;
  /** The unattached volume that the launch works with. `until` is null when it is left behind. */
  helperVolume: { volumeId: string; from: Instant; until: Instant | null } | null;
  pointInTime: Instant;
  onDemand: Snapshot | null;
  cleanupAt: Instant;
  /** SERVER_SKIPPED: nothing was done, and no event is sent. */
  skipped: boolean;
}

/** The random generators and faults of a launch timeline. */
export interface Random {
  dice: Dice;
  faults: Faults;
  faultDice: Dice;
}

/** A launch timeline while it is drawn. */
export interface Way {
  start: LaunchStart;
  random: Random;
  timeline: LaunchTimeline;
  outcome: LaunchOutcome;
  /** From the start to LAUNCH_END, without cleanup. */
  span: number;
  shares: Shares;
  add: (at: Instant, event: string, data?: Record<string, unknown>) => void;
}

/**
 * When the steps of a launch start, as shares of its duration. A snapshot often takes one second, and the conversion
 * starts a minute later.
 */
export interface Shares {
  snapshotStart: number;
  snapshotEnd: number;
  conversionStart: number;
  conversionEnd: number;
  launchStart: number;
}

/** The shares of a real job of 8 min 49 s (aws-samples/drs-tools: sample_result.json, wave 1). */
export const LINUX: Shares = {
  snapshotStart: 0.001,
  snapshotEnd: 0.002,
  conversionStart: 0.1,
  conversionEnd: 0.472,
  launchStart: 0.474,
};
/**
 * The shares of a drill of two Windows servers of 50 GB: conversion took 14 of 21 minutes (a public log of 2025-12).
 */
export const WINDOWS: Shares = { ...LINUX, conversionStart: 0.055, conversionEnd: 0.724, launchStart: 0.726 };
/** DRS API model, RecoveryMode: FAST skips the conversion. Its log has not been observed. */
export const FAST: Shares = { ...LINUX, conversionStart: 0.002, conversionEnd: 0.002, launchStart: 0.01 };

/** A launch timeline without any steps. */
export function newTimeline(start: LaunchStart): LaunchTimeline {
  return {
    log: [],
    finalAt: start.startedAt,
    launched: false,
    instanceId: null,
    instanceAt: start.startedAt,
    runningAt: start.startedAt,
    conversion: null,
    helperVolume: null,
    pointInTime: start.pinned?.takenAt ?? start.startedAt,
    onDemand: null,
    cleanupAt: start.startedAt + 1_000,
    skipped: false,
  };
}
