import type { putSchedule, Schedule } from '../api/client.ts';
import { isPlanName } from '../plans/planName.ts';
import { planTextOf, yamlOf } from '../plans/planText.ts';
import type { TypedMoment } from '../words/moments.ts';
import { momentOf, typedMoment } from '../words/moments.ts';

/** A schedule while it is written. */
export interface ScheduleForm {
  name: string;
  plan: string;
  /** 0: none is chosen. */
  planVersion: number;
  expression: string;
  timeZone: string;
  startAt: TypedMoment;
  endAt: TypedMoment;
  windowMinutes: string;
  enabled: boolean;
  dryRun: boolean;
  /** YAML of the members that replace those of the plan. */
  overrides: string;
  waiversUntil: TypedMoment;
}

export type ScheduleBody = Parameters<typeof putSchedule>[1];

/** The form of a schedule, or of a new one of a plan. */
export function scheduleForm(
  schedule: Schedule | undefined,
  { nowMs, plan = '', planVersion = 0 }: { nowMs: number; plan?: string; planVersion?: number },
): ScheduleForm {
  if (schedule === undefined) return { ...NEW, plan, planVersion, endAt: typedMoment(nowMs + END_MS) };
  const { name, expression, timeZone, startAt, endAt, flexibleWindowMinutes, enabled, dryRun } = schedule;
  const { overrides, waiversUntil } = schedule;
  return {
    ...{ name, plan: schedule.plan, planVersion: schedule.planVersion, expression, timeZone, enabled, dryRun },
    startAt: typedMoment(startAt),
    endAt: typedMoment(endAt),
    windowMinutes: String(flexibleWindowMinutes),
    overrides: Object.keys(overrides).length === 0 ? '' : yamlOf(overrides),
    waiversUntil: typedMoment(waiversUntil),
  };
}

const END_MS = 90 * 86_400_000;

const NONE: TypedMoment = { day: '', time: '' };

const NEW = {
  ...{ name: '', expression: 'cron(0 2 ? * MON-FRI *)', timeZone: 'UTC', startAt: NONE, waiversUntil: NONE },
  ...{ windowMinutes: '0', enabled: true, dryRun: false, overrides: '' },
};

/** The body of a form, or what is missing or wrong in it. A time that was not touched keeps its seconds. */
export function scheduleBodyOf(
  form: ScheduleForm,
  schedule: Schedule | undefined,
): { body: ScheduleBody; wrong?: never } | { wrong: string[]; body?: never } {
  const { plan, planVersion, expression, timeZone, enabled, dryRun } = form;
  const overrides = overridesOf(form.overrides);
  const times = {
    startAt: timeOf(form.startAt, schedule?.startAt),
    endAt: timeOf(form.endAt, schedule?.endAt),
    waiversUntil: timeOf(form.waiversUntil, schedule?.waiversUntil),
  };
  const wrong = [
    ...(isPlanName(form.name) ? [] : ['The name is missing or not valid.']),
    ...(planVersion > 0 && plan !== '' ? [] : ['A version of a plan has to be chosen.']),
    ...(isTyped(form.endAt) ? [] : ['The end is missing.']),
    ...Object.entries(times).flatMap(([name, time]) =>
      time === 'WRONG' ? [`${TIMES[name]} is not a valid time.`] : [],
    ),
    ...(/^\d{1,4}$/.test(form.windowMinutes) && Number(form.windowMinutes) <= 1440 ? [] : [WINDOW]),
    ...(typeof overrides === 'string' ? [overrides] : []),
  ];
  if (wrong.length > 0 || typeof overrides === 'string') return { wrong };
  const given = Object.fromEntries(Object.entries(times).filter(([, time]) => time !== undefined));
  const minutes = Number(form.windowMinutes);
  const said = { plan, planVersion, expression, timeZone, enabled, dryRun, flexibleWindowMinutes: minutes };
  return { body: { ...said, ...given, overrides } as ScheduleBody };
}

const WINDOW = 'The window is a whole number of minutes from 0 to 1440.';
const TIMES: Record<string, string> = {
  startAt: 'The start',
  endAt: 'The end',
  waiversUntil: 'The end of the waivers',
};

function isTyped({ day, time }: TypedMoment): boolean {
  return day !== '' || time !== '';
}

function timeOf(typed: TypedMoment, kept: string | null | undefined): string | undefined {
  if (!isTyped(typed)) return undefined;
  const before = typedMoment(kept ?? null);
  if (kept && before.day === typed.day && before.time === typed.time) return kept;
  return momentOf(typed) ?? 'WRONG';
}

function overridesOf(text: string): Record<string, unknown> | string {
  if (text.trim() === '') return {};
  const { body, faults } = planTextOf(text);
  const [fault] = faults;
  if (body !== undefined) return body;
  return `The overrides, line ${fault?.line ?? 1}, column ${fault?.col ?? 1}: ${fault?.message ?? 'not an object'}`;
}

/** The body that changes nothing of a schedule but whether it is enabled. */
export function switchedBody(schedule: Schedule, enabled: boolean): ScheduleBody {
  const { plan, planVersion, expression, timeZone, startAt, endAt, flexibleWindowMinutes } = schedule;
  const { dryRun, overrides, waiversUntil } = schedule;
  return {
    ...{ plan, planVersion, expression, timeZone, endAt, flexibleWindowMinutes, enabled, dryRun, overrides },
    ...(startAt !== null && { startAt }),
    ...(waiversUntil !== null && { waiversUntil }),
  };
}
