import type { Instant, Limits, Terms } from '../../../drill/drill.ts';
import type { ServerOptions } from '../../aws/drs/sourceServers.ts';
import type { Faults } from '../../aws/faults.ts';
import type { ThirdPartyAction } from '../thirdPartyActions.ts';

/** What people will do in a seeded world, and what will go wrong in it. All drawn from the seed. */
export interface Scenario {
  faults: Faults;
  /** What our own platform does wrong. */
  platform: PlatformFaults;
  servers: ServerOptions[];
  /** Servers that have a real recovery's instance, by index, before the first drill. */
  recovered: number[];
  thirdParties: ThirdPartyAction[];
  limits: Limits;
  drills: PlannedDrill[];
  /** The safety lever, as people move it. */
  levers: PlannedLever[];
  /** When tables are turned back; never, when absent. */
  restores?: PlannedRestore[];
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
  deed: 'cancel' | 'extend' | 'endHold' | 'requestAgain' | 'quarantine';
  /** How far from now an extension reaches. */
  seconds?: number;
}

export interface PlannedLever {
  deployment: number;
  at: Instant;
  everywhere: boolean;
  state: 'OPEN' | 'NO_LAUNCHES' | 'FROZEN';
  until: Instant | null;
}

/** A table is restored to how it was so long before. */
export interface PlannedRestore {
  deployment: number;
  at: Instant;
  ageSeconds: number;
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
