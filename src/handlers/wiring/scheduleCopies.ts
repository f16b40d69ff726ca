import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { prompt } from '../../aws/prompt.ts';
import { createScheduleCopies } from '../../aws/scheduleCopies.ts';
import { required } from './settings.ts';
import type { AdapterFactories } from './wiring.ts';

/** EventBridge Scheduler: the copies of the schedules of plans. */
export const scheduleCopiesAdapter = {
  scheduleCopies: () =>
    createScheduleCopies({
      client: new SchedulerClient({ requestHandler: prompt() }),
      group: required(process.env, 'PLAN_SCHEDULE_GROUP'),
      roleArn: required(process.env, 'PLAN_SCHEDULE_ROLE_ARN'),
      targetArn: required(process.env, 'RUN_SCHEDULE_ARN'),
      deadLetterArn: required(process.env, 'SCHEDULE_FAILURES_ARN'),
    }),
} satisfies AdapterFactories;
