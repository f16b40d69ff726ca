import { AwsFault, type Caller, type Delivery } from '../contract.ts';
import { pageOf } from '../paging.ts';
import { type Input, optionalText, optionalWhole, type Refuse, structure, text } from '../requestFields.ts';
import { faultsNow, plan, type Schedule, type World } from '../state.ts';
import { readExpression, type When } from './scheduleExpression.ts';

/*
 * Amazon EventBridge Scheduler. Not simulated: cron(), schedule groups as resources (every group name exists),
 * UpdateSchedule, StartDate and EndDate; retries and dead-letter queues, which are up to the receiver of the
 * delivery.
 */

/** Carries out one call to the Scheduler: members as the SDK names them, timestamps as seconds since the epoch. */
export function callSchedules(world: World, operation: string, input: Input, caller: Caller): Record<string, unknown> {
  const carryOut = OPERATIONS.get(operation);
  if (carryOut === undefined)
    throw new AwsFault('UnknownOperationException', 404, `The operation ${operation} is not simulated`);
  return carryOut(world, input, caller);
}

const OPERATIONS: ReadonlyMap<string, typeof createSchedule> = new Map([
  ['CreateSchedule', createSchedule],
  ['GetSchedule', getSchedule],
  ['DeleteSchedule', deleteSchedule],
  ['ListSchedules', listSchedules],
]);

const NAME = /^[0-9a-zA-Z\-_.]{1,64}$/;

/** Fires a schedule, unless it was deleted. Returns the delivery to its target. */
export function fireSchedule(world: World, key: string, creation: number): Delivery | undefined {
  const schedule = world.state.schedules[key];
  if (schedule === undefined || schedule.creation !== creation) return undefined;
  const { now } = world.state;
  if (schedule.everySeconds !== null)
    plan(world, now + schedule.everySeconds * 1000, { do: 'fire-schedule', key, creation });
  if (schedule.request['State'] === 'DISABLED') return undefined;
  const target = structure(schedule.request, 'Target', refuse);
  if (schedule.everySeconds === null && schedule.request['ActionAfterCompletion'] === 'DELETE')
    plan(world, now + world.dice.between(1_000, 60_000), { do: 'end-schedule', key, creation });
  return {
    kind: 'schedule',
    at: now,
    name: schedule.name,
    group: schedule.group,
    targetArn: text(target, 'Arn', refuse),
    input: optionalText(target, 'Input', refuse) ?? '{}',
  };
}

/** Deletes a one-time schedule that has fired (EventBridge Scheduler user guide: ActionAfterCompletion DELETE). */
export function endSchedule(world: World, key: string, creation: number): void {
  if (world.state.schedules[key]?.creation === creation) delete world.state.schedules[key];
}

/** EventBridge Scheduler API reference, CreateSchedule. A second schedule of the same name and group: 409. */
function createSchedule(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const name = text(input, 'Name', refuse, { pattern: NAME });
  const group = groupOf(input);
  checkRequest(input);
  const key = keyOf(caller, group, name);
  const expression = text(input, 'ScheduleExpression', refuse, { longest: 256 });
  const zone = optionalText(input, 'ScheduleExpressionTimezone', refuse, { longest: 50 }) ?? 'UTC';
  const when = readExpression(expression, zone, world.state.now);
  if (world.state.schedules[key] !== undefined)
    throw new AwsFault('ConflictException', 409, `Schedule ${name} already exists.`);
  world.state.seq += 1;
  const creation = world.state.seq;
  const { accountId, region } = caller;
  const { now } = world.state;
  const { everySeconds } = when;
  const request = structuredClone({ ...input, GroupName: group });
  world.state.schedules[key] = { name, group, request, createdAt: now, creation, everySeconds, accountId, region };
  planFirst(world, when, key, creation);
  return { ScheduleArn: arnOf(caller, group, name) };
}

function planFirst(world: World, when: When, key: string, creation: number): void {
  const { now } = world.state;
  const faults = faultsNow(world);
  const { faultDice } = world;
  const late = () =>
    faultDice.chance(faults.scheduleLate) ? faultDice.between(0, faults.scheduleLateSecondsMax * 1000) : 0;
  if (when.everySeconds !== null) {
    plan(world, now + when.everySeconds * 1000, { do: 'fire-schedule', key, creation });
    return;
  }
  const at = Math.max(now, when.minuteAt + world.dice.between(0, 59_999));
  if (!faultDice.chance(faults.scheduleLost)) plan(world, at + late(), { do: 'fire-schedule', key, creation });
  if (faultDice.chance(faults.scheduleDoubled)) plan(world, at + 1 + late(), { do: 'fire-schedule', key, creation });
}

function getSchedule(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const schedule = find(world, input, caller);
  const request = structuredClone(schedule.request);
  delete request['ClientToken'];
  return {
    ActionAfterCompletion: 'NONE',
    ScheduleExpressionTimezone: 'UTC',
    State: 'ENABLED',
    ...request,
    Arn: arnOf(caller, schedule.group, schedule.name),
    CreationDate: schedule.createdAt / 1000,
    LastModificationDate: schedule.createdAt / 1000,
  };
}

function deleteSchedule(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const schedule = find(world, input, caller);
  delete world.state.schedules[keyOf(caller, schedule.group, schedule.name)];
  return {};
}

function listSchedules(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const group = optionalText(input, 'GroupName', refuse);
  const prefix = optionalText(input, 'NamePrefix', refuse) ?? '';
  const requested = optionalWhole(input, 'MaxResults', refuse, 1, 100) ?? 100;
  const found = Object.values(world.state.schedules)
    .filter((each) => each.accountId === caller.accountId && each.region === caller.region)
    .filter((each) => (group === undefined || each.group === group) && each.name.startsWith(prefix));
  const token = optionalText(input, 'NextToken', refuse);
  const byName = (schedule: Schedule) => `${schedule.group}/${schedule.name}`;
  const page = pageOf(found, byName, Math.min(requested, world.pageSize), token) ?? refuse('NextToken', 'is not valid');
  const views = page.items.map((schedule) => summaryOf(schedule, caller));
  return page.nextToken === undefined ? { Schedules: views } : { Schedules: views, NextToken: page.nextToken };
}

function summaryOf(schedule: Schedule, caller: Caller): Record<string, unknown> {
  return {
    Arn: arnOf(caller, schedule.group, schedule.name),
    Name: schedule.name,
    GroupName: schedule.group,
    State: schedule.request['State'] ?? 'ENABLED',
    CreationDate: schedule.createdAt / 1000,
    LastModificationDate: schedule.createdAt / 1000,
    Target: { Arn: structure(schedule.request, 'Target', refuse)['Arn'] },
  };
}

function find(world: World, input: Input, caller: Caller): Schedule {
  const name = text(input, 'Name', refuse, { pattern: NAME });
  const schedule = world.state.schedules[keyOf(caller, groupOf(input), name)];
  if (schedule === undefined) throw new AwsFault('ResourceNotFoundException', 404, `Schedule ${name} does not exist.`);
  return schedule;
}

/** The members with limits in the model: FlexibleTimeWindow and Target are required. */
function checkRequest(input: Input): void {
  if (input['FlexibleTimeWindow'] === undefined) refuse('FlexibleTimeWindow', 'must not be null');
  const window = structure(input, 'FlexibleTimeWindow', refuse);
  const mode = text(window, 'Mode', refuse, { oneOf: ['OFF', 'FLEXIBLE'] });
  const minutes = optionalWhole(window, 'MaximumWindowInMinutes', refuse, 1, 1440);
  if (mode === 'FLEXIBLE' && minutes === undefined) refuse('MaximumWindowInMinutes', 'must be given');
  if (input['Target'] === undefined) refuse('Target', 'must not be null');
  const target = structure(input, 'Target', refuse);
  text(target, 'Arn', refuse, { longest: 1600, pattern: /^arn:/ });
  text(target, 'RoleArn', refuse, { longest: 1600, pattern: /^arn:aws[a-z-]*:iam::\d{12}:role\// });
  optionalText(target, 'Input', refuse);
  const retry = structure(target, 'RetryPolicy', refuse);
  optionalWhole(retry, 'MaximumEventAgeInSeconds', refuse, 60, 86_400);
  optionalWhole(retry, 'MaximumRetryAttempts', refuse, 0, 185);
  optionalText(input, 'ActionAfterCompletion', refuse, { oneOf: ['NONE', 'DELETE'] });
  optionalText(input, 'State', refuse, { oneOf: ['ENABLED', 'DISABLED'] });
}

function groupOf(input: Input): string {
  return optionalText(input, 'GroupName', refuse, { pattern: NAME }) ?? 'default';
}

function keyOf(caller: Caller, group: string, name: string): string {
  return `${caller.accountId}/${caller.region}/${group}/${name}`;
}

function arnOf(caller: Caller, group: string, name: string): string {
  return `arn:aws:scheduler:${caller.region}:${caller.accountId}:schedule/${group}/${name}`;
}

const refuse: Refuse = (field, message) => {
  throw new AwsFault('ValidationException', 400, `Value at '${field}' failed to satisfy constraint: Member ${message}`);
};
