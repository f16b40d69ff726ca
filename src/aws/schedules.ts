import { CreateScheduleCommand, type CreateScheduleCommandOutput } from '@aws-sdk/client-scheduler';
import { MINUTE_SECONDS, SECOND_MS } from '../drill/bounds.ts';
import type { Instant } from '../drill/drill.ts';
import { CallFailed } from '../flow/errors.ts';
import type { Schedules } from '../flow/ports.ts';
import { type AwsClient, act } from './calls.ts';

export interface ScheduleSettings {
  client: AwsClient;
  clock: { now(): Instant };
  group: string;
  /** The role that EventBridge Scheduler assumes to invoke the targets. */
  roleArn: string;
  targetArns: { wake: string; hardStop: string };
  /** The dead-letter queue. */
  deadLetterArn: string;
}

/** One-time schedules in EventBridge Scheduler that delete themselves after firing. */
export function createSchedules(settings: ScheduleSettings): Schedules {
  return {
    async create({ name, at, target, payload }) {
      const command = new CreateScheduleCommand({
        Name: name,
        GroupName: settings.group,
        ScheduleExpression: `at(${wholeMinute(at, settings.clock.now())})`,
        ScheduleExpressionTimezone: 'UTC',
        FlexibleTimeWindow: { Mode: 'OFF' },
        ActionAfterCompletion: 'DELETE',
        Target: {
          Arn: settings.targetArns[target],
          RoleArn: settings.roleArn,
          Input: JSON.stringify(payload),
          RetryPolicy: RETRY_POLICY,
          DeadLetterConfig: { Arn: settings.deadLetterArn },
        },
      });
      try {
        await act<CreateScheduleCommandOutput>(settings.client, 'CreateSchedule', command);
      } catch (error) {
        // The name identifies the schedule, so an existing one with this name is the one requested.
        if (!(error instanceof CallFailed && error.kind === 'CONFLICT')) throw error;
      }
    },
  };
}

/** A target that fails for an hour goes to the dead-letter queue. The defaults are a day and 185 retries. */
const RETRY_POLICY = { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 60 };

const MINUTE_MS = MINUTE_SECONDS * SECOND_MS;
/** A time that passes while the call is in flight would never fire. */
const CALL_MS = 10 * SECOND_MS;

/** EventBridge Scheduler user guide: a schedule fires at any second of its minute, so the time is rounded up. */
function wholeMinute(at: Instant, now: Instant): string {
  const instant = Math.ceil(Math.max(at, now + CALL_MS) / MINUTE_MS) * MINUTE_MS;
  return new Date(instant).toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length);
}
