import type { PlanDocument } from '../../api/openapi/planDocuments.ts';
import type { ScheduleDocument } from '../../api/openapi/scheduleDocuments.ts';
import { usageError } from '../commandError.ts';
import { coming, type Moment } from '../durations.ts';
import type { Session } from '../http/session.ts';
import { readYaml } from '../plans/planFile.ts';

/** The options of `schedule set`. */
export interface SetFlags {
  plan?: string;
  planVersion?: number;
  when?: string;
  zone?: string;
  start?: Moment;
  end?: Moment;
  window?: number;
  dryRun?: boolean;
  file?: string;
}

type Body = Partial<ReturnType<typeof bodyOf>>;

/** The body that changes nothing of a schedule. */
export function bodyOf(schedule: ScheduleDocument) {
  const { plan, planVersion, expression, timeZone, startAt, endAt, flexibleWindowMinutes } = schedule;
  const { enabled, dryRun, overrides, waiversUntil } = schedule;
  return {
    ...{ plan, planVersion, expression, timeZone, endAt, flexibleWindowMinutes, enabled, dryRun, overrides },
    ...(startAt !== null && { startAt }),
    ...(waiversUntil !== null && { waiversUntil }),
  };
}

/** What the options and the file make of a schedule; those of a new one are all they say. */
export async function changedBody(
  session: Session,
  kept: ScheduleDocument | undefined,
  flags: SetFlags,
): Promise<Body> {
  const before: Body = kept === undefined ? {} : bodyOf(kept);
  const file = flags.file === undefined ? {} : (await readYaml(flags.file, session)).body;
  const body = { ...before, ...file, ...(await given(session, flags)) };
  if (body.plan === undefined) throw usageError('a new schedule needs a plan', '--plan NAME');
  const isOtherPlan = body.plan !== before.plan && flags.planVersion === undefined && !('planVersion' in file);
  return isOtherPlan ? { ...body, planVersion: await newestOf(session, body.plan) } : body;
}

async function given(session: Session, flags: SetFlags): Promise<Body> {
  const { plan, planVersion, when: expression, zone: timeZone, start, end, window, dryRun } = flags;
  const nowMs = start === undefined && end === undefined ? 0 : await session.now();
  const all = {
    ...{ plan, planVersion, expression, timeZone, dryRun },
    startAt: start && coming(start, nowMs),
    endAt: end && coming(end, nowMs),
    flexibleWindowMinutes: window === undefined ? undefined : Math.round(window / 60),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

async function newestOf(session: Session, plan: string): Promise<number> {
  const { body } = await session.get<PlanDocument>(`/v1/plans/${encodeURIComponent(plan)}`);
  return body.version;
}
