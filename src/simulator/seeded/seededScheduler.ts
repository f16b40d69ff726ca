import { createScheduleCopies } from '../../aws/scheduleCopies.ts';
import { createSchedules } from '../../aws/schedules.ts';
import type { Instant } from '../../drill/drill.ts';
import type { Ports } from '../../flow/ports.ts';
import type { InMemoryClient } from '../aws/inProcessClients.ts';
import type { Deployment, SeededPorts } from './seededState.ts';

/** The targets of schedules. Each deployment has its own functions. */
export function targetArns(deployment: Deployment): { wake: string; hardStop: string } {
  const arn = (name: string) => `arn:aws:lambda:us-east-1:111122223333:function:${name}-${deployment.index}`;
  return { wake: arn('wake'), hardStop: arn('hardStop') };
}

/** The target of the schedules of plans. */
export function runScheduleArn({ index }: Deployment): string {
  return `arn:aws:lambda:us-east-1:111122223333:function:runSchedule-${index}`;
}

/** The copies of the schedules of plans, in a group of their own. */
export function copiesOf(deployment: Deployment, client: InMemoryClient): SeededPorts['scheduleCopies'] {
  return createScheduleCopies({
    client,
    group: `plans-${deployment.index}`,
    roleArn: 'arn:aws:iam::111122223333:role/scheduler',
    targetArn: runScheduleArn(deployment),
    deadLetterArn: 'arn:aws:sqs:us-east-1:111122223333:dead',
  });
}

/** The schedules of drills. */
export function schedulesOf(
  deployment: Deployment,
  client: InMemoryClient,
  clock: { now(): Instant },
): Ports['schedules'] {
  return createSchedules({
    client,
    clock,
    group: 'default',
    roleArn: 'arn:aws:iam::111122223333:role/scheduler',
    targetArns: targetArns(deployment),
    deadLetterArn: 'arn:aws:sqs:us-east-1:111122223333:dead',
  });
}
