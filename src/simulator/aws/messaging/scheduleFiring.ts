import type { Delivery } from '../contract.ts';
import { forkOf } from '../dice.ts';
import type { Instant } from '../instant.ts';
import { optionalText, optionalWhole, structure, text } from '../requestFields.ts';
import { faultsNow, plan, type Schedule, type Task, type World } from '../state.ts';
import { type Recurring, readExpression, type When } from './recurrence.ts';
import { arnOf, momentOf, refuse } from './scheduleFields.ts';

/** Fires a schedule, unless it was deleted or replaced. Returns the delivery to its target. */
export function fireSchedule(world: World, task: Extract<Task, { do: 'fire-schedule' }>): Delivery | undefined {
  const { key, creation, isRepeated } = task;
  const scheduledAt = task.scheduledAt ?? world.state.now;
  const schedule = world.state.schedules[key];
  if (schedule === undefined || schedule.creation !== creation) return undefined;
  const { now } = world.state;
  const when = whenOf(schedule);
  if ('next' in when && isRepeated === undefined) planNext(world, when, schedule, key, scheduledAt);
  if (schedule.request['State'] === 'DISABLED') return undefined;
  const target = structure(schedule.request, 'Target', refuse);
  if ('once' in when && schedule.request['ActionAfterCompletion'] === 'DELETE')
    plan(world, now + world.dice.between(1_000, 60_000), { do: 'end-schedule', key, creation });
  return {
    kind: 'schedule',
    at: now,
    name: schedule.name,
    group: schedule.group,
    targetArn: text(target, 'Arn', refuse),
    input: withAttributes(optionalText(target, 'Input', refuse) ?? '{}', schedule, scheduledAt),
  };
}

/** EventBridge Scheduler user guide, context attributes. The execution id and the attempt number are left out. */
function withAttributes(input: string, schedule: Schedule, scheduledAt: Instant): string {
  return input
    .replaceAll('<aws.scheduler.scheduled-time>', `${new Date(scheduledAt).toISOString().slice(0, 19)}Z`)
    .replaceAll('<aws.scheduler.schedule-arn>', arnOf(schedule, schedule.group, schedule.name));
}

/** Deletes a one-time schedule that has fired (EventBridge Scheduler user guide: ActionAfterCompletion DELETE). */
export function endSchedule(world: World, key: string, creation: number): void {
  if (world.state.schedules[key]?.creation === creation) delete world.state.schedules[key];
}

/** Plans the first time of a new or changed schedule. */
export function planFirst(world: World, schedule: Schedule, key: string): void {
  const when = whenOf(schedule);
  if ('next' in when) planNext(world, when, schedule, key, Math.max(world.state.now, (startOf(schedule) ?? 0) - 1));
  else planOnce(world, when, schedule, key);
}

/** Whether a one-time schedule names a minute that is over, which Scheduler refuses. */
export function isOver(schedule: Omit<Schedule, 'creation'>, now: Instant): boolean {
  const when = whenOf(schedule);
  return 'once' in when && minuteOf(when.once) + MINUTE_MS <= now;
}

const MINUTE_MS = 60_000;

function minuteOf(at: Instant): Instant {
  return Math.floor(at / MINUTE_MS) * MINUTE_MS;
}

function whenOf(schedule: Omit<Schedule, 'creation'>): When {
  const { request, createdAt, modifiedAt } = schedule;
  const expression = text(request, 'ScheduleExpression', refuse, { longest: 256 });
  const zone = optionalText(request, 'ScheduleExpressionTimezone', refuse, { longest: 50 }) ?? 'UTC';
  const start = startOf(schedule);
  return readExpression(expression, zone, { at: start ?? modifiedAt ?? createdAt, isStart: start !== undefined });
}

function startOf({ request }: Pick<Schedule, 'request'>): Instant | undefined {
  return momentOf(request, 'StartDate');
}

/**
 * EventBridge Scheduler user guide: start and end dates apply to recurring schedules only, and a flexible window
 * spreads the invocation. A recurring schedule draws from dice of its own. A rate without a window fires on time.
 */
function planNext(world: World, when: Recurring, schedule: Schedule, key: string, after: Instant): void {
  const scheduledAt = when.next(after);
  const end = momentOf(schedule.request, 'EndDate');
  if (scheduledAt === undefined || (end !== undefined && scheduledAt >= end)) return;
  const task = { do: 'fire-schedule' as const, key, creation: schedule.creation, scheduledAt };
  const isRate = String(schedule.request['ScheduleExpression']).startsWith('rate');
  const window = optionalWhole(
    structure(schedule.request, 'FlexibleTimeWindow', refuse),
    'MaximumWindowInMinutes',
    refuse,
    1,
    1440,
  );
  const dice = forkOf(world.dice, `${key} ${scheduledAt}`);
  const spreadMs = (window ?? 0) * MINUTE_MS + (isRate ? 0 : MINUTE_MS - 1);
  const at = scheduledAt + (spreadMs === 0 ? 0 : dice.between(0, spreadMs));
  plan(world, at, task);
  const faults = faultsNow(world);
  if (!isRate && dice.chance(faults.scheduleDoubled))
    plan(world, at + dice.between(1, faults.scheduleLateSecondsMax * 1000), { ...task, isRepeated: true });
}

function planOnce(world: World, when: { once: Instant }, { creation }: Schedule, key: string): void {
  const { now } = world.state;
  const faults = faultsNow(world);
  const { faultDice } = world;
  const late = () =>
    faultDice.chance(faults.scheduleLate) ? faultDice.between(0, faults.scheduleLateSecondsMax * 1000) : 0;
  const at = Math.max(now, minuteOf(when.once) + world.dice.between(0, MINUTE_MS - 1));
  const task = { do: 'fire-schedule' as const, key, creation, scheduledAt: when.once };
  if (!faultDice.chance(faults.scheduleLost)) plan(world, at + late(), task);
  if (faultDice.chance(faults.scheduleDoubled)) plan(world, at + 1 + late(), task);
}
