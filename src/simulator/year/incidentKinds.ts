import { HOUR_SECONDS } from '../../drill/bounds.ts';
import type { Faults } from '../aws/faults.ts';
import type { PlatformFaults } from '../seeded/scenarios/plans.ts';
import type { ThirdPartyAction } from '../seeded/thirdPartyActions.ts';

/** Something that goes wrong for some hours, and then is over. */
export interface IncidentKind {
  name: string;
  /** What AWS does meanwhile. */
  faults?: Partial<Faults>;
  /** What our own platform does meanwhile. */
  platform?: Partial<PlatformFaults>;
  /** No sweep runs meanwhile. */
  losesSweeps?: true;
  /** What third parties do to some servers when it begins. */
  thirdParty?: ThirdPartyAction['action'];
  /** DRS skips some servers in every launch meanwhile. */
  skipsServers?: true;
  hoursMax: number;
}

/**
 * The incidents of a year. Left out is what needs a person by design: real recoveries, after which only a person opens
 * the lever, and what DRS itself leaves behind, which only a person may delete.
 */
export const INCIDENT_KINDS: readonly IncidentKind[] = [
  { name: 'events lost', faults: { eventLost: 0.8 }, hoursMax: 6 },
  {
    name: 'events late and doubled',
    faults: { eventLate: 0.6, eventLateSecondsMax: 900, eventDoubled: 0.3 },
    hoursMax: 6,
  },
  { name: 'schedules late and doubled', faults: { scheduleLate: 0.5, scheduleDoubled: 0.3 }, hoursMax: 6 },
  { name: 'schedules lost', faults: { scheduleLost: 0.7 }, hoursMax: 6 },
  { name: 'queue repeats', faults: { queueRepeats: 0.3 }, hoursMax: 6 },
  { name: 'throttled', faults: { throttled: { '*': 0.3, 'drs:StartRecovery': 0.6 } }, hoursMax: 4 },
  { name: 'few calls a second', faults: { drsCallsPerSecond: 4, throttledWithRetryAfter: 0.5 }, hoursMax: 4 },
  { name: 'internal errors', faults: { internalError: { '*': 0.2 } }, hoursMax: 4 },
  { name: 'credentials rejected', faults: { unauthenticated: { '*': 0.05, 'drs:StartRecovery': 0.3 } }, hoursMax: 4 },
  { name: 'replies lost', faults: { replyLost: { '*': 0.05, 'drs:StartRecovery': 0.4 } }, hoursMax: 4 },
  { name: 'stale listings', faults: { describeLagged: 0.6, describeLagSecondsMax: 20 }, hoursMax: 6 },
  { name: 'conflicts', faults: { spuriousConflict: 0.4 }, hoursMax: 4 },
  { name: 'unknown values', faults: { unknownValues: 0.3, unknownLogEvents: 0.3 }, hoursMax: 6 },
  { name: 'launches fail', faults: { serverFailsLaunch: 0.5, failedLaunchKeepsInstance: 0.3 }, hoursMax: 4 },
  { name: 'conversions fail', faults: { serverFailsConversion: 0.5 }, hoursMax: 4 },
  { name: 'snapshots fail', faults: { serverFailsSnapshot: 0.5 }, hoursMax: 4 },
  { name: 'jobs hang', faults: { jobHangs: 0.5, jobHangSecondsMax: 3 * HOUR_SECONDS }, hoursMax: 4 },
  { name: 'terminations fail', faults: { terminationFails: 0.5 }, hoursMax: 4 },
  { name: 'instances stopped', faults: { stoppedOutside: 0.4 }, hoursMax: 4 },
  { name: 'instances terminated', faults: { terminatedOutside: 0.4 }, hoursMax: 4 },
  { name: 'failbacks', faults: { failsBackOutside: 0.3 }, hoursMax: 4 },
  { name: 'quotas taken', faults: { jobsTakenByThirdParties: 20 }, hoursMax: 3 },
  { name: 'drills by hand', thirdParty: 'drill', hoursMax: 4 },
  { name: 'launches skipped', thirdParty: 'skippedDrill', hoursMax: 1 },
  { name: 'unhealthy servers', skipsServers: true, hoursMax: 96 },
  { name: 'table conflicts', platform: { tableConflict: 0.2 }, hoursMax: 4 },
  { name: 'table throttled', platform: { tableThrottled: 0.05, tableReplyLost: 0.05 }, hoursMax: 4 },
  { name: 'stream late and repeated', platform: { streamRepeats: 0.3, streamDelaySecondsMax: 300 }, hoursMax: 4 },
  { name: 'slow network', platform: { latencyMsMax: 2500, clockSkewMsMax: 3000 }, hoursMax: 4 },
  { name: 'functions crash', platform: { crash: 0.02 }, hoursMax: 4 },
  { name: 'sweeps lost', losesSweeps: true, hoursMax: 2 },
  { name: 'guard lost', platform: { guardLost: true }, hoursMax: 4 },
];
