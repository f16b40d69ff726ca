import {
  GetScheduleGroupCommand,
  type GetScheduleGroupCommandOutput,
  ListSchedulesCommand,
  type ListSchedulesCommandOutput,
} from '@aws-sdk/client-scheduler';
import { ask, everyPage } from '../aws/calls.ts';
import type { Clients } from './clients.ts';
import { type Deployed, deployAgain } from './deployed.ts';
import { checked, type Finding, fail, ok, unlessNotFound } from './finding.ts';
import { functionsCalledBy } from './parts.ts';

/** Checks that wakes and hard stops can be scheduled, and that recurring schedules are enabled. */
export async function checkSchedules(clients: Clients, deployed: Deployed): Promise<Finding[]> {
  return checked('schedules', async () => {
    const { place, environment } = deployed;
    const group = environment['SCHEDULE_GROUP'] ?? '';
    const client = clients.scheduler(place.region);
    const command = new GetScheduleGroupCommand({ Name: group });
    const answer = ask<GetScheduleGroupCommandOutput>(client, 'GetScheduleGroup', command);
    if ((await unlessNotFound(answer))?.State !== 'ACTIVE') {
      const says = `The schedule group ${group} does not exist: no hard stop can be scheduled, so no drill launches.`;
      return fail('schedules', says, deployAgain(place));
    }
    return [
      ok('schedules', `The schedule group ${group} exists, for wakes and hard stops.`),
      ...(await scheduleFindings(clients, deployed, group)),
    ];
  });
}

async function scheduleFindings(
  { scheduler }: Clients,
  { place, functions }: Deployed,
  GroupName: string,
): Promise<Finding[]> {
  const client = scheduler(place.region);
  const schedules = await everyPage(
    ({ nextToken: NextToken }) =>
      ask<ListSchedulesCommandOutput>(
        client,
        'ListSchedules',
        new ListSchedulesCommand({ GroupName, ...(NextToken && { NextToken }) }),
      ),
    (page) => page.NextToken,
    (page) => page.Schedules,
  );
  return functionsCalledBy('SCHEDULE').map((name) => {
    const check = `schedule-${name}`;
    const own = schedules.filter(({ Target }) => Target?.Arn !== undefined && Target.Arn === functions.get(name)?.arn);
    if (own.some(({ State }) => State === 'ENABLED')) return ok(check, `A schedule invokes ${name}.`);
    const says =
      own[0] === undefined
        ? `No schedule invokes ${name}`
        : `The schedule ${own[0].Name}, which invokes ${name}, is disabled`;
    return fail(check, `${says}: ${WITHOUT[name]}.`, deployAgain(place));
  });
}

const WITHOUT: Readonly<Record<string, string>> = {
  guardSweep: 'nothing finds instances that a drill left behind',
  heartbeat: 'a configured monitor outside the account gets no heartbeats',
  reconcile: 'nothing mends the schedules of plans, or says what is overdue',
  sealOverdue: 'evidence whose event was lost stays unsealed, and notes are never sealed',
  sweep: 'nothing wakes a drill whose wake was lost',
  takeInventory: 'servers that were never drilled are not found',
};
