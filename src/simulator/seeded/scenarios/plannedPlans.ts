import type { Instant, Terms, WaveTerms } from '../../../drill/drill.ts';

/** What a drill is requested with. Servers are named by index until the simulator has assigned ids. */
export interface PlannedRequest {
  waves: number[][];
  /** By wave; a wave with a choice takes its servers by tag instead. */
  waveTerms?: WaveTerms[];
  terms: Terms;
}

/** A plan of a deployment, and how people save, change and delete it. */
export interface PlannedPlan {
  deployment: number;
  name: string;
  acts: PlanAct[];
}

/** Null deletes the plan. */
export interface PlanAct {
  at: Instant;
  save: PlannedRequest | null;
}

/** A start from a plan, of a version or of the newest one, and what replaces the members of the plan. */
export interface PlannedStart {
  name: string;
  version?: number;
  overrides: Overrides;
}

export type Overrides = Partial<Omit<Terms, 'dryRun'>> & { dryRun?: boolean };

/** A schedule of a plan, how people change it, and when one of its runs is delivered once more. */
export interface PlannedSchedule {
  deployment: number;
  name: string;
  acts: ScheduleAct[];
  again: Instant[];
  /** How likely a run is delivered twice at almost the same time. */
  doubled: number;
}

/** Null deletes the schedule. */
export interface ScheduleAct {
  at: Instant;
  save: PlannedScheduleTerms | null;
}

export interface PlannedScheduleTerms {
  plan: string;
  planVersion: number;
  expression: string;
  endAt: Instant;
  enabled: boolean;
  dryRun: boolean;
  overrides: Overrides;
  waiversUntil: Instant | null;
}
