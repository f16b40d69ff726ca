import type { Instant, PlanVersion } from '../../drill/drill.ts';
import type { DueRun } from '../../drill/schedules/refusedRun.ts';
import type { NamedRequest } from './namedRequest.ts';
import type { PlannedScheduleTerms } from './scenarios/plannedPlans.ts';

/** What a world itself knows of the plans and schedules of a deployment, and of the drills that they start. */
export interface KnownPlans {
  versions: KnownVersion[];
  /** Which version of a plan was the newest from a moment on; null: it was deleted. */
  newest: Moment<number | null>[];
  /** What a schedule was from a moment on; null: it was deleted. */
  schedules: Moment<KnownSchedule | null>[];
  /** What each drill from a plan was to be. */
  started: Map<string, ExpectedDrill>;
  /** The drill of each scheduled time. */
  runs: Map<string, string>;
  /** The payloads of all runs that Scheduler has delivered so far. */
  delivered: unknown[];
}

/** A saved version of a plan, and what somebody sent as its content. */
export interface KnownVersion {
  plan: PlanVersion;
  request: NamedRequest;
}

/** A schedule as somebody sent it. */
export interface KnownSchedule {
  generation: Instant;
  terms: PlannedScheduleTerms;
}

export interface Moment<Value> {
  name: string;
  at: Instant;
  value: Value;
}

/** A drill as its plan, its overrides and its schedule describe it. */
export interface ExpectedDrill {
  plan: PlanVersion;
  request: NamedRequest;
  givenHash: string;
  run?: DueRun;
}

export function noPlans(): KnownPlans {
  return { versions: [], newest: [], schedules: [], started: new Map(), runs: new Map(), delivered: [] };
}

/** What was so at some moment between two moments. */
export function during<Value>(moments: readonly Moment<Value>[], name: string, from: Instant, until: Instant): Value[] {
  const own = moments.filter((one) => one.name === name);
  return own
    .filter(({ at }, index) => at <= until && (own[index + 1]?.at ?? Number.POSITIVE_INFINITY) >= from)
    .map(({ value }) => value);
}
