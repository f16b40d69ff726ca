import type { Cleanup, Outcome } from '../../drill/drill.ts';
import type { World } from '../../drill/world.ts';
import type { EvidenceLevel } from '../../history/evidence.ts';
import type { Note } from '../notes.ts';

export const MONTH_FORMAT = 'drs-drill/month/1';

/** What the report of a month is made from: what the API answers. Coverage and overdue servers are as of `madeAt`. */
export interface MonthSources {
  /** `2026-10`: the month in UTC. */
  month: string;
  madeAt: string;
  /** Only this Region; null: drills of every Region, and the servers of the deployment's own. */
  region: string | null;
  /** Requested in the month, the newest first. */
  drills: DrillOfMonth[];
  coverage: CoverageNow;
  /** Null: the deployment sets no limit. */
  overdue: OverdueServer[] | null;
  /** The days on which drills ended, of the month and of the month before. */
  days: DayCounted[];
  daysBefore: DayCounted[];
  /** Of the drills of the month. */
  notes: Note[];
}

export interface DrillOfMonth {
  drillId: string;
  region: string;
  requestedAt: string;
  requestedBy: string;
  reason: string;
  recoveryPlan: string | null;
  endedAt: string | null;
  outcome: Outcome | null;
  cleanup: Cleanup;
  world: World | null;
  evidenceLevel: EvidenceLevel | null;
  servers: number;
}

/** How many servers have passed recently enough. */
export interface CoverageNow {
  region: string | null;
  maxAgeSeconds: number;
  /** Null: no server is covered. */
  world: World | null;
  servers: number;
  covered: number;
  neverDrilled: number;
  neverPassed: number;
  passedTooLongAgo: number;
  passedNobodyKnowsWhere: number;
}

export interface OverdueServer {
  sourceServerId: string;
  hostname: string | null;
  lastPassedAt: string | null;
}

/** The drills that ended on one day. */
export interface DayCounted {
  day: string;
  drills: number;
  /** Servers in them, and those of them that passed, or stopped for a reason that is not the server's. */
  trials: number;
  passed: number;
  stopped: number;
  objectivesMet: number;
  objectivesMissed: number;
  /** Upper bounds; null: not measured. */
  medianRecoveryTimeSeconds: number | null;
  longestRecoveryTimeSeconds: number | null;
  instanceHours: number;
}

/** What the drills of a month have shown. */
export interface MonthReport extends Omit<MonthSources, 'notes' | 'days' | 'daysBefore'> {
  format: typeof MONTH_FORMAT;
  /** False while the month lasts, or one of its drills. */
  final: boolean;
  /** SIMULATED as soon as one drill was. Null: nothing has answered any. */
  world: World | null;
  /** How many drills a simulation has answered. */
  simulated: number;
  outcomes: { outcome: Outcome; drills: number }[];
  open: number;
  /** The month beside the month before it, and its days. */
  trend: { now: Totals; before: Totals; days: DayCounted[] };
  lessons: LessonNoted[];
}

export interface Totals {
  drills: number;
  trials: number;
  passed: number;
  stopped: number;
  /** passed / (trials − stopped); null: there was none. */
  passRate: number | null;
  objectivesMet: number;
  objectivesMissed: number;
  longestRecoveryTimeSeconds: number | null;
  instanceHours: number;
}

export interface LessonNoted {
  drillId: string;
  at: string;
  by: string;
  text: string;
  trackerUrl: string | null;
}
