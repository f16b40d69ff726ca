import {
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  GetScheduleCommand,
  ListSchedulesCommand,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { describe, expect, test } from 'vitest';
import { BEGINNING, given, type Open, type Place } from '../contract.ts';

/** What EventBridge Scheduler does. */
export function schedules(open: Open): void {
  describe('a schedule', () => {
    test('has a unique name', async () => {
      const { clients } = await given(open, {});
      const created = await clients.scheduler.send(new CreateScheduleCommand(inMinutes(10)));
      expect(created.ScheduleArn).toBe('arn:aws:scheduler:eu-central-1:111122223333:schedule/default/w-d1-1');
      await expect(clients.scheduler.send(new CreateScheduleCommand(inMinutes(20)))).rejects.toMatchObject({
        name: 'ConflictException',
        message: expect.stringContaining('already exists'),
        $metadata: { httpStatusCode: 409 },
      });
    });

    test('fires once, within its minute, with its input', async () => {
      const place = await given(open, {});
      await place.clients.scheduler.send(new CreateScheduleCommand(inMinutes(10)));
      place.pass(9.9);
      expect(place.deliveries).toEqual([]);
      place.pass(60);
      const due = BEGINNING + 10 * 60_000;
      expect(place.deliveries).toMatchObject([
        { kind: 'schedule', name: 'w-d1-1', targetArn: LAMBDA, input: '{"drillId":"d1"}' },
      ]);
      expect(place.deliveries.map((each) => Math.floor((each.at - due) / 60_000))).toEqual([0]);
    });

    test('is deleted after it has fired if it is set to delete itself, and stays otherwise', async () => {
      const place = await given(open, {});
      const goes = { ...inMinutes(10), Name: 'goes', ActionAfterCompletion: 'DELETE' } as const;
      await place.clients.scheduler.send(new CreateScheduleCommand(goes));
      await place.clients.scheduler.send(new CreateScheduleCommand({ ...inMinutes(10), Name: 'stays' }));
      place.pass(15);
      expect(await names(place)).toEqual(['stays']);
    });

    test('at a rate fires again and again until it is deleted', async () => {
      const place = await given(open, {});
      const sweep = { ...inMinutes(0), Name: 'sweep', ScheduleExpression: 'rate(5 minutes)' };
      await place.clients.scheduler.send(new CreateScheduleCommand(sweep));
      place.pass(16);
      const before = place.deliveries.length;
      await place.clients.scheduler.send(new DeleteScheduleCommand({ Name: 'sweep' }));
      place.pass(60);
      expect([before, place.deliveries.length]).toEqual([3, 3]);
    });

    test('can be read, with the time of its creation', async () => {
      const { clients } = await given(open, {});
      await clients.scheduler.send(new CreateScheduleCommand(inMinutes(10)));
      const read = await clients.scheduler.send(new GetScheduleCommand({ Name: 'w-d1-1' }));
      expect(read).toMatchObject({
        ...inMinutes(10),
        State: 'ENABLED',
        ActionAfterCompletion: 'NONE',
        CreationDate: new Date(BEGINNING),
      });
    });

    test('is listed by its group and the beginning of its name, page by page', async () => {
      const place = await given(open, { pageSize: 2 });
      for (const Name of ['w-d1-1', 'w-d1-2', 'w-d2-1', 'w-d1-3']) {
        await place.clients.scheduler.send(new CreateScheduleCommand({ ...inMinutes(10), Name }));
      }
      await place.clients.scheduler.send(
        new CreateScheduleCommand({ ...inMinutes(10), Name: 'w-d1-4', GroupName: 'elsewhere' }),
      );
      expect(await names(place, 'w-d1-')).toEqual(['w-d1-1', 'w-d1-2', 'w-d1-3']);
    });

    test('for a time in the past is refused', async () => {
      const { clients } = await given(open, {});
      await expect(clients.scheduler.send(new CreateScheduleCommand(inMinutes(-5)))).rejects.toMatchObject({
        name: 'ValidationException',
        $metadata: { httpStatusCode: 400 },
      });
    });
  });
}

/** What EventBridge Scheduler does with recurring schedules. */
export function recurringSchedules(open: Open): void {
  describe('a recurring schedule', () => {
    test('fires within the minutes of its cron expression, and tells its target the scheduled time', async () => {
      const place = await given(open, {});
      await place.clients.scheduler.send(new CreateScheduleCommand(nightly()));
      place.pass(3 * 24 * 60);
      const times = place.deliveries.map((each) => each.kind === 'schedule' && JSON.parse(each.input).at);
      expect(times).toEqual([dayAt(0, '23:30'), dayAt(1, '23:30'), dayAt(2, '23:30')]);
      const lateMs = place.deliveries.map((each, index) => each.at - Date.parse(String(times[index])));
      expect(lateMs.filter((late) => late < 0 || late >= 60_000)).toEqual([]);
    });

    test('fires between its start and its end, not while it is disabled', async () => {
      const place = await given(open, {});
      const [StartDate, EndDate] = [1, 3].map((day) => new Date(dayAt(day, '00:00')));
      await place.clients.scheduler.send(new CreateScheduleCommand({ ...nightly(), StartDate, EndDate }));
      await place.clients.scheduler.send(new CreateScheduleCommand({ ...nightly(), Name: 'off', State: 'DISABLED' }));
      place.pass(6 * 24 * 60);
      const times = place.deliveries.map((each) => each.kind === 'schedule' && JSON.parse(each.input).at);
      expect(times).toEqual([dayAt(1, '23:30'), dayAt(2, '23:30')]);
    });

    test('with a flexible window fires once somewhere in that window, with the same scheduled time', async () => {
      const place = await given(open, {});
      const FlexibleTimeWindow = { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 60 } as const;
      await place.clients.scheduler.send(new CreateScheduleCommand({ ...nightly(), FlexibleTimeWindow }));
      place.pass(4 * 24 * 60);
      const late = place.deliveries.map((each, day) => each.at - Date.parse(dayAt(day, '23:30')));
      expect(late.filter((ms) => ms < 0 || ms >= 61 * 60_000)).toEqual([]);
      expect(late.some((ms) => ms > 60_000)).toBe(true);
    });

    test('at a rate counts from its start', async () => {
      const place = await given(open, {});
      const ScheduleExpression = 'rate(1 day)';
      const StartDate = new Date(dayAt(1, '05:00'));
      await place.clients.scheduler.send(new CreateScheduleCommand({ ...nightly(), ScheduleExpression, StartDate }));
      place.pass(3 * 24 * 60);
      const times = place.deliveries.map((each) => each.kind === 'schedule' && JSON.parse(each.input).at);
      expect(times).toEqual([dayAt(1, '05:00'), dayAt(2, '05:00'), dayAt(3, '05:00')]);
    });

    test('is replaced by an update, in everything', async () => {
      const place = await given(open, {});
      await place.clients.scheduler.send(new CreateScheduleCommand({ ...nightly(), State: 'DISABLED' }));
      await place.clients.scheduler.send(
        new UpdateScheduleCommand({ ...nightly(), ScheduleExpression: 'cron(0 12 * * ? *)' }),
      );
      place.pass(24 * 60);
      expect(place.deliveries).toMatchObject([{ input: JSON.stringify({ at: dayAt(0, '12:00') }) }]);
      const read = await place.clients.scheduler.send(new GetScheduleCommand({ Name: 'nightly' }));
      expect(read).toMatchObject({ State: 'ENABLED', ScheduleExpression: 'cron(0 12 * * ? *)' });
    });

    test('that does not exist cannot be updated', async () => {
      const { clients } = await given(open, {});
      await expect(clients.scheduler.send(new UpdateScheduleCommand(nightly()))).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
        $metadata: { httpStatusCode: 404 },
      });
    });

    test.each([
      ['cron(30 23 * * * *)', 'UTC'],
      ['cron(30 23 ? * 8 *)', 'UTC'],
      ['cron(30 23 * *)', 'UTC'],
      ['rate(0 days)', 'UTC'],
      ['cron(30 23 * * ? *)', 'Atlantis/Capital'],
    ])('%s in %s is refused', async (ScheduleExpression, ScheduleExpressionTimezone) => {
      const { clients } = await given(open, {});
      const request = { ...nightly(), ScheduleExpression, ScheduleExpressionTimezone };
      await expect(clients.scheduler.send(new CreateScheduleCommand(request))).rejects.toMatchObject({
        name: 'ValidationException',
        $metadata: { httpStatusCode: 400 },
      });
    });
  });
}

const DAY_MS = 86_400_000;

function dayAt(day: number, time: string): string {
  return `${new Date(BEGINNING + day * DAY_MS).toISOString().slice(0, 10)}T${time}:00Z`;
}

/** User guide, context attributes: Scheduler puts the scheduled time into the input. */
function nightly(): CreateScheduleCommandInput {
  return {
    ...inMinutes(0),
    Name: 'nightly',
    ScheduleExpression: 'cron(30 23 * * ? *)',
    Target: { ...TARGET, Input: '{"at":"<aws.scheduler.scheduled-time>"}' },
  };
}

const LAMBDA = 'arn:aws:lambda:eu-central-1:111122223333:function:wake';
const TARGET = { Arn: LAMBDA, RoleArn: 'arn:aws:iam::111122223333:role/wake' };

function inMinutes(minutes: number): CreateScheduleCommandInput {
  const at = new Date(BEGINNING + minutes * 60_000).toISOString().slice(0, 19);
  return {
    Name: 'w-d1-1',
    ScheduleExpression: `at(${at})`,
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: { ...TARGET, Input: '{"drillId":"d1"}' },
  };
}

async function names(place: Place, NamePrefix?: string): Promise<string[]> {
  const found: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await place.clients.scheduler.send(
      new ListSchedulesCommand({ NamePrefix, NextToken, GroupName: 'default' }),
    );
    found.push(...(page.Schedules ?? []).flatMap((schedule) => schedule.Name ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined && found.length < 100);
  return found.toSorted();
}
