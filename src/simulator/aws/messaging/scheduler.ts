import { AwsFault, type Caller } from '../contract.ts';
import { pageOf } from '../paging.ts';
import { type Input, optionalText, optionalWhole, structure, text } from '../requestFields.ts';
import type { Schedule, World } from '../state.ts';
import { arnOf, momentOf, refuse } from './scheduleFields.ts';
import { isOver, planFirst } from './scheduleFiring.ts';

/*
 * Amazon EventBridge Scheduler. Not simulated: schedule groups as resources (every group name exists), the deletion of
 * a recurring schedule after its end; retries and dead-letter queues, which are up to the receiver of the delivery.
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
  ['UpdateSchedule', updateSchedule],
  ['GetSchedule', getSchedule],
  ['DeleteSchedule', deleteSchedule],
  ['ListSchedules', listSchedules],
]);

const NAME = /^[0-9a-zA-Z\-_.]{1,64}$/;

/** EventBridge Scheduler API reference, CreateSchedule. A second schedule of the same name and group: 409. */
function createSchedule(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const schedule = scheduleOf(world, input, caller);
  const key = keyOf(caller, schedule.group, schedule.name);
  if (world.state.schedules[key] !== undefined)
    throw new AwsFault('ConflictException', 409, `Schedule ${schedule.name} already exists.`);
  return keepSchedule(world, schedule, key, caller);
}

/** EventBridge Scheduler API reference, UpdateSchedule: it replaces everything, also what the request does not name. */
function updateSchedule(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const { createdAt } = find(world, input, caller);
  const schedule = { ...scheduleOf(world, input, caller), createdAt, modifiedAt: world.state.now };
  return keepSchedule(world, schedule, keyOf(caller, schedule.group, schedule.name), caller);
}

function scheduleOf(world: World, input: Input, { accountId, region }: Caller): Omit<Schedule, 'creation'> {
  const name = text(input, 'Name', refuse, { pattern: NAME });
  const group = groupOf(input);
  checkRequest(input);
  const { now } = world.state;
  const request: Input = structuredClone({ ...input, GroupName: group });
  const schedule = { name, group, request, createdAt: now, accountId, region };
  if (isOver(schedule, now))
    throw new AwsFault('ValidationException', 400, `Invalid Schedule Expression ${request['ScheduleExpression']}.`);
  return schedule;
}

function keepSchedule(world: World, of: Omit<Schedule, 'creation'>, key: string, caller: Caller) {
  world.state.seq += 1;
  const schedule = { ...of, creation: world.state.seq };
  world.state.schedules[key] = schedule;
  planFirst(world, schedule, key);
  return { ScheduleArn: arnOf(caller, schedule.group, schedule.name) };
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
    LastModificationDate: (schedule.modifiedAt ?? schedule.createdAt) / 1000,
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
    LastModificationDate: (schedule.modifiedAt ?? schedule.createdAt) / 1000,
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
  const [start, end] = [momentOf(input, 'StartDate'), momentOf(input, 'EndDate')];
  if (start !== undefined && end !== undefined && end <= start) refuse('EndDate', 'must be after StartDate');
}

function groupOf(input: Input): string {
  return optionalText(input, 'GroupName', refuse, { pattern: NAME }) ?? 'default';
}

function keyOf(caller: Caller, group: string, name: string): string {
  return `${caller.accountId}/${caller.region}/${group}/${name}`;
}
