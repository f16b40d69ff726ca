import { DAY_SECONDS, SAVE_ATTEMPTS_MAX, SCHEDULE_NOTICE_DAYS, SECOND_MS } from '../../drill/bounds.ts';
import type { Drill, Instant } from '../../drill/drill.ts';
import type { Schedule } from '../../drill/schedules/schedule.ts';
import type { Drills, PlanSchedules } from '../ports.ts';

/** Whether people are to be told that a schedule ends. They are told once for each end. */
export function endsSoon({ terms, endSaidAt }: Schedule, at: Instant): boolean {
  const from = terms.endAt - SCHEDULE_NOTICE_DAYS * DAY_SECONDS * SECOND_MS;
  return terms.enabled && endSaidAt === undefined && from <= at && at < terms.endAt;
}

/** A schedule's newest dry run, once it has ended and was not judged yet. */
export interface Judgement {
  drill: Drill;
  failedChecks: string[];
  /** Other checks failed than in the dry run before. */
  changed: boolean;
}

/** Judges the newest dry run of a schedule; undefined when there is nothing new to say. */
export async function judged(drills: Pick<Drills, 'load'>, schedule: Schedule): Promise<Judgement | undefined> {
  const { lastRun, judged: before } = schedule;
  if (lastRun === undefined || lastRun.drillId === before?.drillId) return undefined;
  const drill = (await drills.load(lastRun.drillId))?.drill;
  if (drill?.phase !== 'ENDED' || drill.terms.dryRun !== true) return undefined;
  const failedChecks = drill.failedChecks
    .map(({ check, sourceServerId = '' }) => `${check} ${sourceServerId}`.trim())
    .sort();
  return { drill, failedChecks, changed: failedChecks.join() !== (before?.failedChecks ?? []).join() };
}

/** Notes something about a schedule, unless a person has deleted it or changed what it is about. */
export async function note(
  planSchedules: Pick<PlanSchedules, 'load' | 'save'>,
  { name, generation }: Schedule,
  what: Pick<Schedule, 'endSaidAt' | 'judged'>,
): Promise<void> {
  for (let attempt = 1; attempt <= SAVE_ATTEMPTS_MAX; attempt++) {
    const { value, version } = await planSchedules.load(name);
    if (value === undefined || value.generation !== generation) return;
    if (await planSchedules.save({ ...value, ...what }, version)) return;
  }
}
