import type { CheckTerms } from '../../../drill/checks/checkTerms.ts';
import type { Instant, Limits, ScheduledRun } from '../../../drill/drill.ts';
import type { ServerOptions } from '../../aws/drs/sourceServers.ts';
import type { Faults } from '../../aws/faults.ts';
import type { Application } from '../../aws/state.ts';
import type { ThirdPartyAction } from '../thirdPartyActions.ts';
import type { PlannedPlan, PlannedRequest, PlannedSchedule, PlannedStart } from './plannedPlans.ts';

/** What people will do in a seeded world, and what will fail in it. The seed draws all of it. */
export interface Scenario {
  faults: Faults;
  /** Faults of our own platform. */
  platform: PlatformFaults;
  servers: ServerOptions[];
  /** Servers with an instance of a real recovery before the first drill, by index. */
  recovered: number[];
  thirdParties: ThirdPartyAction[];
  limits: Limits;
  drills: PlannedDrill[];
  /** How people move the safety lever. */
  levers: PlannedLever[];
  /** What runs on instances; absent: applications that work. */
  applications?: PlannedApplication[];
  /** Whether the host that checks of isolation name can be reached from the instances. */
  hostIsReachable?: true;
  /** When tables are restored; absent: never. */
  restores?: PlannedRestore[];
  /** Plans that people save, and their schedules; absent: none. */
  plans?: PlannedPlan[];
  schedules?: PlannedSchedule[];
}

/** Probabilities per occasion, and bounds. */
export interface PlatformFaults {
  crash: number;
  tableConflict: number;
  tableReplyLost: number;
  tableThrottled: number;
  streamRepeats: number;
  /** Stream records wait up to this long before they are read. */
  streamDelaySecondsMax: number;
  streamLanes: number;
  streamBatchMax: number;
  latencyMsMax: number;
  /** How far the clock of a host may be off, in either direction. */
  clockSkewMsMax: number;
  /**
   * While this lasts, two versions of the product run side by side. The older one cannot read what the newer one saved.
   */
  twoVersions: Span | null;
  /** While this lasts, no sweep runs. */
  sweepLost: Span | null;
  /** The guard's sweep never runs. Hard stops then do. */
  guardLost: boolean;
}

export interface Span {
  from: Instant;
  until: Instant;
}

export interface PlannedDrill extends PlannedRequest {
  /** Which deployment receives the request, 0 or 1. */
  deployment: number;
  at: Instant;
  /** The plan that it is started from, in place of what it is requested with; absent: none. */
  plan?: PlannedStart;
  /** What people check during the hold. */
  checks?: PlannedCheck[];
  /** The run of a schedule that requests it; absent when a person does. */
  schedule?: ScheduledRun;
  /** The id that follows from the run; absent: counted. */
  drillId?: string;
  actions: PlannedAction[];
}

/** From then on this runs on the instances of a server, by index. */
export interface PlannedApplication {
  at: Instant;
  server: number;
  application: Partial<Application>;
}

/**
 * A check, and what everybody who gives a verdict will say. Servers are named by index until the simulator has assigned
 * ids.
 */
export interface PlannedCheck {
  terms: CheckTerms;
  works: boolean;
}

export interface PlannedAction {
  at: Instant;
  action: 'cancel' | 'extend' | 'endHold' | 'requestAgain' | 'quarantine' | 'verdict';
  /** The hold ends although required checks have no result. */
  force?: true;
  /** On which check the verdict is. */
  check?: string;
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

/** A table is restored to its state this long ago. */
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
