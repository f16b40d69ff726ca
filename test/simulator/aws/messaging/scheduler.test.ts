import { expect, it } from 'vitest';
import type { Delivery } from '../../../../src/simulator/aws/contract.ts';
import type { OtherWorld } from '../../../../src/simulator/aws/simulatedAws.ts';
import { answer, beginning, caller, faulty, givenWorld, refusal, wait } from '../../given.ts';

const request = {
  Name: 'w-drill-1',
  GroupName: 'drills',
  ScheduleExpression: 'at(2026-03-01T10:30:00)',
  FlexibleTimeWindow: { Mode: 'OFF' },
  Target: {
    Arn: 'arn:aws:lambda:eu-central-1:111122223333:function:wake',
    RoleArn: 'arn:aws:iam::111122223333:role/scheduler',
    Input: '{"drillId":"d-1"}',
  },
  ActionAfterCompletion: 'DELETE',
};

it('fires once within the named minute, with its target and input, and is deleted afterwards', () => {
  const { world, delivered } = givenWorld();
  schedule(world, 'CreateSchedule', request);
  wait(world, 1_799);
  expect(delivered).toEqual([]);
  wait(world, 61);
  const [fired] = fires(delivered);
  expect(fired).toMatchObject({
    name: 'w-drill-1',
    group: 'drills',
    targetArn: request.Target.Arn,
    input: request.Target.Input,
  });
  expect(((fired?.at ?? 0) - beginning) / 1000).toBeGreaterThanOrEqual(1_800);
  expect(((fired?.at ?? 0) - beginning) / 1000).toBeLessThan(1_860);
  wait(world, 120);
  expect(refusal(() => schedule(world, 'GetSchedule', { Name: 'w-drill-1', GroupName: 'drills' })).status).toBe(404);
  wait(world, 86_400);
  expect(fires(delivered)).toHaveLength(1);
});

it('refuses a second schedule of the same name and group', () => {
  const { world } = givenWorld();
  schedule(world, 'CreateSchedule', request);
  const fault = refusal(() => schedule(world, 'CreateSchedule', request));
  expect([fault.type, fault.status]).toEqual(['ConflictException', 409]);
  schedule(world, 'CreateSchedule', { ...request, GroupName: 'others' });
  expect(schedule(world, 'ListSchedules', { NamePrefix: 'w-' }).list('Schedules')).toHaveLength(2);
  expect(schedule(world, 'ListSchedules', { GroupName: 'drills' }).list('Schedules')).toHaveLength(1);
});

it('does not fire after its deletion, nor for an earlier schedule of the same name', () => {
  const { world, delivered } = givenWorld();
  schedule(world, 'CreateSchedule', request);
  schedule(world, 'DeleteSchedule', { Name: 'w-drill-1', GroupName: 'drills' });
  schedule(world, 'CreateSchedule', { ...request, ScheduleExpression: 'at(2026-03-01T12:00:00)' });
  wait(world, 2_000);
  expect(fires(delivered)).toEqual([]);
  wait(world, 7_200);
  expect(fires(delivered)).toHaveLength(1);
});

it('repeats a rate schedule', () => {
  const { world, delivered } = givenWorld();
  schedule(world, 'CreateSchedule', {
    ...request,
    ScheduleExpression: 'rate(5 minutes)',
    ActionAfterCompletion: 'NONE',
  });
  wait(world, 1_501);
  expect(fires(delivered)).toHaveLength(5);
});

it('understands the time zone of an expression', () => {
  const { world, delivered } = givenWorld();
  const ScheduleExpression = 'at(2026-03-01T11:30:00)';
  schedule(world, 'CreateSchedule', { ...request, ScheduleExpression, ScheduleExpressionTimezone: 'Europe/Berlin' });
  wait(world, 1_860);
  expect(fires(delivered)).toHaveLength(1);
});

it.each([
  ['a minute in the past', { ScheduleExpression: 'at(2026-03-01T09:59:59)' }],
  ['a day that does not exist', { ScheduleExpression: 'at(2026-13-41T09:59:59)' }],
  ['a moment with a zone letter', { ScheduleExpression: 'at(2026-03-01T10:30:00Z)' }],
  ['an unknown zone', { ScheduleExpressionTimezone: 'Mars/Olympus' }],
  ['no flexible window', { FlexibleTimeWindow: undefined }],
  ['no role', { Target: { Arn: request.Target.Arn } }],
  ['a name with other characters', { Name: 'w drill' }],
  ['too many retries', { Target: { ...request.Target, RetryPolicy: { MaximumRetryAttempts: 186 } } }],
])('refuses %s', (_, change) => {
  const { world } = givenWorld();
  const fault = refusal(() => schedule(world, 'CreateSchedule', { ...request, ...change }));
  expect([fault.type, fault.status]).toEqual(['ValidationException', 400]);
  expect(schedule(world, 'ListSchedules', {}).at('Schedules')).toEqual([]);
});

it('fires late, twice or never when the faults say so', () => {
  const firesWith = (faults: Parameters<typeof faulty>[0]) => {
    const { world, delivered } = givenWorld({ faults: faulty(faults) });
    schedule(world, 'CreateSchedule', { ...request, ActionAfterCompletion: 'NONE' });
    wait(world, 7_200);
    return fires(delivered).map((each) => (each.at - beginning) / 1000);
  };
  expect(firesWith({ scheduleLost: 1 })).toEqual([]);
  expect(firesWith({ scheduleDoubled: 1 })).toHaveLength(2);
  expect(firesWith({ scheduleLate: 1, scheduleLateSecondsMax: 3_000 })[0]).toBeGreaterThan(1_860);
});

function schedule(world: OtherWorld, operation: string, input: Record<string, unknown>) {
  return answer(world.call('scheduler', operation, input, caller));
}

function fires(delivered: Delivery[]) {
  return delivered.filter((each) => each.kind === 'schedule');
}
