import { CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { createSchedules } from '../../src/aws/schedules.ts';

const NOW = Date.UTC(2026, 2, 1, 10, 0, 30);
const client = new SchedulerClient({ region: 'eu-central-1' });
const mock = mockClient(client);
const schedules = createSchedules({
  client,
  clock: { now: () => NOW },
  group: 'drills',
  roleArn: 'arn:aws:iam::111122223333:role/schedules',
  targetArns: { wake: 'arn:aws:lambda:wake', hardStop: 'arn:aws:lambda:hardStop' },
  deadLetterArn: 'arn:aws:sqs:failures',
});

beforeEach(() => {
  mock.reset();
  mock.on(CreateScheduleCommand).resolves({ ScheduleArn: 'arn' });
});

describe('a schedule', () => {
  test('fires once, at a whole minute, at its target, and deletes itself', async () => {
    // when
    await schedules.create({ name: 'w-d1-1', at: NOW + 3_600_001, target: 'wake', payload: { drillId: 'd1', n: 1 } });
    // then
    expect(mock.commandCalls(CreateScheduleCommand).map((call) => call.args[0].input)).toEqual([
      {
        Name: 'w-d1-1',
        GroupName: 'drills',
        ScheduleExpression: 'at(2026-03-01T11:01:00)',
        ScheduleExpressionTimezone: 'UTC',
        FlexibleTimeWindow: { Mode: 'OFF' },
        ActionAfterCompletion: 'DELETE',
        Target: {
          Arn: 'arn:aws:lambda:wake',
          RoleArn: 'arn:aws:iam::111122223333:role/schedules',
          Input: '{"drillId":"d1","n":1}',
          RetryPolicy: { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 60 },
          DeadLetterConfig: { Arn: 'arn:aws:sqs:failures' },
        },
      },
    ]);
  });

  test.each([
    ['a whole minute', Date.UTC(2026, 2, 1, 12), 'at(2026-03-01T12:00:00)'],
    ['a second past the minute', Date.UTC(2026, 2, 1, 12, 0, 1), 'at(2026-03-01T12:01:00)'],
    ['a time in the past', NOW - 86_400_000, 'at(2026-03-01T10:01:00)'],
    ['now', NOW, 'at(2026-03-01T10:01:00)'],
  ])('for %s fires neither too early nor in the past', async (_, at, expression) => {
    await schedules.create({ name: 'h-d1-1', at, target: 'hardStop', payload: {} });
    expect(input()).toMatchObject({ ScheduleExpression: expression, Target: { Arn: 'arn:aws:lambda:hardStop' } });
  });

  test('leaves time for the call before its minute', async () => {
    const justBefore = createSchedules({
      client,
      clock: { now: () => Date.UTC(2026, 2, 1, 10, 0, 55) },
      group: 'drills',
      roleArn: 'role',
      targetArns: { wake: 'wake', hardStop: 'hardStop' },
      deadLetterArn: 'failures',
    });
    await justBefore.create({ name: 'w-d1-2', at: NOW, target: 'wake', payload: {} });
    expect(input()).toMatchObject({ ScheduleExpression: 'at(2026-03-01T10:02:00)' });
  });

  test('that already exists counts as created', async () => {
    mock.on(CreateScheduleCommand).rejects(awsError('ConflictException', 409));
    await expect(schedules.create({ name: 'w-d1-1', at: NOW, target: 'wake', payload: {} })).resolves.toBeUndefined();
  });

  test.each([
    ['ValidationException', 400, 'INVALID'],
    ['ServiceQuotaExceededException', 402, 'QUOTA'],
    ['InternalServerException', 500, 'UNKNOWN_RESULT'],
  ])('reports a failure with %s', async (name, status, kind) => {
    mock.on(CreateScheduleCommand).rejects(awsError(name, status));
    const create = schedules.create({ name: 'w-d1-1', at: NOW, target: 'wake', payload: {} });
    await expect(create).rejects.toMatchObject({ name: 'CallFailed', kind });
  });
});

function input(): unknown {
  return mock.commandCalls(CreateScheduleCommand)[0]?.args[0].input;
}

function awsError(name: string, httpStatusCode: number): Error {
  return Object.assign(new Error('AWS said so'), { name, $metadata: { httpStatusCode } });
}
