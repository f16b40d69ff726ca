import {
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  GetScheduleCommand,
  ListSchedulesCommand,
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

const LAMBDA = 'arn:aws:lambda:eu-central-1:111122223333:function:wake';

function inMinutes(minutes: number): CreateScheduleCommandInput {
  const at = new Date(BEGINNING + minutes * 60_000).toISOString().slice(0, 19);
  return {
    Name: 'w-d1-1',
    ScheduleExpression: `at(${at})`,
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: { Arn: LAMBDA, RoleArn: 'arn:aws:iam::111122223333:role/wake', Input: '{"drillId":"d1"}' },
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
