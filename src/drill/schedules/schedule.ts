import type { Instant } from '../drill.ts';

/** A plan that is drilled by the clock. EventBridge Scheduler has a copy, which decides nothing. */
export interface Schedule {
  name: string;
  /** The time of the newest change by a person. It rises with every change, also when the name is used again. */
  generation: Instant;
  terms: ScheduleTerms;
  /** Who made it, and who changed it last. */
  author: Signed;
  renewer: Signed;
  /** Who last set its standing waivers; null when it has none. */
  waiver: Signed | null;
  /** What its newest run led to; absent before the first one. */
  lastRun?: Run;
  /** The times of its newest runs that met an open drill, since the last one that did not; at most two. */
  overlaps?: Instant[];
  /** When people were told that it ends. */
  endSaidAt?: Instant;
  /** The dry run that was judged last, and its failed checks. */
  judged?: { drillId: string; failedChecks: string[] };
}

/** What a person sets of a schedule. */
export interface ScheduleTerms {
  plan: string;
  planVersion: number;
  /** In EventBridge Scheduler's own form: `cron(…)`, `rate(…)` or `at(…)`. */
  expression: string;
  timeZone: string;
  startAt: Instant | null;
  /** From this time on it makes no drill. */
  endAt: Instant;
  /** How long after its time a run may begin. 0: at its time. */
  flexibleWindowMinutes: number;
  enabled: boolean;
  dryRun: boolean;
  /** Members that replace those of the plan, as in the body of a start. */
  overrides: Record<string, unknown>;
  /** From this time on the waivers among the overrides hold no more; null when there are none. */
  waiversUntil: Instant | null;
}

/** Who did it, and when. */
export interface Signed {
  by: string;
  at: Instant;
}

/** A run that made a drill. */
export interface Run {
  scheduledAt: Instant;
  drillId: string;
}

/** The schedule after a person has set its terms. Everything noted about its runs is kept. */
export function withTerms(
  before: Schedule | undefined,
  name: string,
  terms: ScheduleTerms,
  { by, at }: Signed,
): Schedule {
  const generation = Math.max(at, (before?.generation ?? 0) + 1);
  const renewer = { by, at };
  const { endSaidAt, ...kept } = before ?? {};
  const isSameEnd = endSaidAt !== undefined && before?.terms.endAt === terms.endAt;
  return {
    ...kept,
    ...(isSameEnd && { endSaidAt }),
    name,
    generation,
    terms,
    author: before?.author ?? renewer,
    renewer,
    waiver: waiverOf(before, terms, renewer),
  };
}

function waiverOf(before: Schedule | undefined, terms: ScheduleTerms, renewer: Signed): Signed | null {
  if (terms.waiversUntil === null) return null;
  const standing = (of: ScheduleTerms | undefined) => JSON.stringify([of?.overrides['waivers'], of?.waiversUntil]);
  return standing(before?.terms) === standing(terms) ? (before?.waiver ?? renewer) : renewer;
}
