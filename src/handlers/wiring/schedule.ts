import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { prompt } from '../../aws/prompt.ts';
import { createSchedules } from '../../aws/schedules.ts';
import { required } from './settings.ts';
import { type AdapterFactories, wiring } from './wiring.ts';

/** EventBridge Scheduler: the drills' own wakes and hard stops. */
export const scheduleAdapter = {
  schedules: () =>
    createSchedules({
      client: new SchedulerClient({ requestHandler: prompt() }),
      clock: wiring().clock,
      group: required(process.env, 'SCHEDULE_GROUP'),
      roleArn: required(process.env, 'SCHEDULE_ROLE_ARN'),
      targetArns: { wake: required(process.env, 'WAKE_ARN'), hardStop: required(process.env, 'HARD_STOP_ARN') },
      deadLetterArn: required(process.env, 'SCHEDULE_FAILURES_ARN'),
    }),
} satisfies AdapterFactories;
