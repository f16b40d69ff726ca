import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  CreateScheduleCommand,
  DeleteScheduleCommand,
  GetScheduleCommand,
  ListSchedulesCommand,
  SchedulerClient,
} from '@aws-sdk/client-scheduler';
import { GetQueueUrlCommand, SendMessageCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Examination } from '../../src/doctor/examine.ts';
import { tableInput, tableProperties } from '../../src/simulator/dynamodb/localTable.ts';
import type { LocalWorld } from '../../src/simulator/local/localWorld.ts';
import { examined, soundWorld, unwell } from './world.ts';

/** Each fault stays, so that the next one is found beside it. */
let local: LocalWorld;
beforeAll(async () => {
  local = await soundWorld();
}, 60_000);
afterAll(() => local.stop());

const sqs = () => new SQSClient({ endpoint: local.awsUrl });

async function queueUrl(name: string): Promise<string> {
  return (await sqs().send(new GetQueueUrlCommand({ QueueName: `drs-drill-dev-${name}` }))).QueueUrl ?? '';
}

describe('what was changed with AWS’s own calls is found', () => {
  test('a queue of effects without a dead-letter queue', async () => {
    const Attributes = { RedrivePolicy: '', VisibilityTimeout: '30' };
    await sqs().send(new SetQueueAttributesCommand({ QueueUrl: await queueUrl('effects'), Attributes }));
    expect(await found('queue-')).toEqual([
      'FAIL queue-effects: The queue drs-drill-dev-effects keeps nothing that fails: it has no dead-letter queue of ours.',
    ]);
  });

  test('a queue of effects that hides its messages for too short a time', async () => {
    const RedrivePolicy = JSON.stringify({
      deadLetterTargetArn: 'arn:aws:sqs:eu-west-1:111122223333:drs-drill-dev-effect-failures',
    });
    await sqs().send(
      new SetQueueAttributesCommand({ QueueUrl: await queueUrl('effects'), Attributes: { RedrivePolicy } }),
    );
    expect(await found('queue-')).toEqual([
      'WARN queue-effects: The queue drs-drill-dev-effects hides a message for 30 s, less than the 360 s that performEffect wants.',
    ]);
    await sqs().send(
      new SetQueueAttributesCommand({ QueueUrl: await queueUrl('effects'), Attributes: { VisibilityTimeout: '360' } }),
    );
    expect(await found('queue-')).toEqual([]);
  });

  test('a dead letter', async () => {
    await sqs().send(new SendMessageCommand({ QueueUrl: await queueUrl('event-failures'), MessageBody: '{}' }));
    expect(await found('queue-')).toEqual([
      'WARN queue-event-failures: The queue drs-drill-dev-event-failures holds 1 message.',
    ]);
  });

  test('a guard that no schedule calls, or only a disabled one', async () => {
    const client = new SchedulerClient({ endpoint: local.awsUrl });
    const { Schedules = [] } = await client.send(new ListSchedulesCommand({ GroupName: 'drs-drill-dev' }));
    const { Name, GroupName } = Schedules.find(({ Target }) => /guardSweep$/.test(Target?.Arn ?? '')) ?? {};
    const schedule = await client.send(new GetScheduleCommand({ Name, GroupName }));
    await client.send(new DeleteScheduleCommand({ Name, GroupName }));
    expect(await found('schedule')).toEqual([
      'FAIL schedule-guardSweep: No schedule calls guardSweep: nothing looks for instances that a drill has left behind.',
    ]);
    const { ScheduleExpression, FlexibleTimeWindow, Target } = schedule;
    await client.send(
      new CreateScheduleCommand({ Name, GroupName, ScheduleExpression, FlexibleTimeWindow, Target, State: 'DISABLED' }),
    );
    expect(await found('schedule')).toEqual([
      `FAIL schedule-guardSweep: The schedule ${Name}, which calls guardSweep, is disabled: nothing looks for instances that a drill has left behind.`,
    ]);
  });

  test('servers that a drill would refuse, and all of them', async () => {
    const { world, site } = local;
    world.addServers(site, [
      { sourceServerID: 's-0000000000outside', subnetId: 'subnet-0e000000000000001' },
      { sourceServerID: 's-000000000000stall', replicationState: 'STALLED', lagSeconds: 4000 },
      { sourceServerID: 's-000000000000stal2', replicationState: 'STALLED', lagSeconds: 4000 },
    ]);
    world.addServers({ ...site, region: 'eu-north-1' }, [{ lagSeconds: 4000 }]);
    expect(await found('servers')).toEqual([
      'WARN servers: A drill would refuse s-0000000000outside (drill-network): Its launch template uses subnet-0e000000000000001, which is not a drill network.',
      'WARN servers: A drill would refuse s-000000000000stall and 1 more (replication-healthy): Its replication state is STALLED, with the error AGENT_NOT_SEEN: Replication has failed: AGENT_NOT_SEEN',
    ]);
    expect(await found('servers', { region: 'eu-north-1' })).toEqual([
      'FAIL servers: A drill would refuse the only server.',
      'WARN servers: A drill would refuse … (lag): Its replication lag is 4000 s; 900 s are allowed.',
    ]);
    world.addServers({ ...site, region: 'eu-west-3' }, 52);
    expect(await found('servers', { region: 'eu-west-3' })).toEqual([
      'NOT_CHECKED servers: There are 2 more servers, and nothing was asked about them.',
    ]);
    expect(await found('servers', { region: 'eu-south-1' })).toEqual([
      'WARN servers: DRS lists no source server in eu-south-1, so there is nothing to drill.',
    ]);
  });

  test('a table that was restored, and has no stream, expiry, protection, backup, nor one of the indexes', async () => {
    await workOn(
      'restored',
      ({ StreamSpecification, DeletionProtectionEnabled, GlobalSecondaryIndexes = [], ...input }) => ({
        ...input,
        GlobalSecondaryIndexes: GlobalSecondaryIndexes.filter(({ IndexName }) => IndexName !== 'gsi6'),
        AttributeDefinitions: input.AttributeDefinitions?.filter(({ AttributeName }) => AttributeName !== 'gsi6pk'),
      }),
    );
    expect(await found('table')).toEqual([
      'FAIL table-indexes: Its indexes gsi6 are not there or not ready.',
      'FAIL table-stream: The table has no stream of old and new images: no drill moves.',
      'WARN table-backup: It has no point-in-time recovery: what is lost in it is lost.',
      'WARN table-protection: It is not protected from deletion.',
      'WARN table-expiry: Nothing in it expires: it grows for ever.',
    ]);
  });

  test('a table whose stream nobody reads, and one that is not there', async () => {
    await workOn('unread', (input) => input);
    expect(await found('table-stream')).toEqual(['FAIL table-stream: stream reads another stream than this table’s.']);
    for (const { environment } of local.backstage.account.functions) environment['TABLE_NAME'] = 'gone';
    expect(await found('table')).toEqual(['FAIL table: The table gone is not there: no drill can be kept.']);
  });
});

/** Has the functions work on another table, made from the one that serverless.yml describes. */
async function workOn(
  name: string,
  change: (input: ReturnType<typeof tableInput>) => ReturnType<typeof tableInput>,
): Promise<void> {
  const { deployment, dynamodbUrl, account } = local.backstage;
  const input = change(tableInput({ ...tableProperties(deployment), TableName: name }));
  await new DynamoDBClient({ endpoint: dynamodbUrl }).send(new CreateTableCommand(input));
  for (const { environment } of account.functions) environment['TABLE_NAME'] = name;
}

/** What is not well among the checks that begin so; ids that were drawn are left out. */
async function found(checks: string, answer: { region?: string } = {}): Promise<string[]> {
  const planned = {
    SITES: '',
    DRILL_SUBNETS: 'subnet-0d0000000000d4111',
    DRILL_SECURITY_GROUPS: 'sg-0d0000000000d4111',
  };
  const examination: Examination = await examined({ ...answer, planned });
  return unwell(examination)
    .filter(({ check }) => check.startsWith(checks))
    .map(({ check, status, says }) => `${status} ${check}: ${says}`.replace(/ s-[0-9a-f]{17} /, ' … '));
}
