import {
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  GetScheduleCommand,
  type GetScheduleCommandOutput,
  ListSchedulesCommand,
  type ListSchedulesCommandOutput,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import type { Instant } from '../drill/drill.ts';
import type { Schedule } from '../drill/schedules/schedule.ts';
import { CallFailed } from '../flow/errors.ts';
import type { ScheduleCopies } from '../flow/ports.ts';
import { type AwsClient, act, ask, everyPage } from './calls.ts';

export interface CopySettings {
  client: AwsClient;
  /** A group of its own, so that these functions cannot touch the wakes and hard stops of drills. */
  group: string;
  /** The role that EventBridge Scheduler assumes to invoke the target. */
  roleArn: string;
  targetArn: string;
  /** The dead-letter queue. */
  deadLetterArn: string;
}

/** Recurring schedules in EventBridge Scheduler. Each tells its target its generation and the scheduled time. */
export function createScheduleCopies(settings: CopySettings): ScheduleCopies {
  const { client, group: GroupName } = settings;
  return {
    async put(schedule, startAt) {
      const input = requestOf(settings, schedule, startAt);
      // UpdateSchedule replaces everything (EventBridge Scheduler API reference).
      const updated = await unless('NOT_FOUND', act(client, 'UpdateSchedule', new UpdateScheduleCommand(input)));
      if (updated) return;
      const created = await unless('CONFLICT', act(client, 'CreateSchedule', new CreateScheduleCommand(input)));
      if (!created) await act(client, 'UpdateSchedule', new UpdateScheduleCommand(input));
    },
    async isSame(schedule) {
      try {
        const command = new GetScheduleCommand({ Name: schedule.name, GroupName });
        const kept = await ask<GetScheduleCommandOutput>(client, 'GetSchedule', command);
        return fingerprint(kept) === fingerprint(requestOf(settings, schedule, null));
      } catch (error) {
        if (error instanceof CallFailed && error.kind === 'NOT_FOUND') return false;
        throw error;
      }
    },
    async remove(Name) {
      await unless('NOT_FOUND', act(client, 'DeleteSchedule', new DeleteScheduleCommand({ Name, GroupName })));
    },
    names: () =>
      everyPage<ListSchedulesCommandOutput, string>(
        ({ nextToken: NextToken }) =>
          ask(client, 'ListSchedules', new ListSchedulesCommand({ GroupName, ...(NextToken && { NextToken }) })),
        ({ NextToken }) => NextToken,
        ({ Schedules }) => Schedules?.flatMap(({ Name }) => Name ?? []),
      ),
  };
}

/** False when the call failed in this way. */
async function unless(kind: CallFailed['kind'], call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (error) {
    if (error instanceof CallFailed && error.kind === kind) return false;
    throw error;
  }
}

/** User guide, context attributes: Scheduler replaces it by the time of the run, which stays the same in a retry. */
const SCHEDULED_TIME = '<aws.scheduler.scheduled-time>';

/** A target that fails for an hour goes to the dead-letter queue: a later run is refused anyway. */
const RETRY_POLICY = { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 60 };

/** A one-time schedule stays after it has fired, like the others; start and end do not apply to it. */
function requestOf(
  settings: CopySettings,
  { name, generation, terms }: Schedule,
  startAt: Instant | null,
): CreateScheduleCommandInput {
  const { expression, timeZone, endAt, enabled, flexibleWindowMinutes: minutes } = terms;
  return {
    Name: name,
    GroupName: settings.group,
    ScheduleExpression: expression,
    ScheduleExpressionTimezone: timeZone,
    State: enabled ? 'ENABLED' : 'DISABLED',
    FlexibleTimeWindow: minutes === 0 ? { Mode: 'OFF' } : { Mode: 'FLEXIBLE', MaximumWindowInMinutes: minutes },
    ActionAfterCompletion: 'NONE',
    EndDate: new Date(endAt),
    ...(startAt !== null && { StartDate: new Date(startAt) }),
    Target: {
      Arn: settings.targetArn,
      RoleArn: settings.roleArn,
      Input: JSON.stringify({ name, generation, scheduledAt: SCHEDULED_TIME }),
      RetryPolicy: RETRY_POLICY,
      DeadLetterConfig: { Arn: settings.deadLetterArn },
    },
  };
}

/** What a schedule does, apart from its start, which lies in the past at some time. */
function fingerprint(given: GetScheduleCommandOutput | CreateScheduleCommandInput): string {
  const { ScheduleExpression, ScheduleExpressionTimezone, State, FlexibleTimeWindow, EndDate, Target } = given;
  const { Mode, MaximumWindowInMinutes = 0 } = FlexibleTimeWindow ?? {};
  const when = [ScheduleExpression, ScheduleExpressionTimezone, State, Mode, MaximumWindowInMinutes];
  const endSeconds = Math.floor((EndDate?.getTime() ?? 0) / 1000);
  return JSON.stringify([...when, endSeconds, Target?.Arn, Target?.RoleArn, Target?.Input]);
}
