import {
  CreateScheduleCommand,
  DeleteScheduleCommand,
  GetScheduleCommand,
  ListSchedulesCommand,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { createScheduleCopies } from '../../src/aws/scheduleCopies.ts';
import { aSchedule, START } from '../builders.ts';

const client = new SchedulerClient({ region: 'eu-central-1' });
const mock = mockClient(client);
const copies = createScheduleCopies({
  client,
  group: 'plans',
  roleArn: 'arn:aws:iam::111122223333:role/schedules',
  targetArn: 'arn:aws:lambda:runSchedule',
  deadLetterArn: 'arn:aws:sqs:failures',
});
const schedule = aSchedule({ flexibleWindowMinutes: 30 });
const missing = Object.assign(new Error('no such schedule'), { name: 'ResourceNotFoundException' });
const conflict = Object.assign(new Error('already exists'), { name: 'ConflictException' });

const EXPECTED = {
  Name: 'nightly',
  GroupName: 'plans',
  ScheduleExpression: 'cron(0 2 * * ? *)',
  ScheduleExpressionTimezone: 'Europe/Berlin',
  State: 'ENABLED',
  FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 30 },
  ActionAfterCompletion: 'NONE',
  EndDate: new Date(schedule.terms.endAt),
  Target: {
    Arn: 'arn:aws:lambda:runSchedule',
    RoleArn: 'arn:aws:iam::111122223333:role/schedules',
    Input: `{"name":"nightly","generation":${START},"scheduledAt":"<aws.scheduler.scheduled-time>"}`,
    RetryPolicy: { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 60 },
    DeadLetterConfig: { Arn: 'arn:aws:sqs:failures' },
  },
};

beforeEach(() => void mock.reset());

test('a copy is replaced, with its generation and the scheduled time for its target', async () => {
  mock.on(UpdateScheduleCommand).resolves({});
  await copies.put(schedule, null);
  expect(mock.commandCalls(UpdateScheduleCommand)[0]?.args[0].input).toEqual(EXPECTED);
  expect(mock.commandCalls(CreateScheduleCommand)).toEqual([]);
});

test('a copy that does not exist is created, with its start', async () => {
  mock.on(UpdateScheduleCommand).rejects(missing);
  mock.on(CreateScheduleCommand).resolves({});
  await copies.put(schedule, START);
  expect(mock.commandCalls(CreateScheduleCommand)[0]?.args[0].input).toEqual({
    ...EXPECTED,
    StartDate: new Date(START),
  });
});

test('a copy that somebody else creates meanwhile is replaced', async () => {
  mock.on(UpdateScheduleCommand).rejectsOnce(missing).resolves({});
  mock.on(CreateScheduleCommand).rejects(conflict);
  await copies.put(schedule, null);
  expect(mock.commandCalls(UpdateScheduleCommand)).toHaveLength(2);
});

test('a disabled schedule has a disabled copy, and one without a window fires on time', async () => {
  mock.on(UpdateScheduleCommand).resolves({});
  await copies.put(aSchedule({ enabled: false }), null);
  const sent = mock.commandCalls(UpdateScheduleCommand)[0]?.args[0].input;
  expect(sent).toMatchObject({ State: 'DISABLED', FlexibleTimeWindow: { Mode: 'OFF' } });
});

test('a copy is the same in whatever changes what it does, and not otherwise', async () => {
  const kept = [
    { ...EXPECTED, StartDate: new Date(0), Description: 'anything' },
    { ...EXPECTED, ScheduleExpression: 'rate(1 day)' },
    { ...EXPECTED, State: 'DISABLED' as const },
    { ...EXPECTED, Target: { ...EXPECTED.Target, Input: '{}' } },
    { ...EXPECTED, FlexibleTimeWindow: { Mode: 'OFF' as const } },
    { ...EXPECTED, EndDate: new Date(0) },
  ];
  const same: boolean[] = [];
  for (const one of kept) {
    mock.on(GetScheduleCommand).resolves(one as object);
    same.push(await copies.isSame(schedule));
  }
  mock.on(GetScheduleCommand).rejects(missing);
  expect([...same, await copies.isSame(schedule)]).toEqual([true, false, false, false, false, false, false]);
});

test('a copy that is gone already counts as removed; another failure does not', async () => {
  mock.on(DeleteScheduleCommand).rejectsOnce(missing).rejects(conflict);
  await copies.remove('nightly');
  await expect(copies.remove('nightly')).rejects.toMatchObject({ kind: 'CONFLICT' });
});

test('the names are those of every page of its group', async () => {
  mock
    .on(ListSchedulesCommand)
    .resolvesOnce({ Schedules: [{ Name: 'a' }, {}], NextToken: '1' })
    .resolves({ Schedules: [{ Name: 'b' }] });
  expect(await copies.names()).toEqual(['a', 'b']);
  expect(mock.commandCalls(ListSchedulesCommand).map(({ args }) => args[0].input)).toEqual([
    { GroupName: 'plans' },
    { GroupName: 'plans', NextToken: '1' },
  ]);
});
