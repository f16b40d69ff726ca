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

/** Faults accumulate, so that each one is found among the earlier ones. */
let local: LocalWorld;
beforeAll(async () => {
  local = await soundWorld();
}, 60_000);
afterAll(() => local.stop());

const sqs = () => new SQSClient({ endpoint: local.awsUrl });

async function queueUrl(name: string): Promise<string> {
  return (await sqs().send(new GetQueueUrlCommand({ QueueName: `drs-drill-dev-${name}` }))).QueueUrl ?? '';
}

describe('changes made with AWS calls are found', () => {
  test('a queue of effects without a dead-letter queue', async () => {
    const Attributes = { RedrivePolicy: '', VisibilityTimeout: '30' };
    await sqs().send(new SetQueueAttributesCommand({ QueueUrl: await queueUrl('effects'), Attributes }));
    expect(await found('queue-')).toEqual([
      'FAIL queue-effects: Failed messages of the queue drs-drill-dev-effects are lost: it does not use the deployment’s dead-letter queue.',
    ]);
  });

  test('a queue of effects with a too short visibility timeout', async () => {
    const RedrivePolicy = JSON.stringify({
      deadLetterTargetArn: 'arn:aws:sqs:eu-west-1:111122223333:drs-drill-dev-effect-failures',
    });
    await sqs().send(
      new SetQueueAttributesCommand({ QueueUrl: await queueUrl('effects'), Attributes: { RedrivePolicy } }),
    );
    expect(await found('queue-')).toEqual([
      'WARN queue-effects: The queue drs-drill-dev-effects has a visibility timeout of 30 s, less than the 360 s that performEffect needs.',
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

  test('a guard without a schedule, or with a disabled one', async () => {
    const client = new SchedulerClient({ endpoint: local.awsUrl });
    const { Schedules = [] } = await client.send(new ListSchedulesCommand({ GroupName: 'drs-drill-dev' }));
    const { Name, GroupName } = Schedules.find(({ Target }) => /guardSweep$/.test(Target?.Arn ?? '')) ?? {};
    const schedule = await client.send(new GetScheduleCommand({ Name, GroupName }));
    await client.send(new DeleteScheduleCommand({ Name, GroupName }));
    expect(await found('schedule')).toEqual([
      'FAIL schedule-guardSweep: No schedule invokes guardSweep: nothing finds instances that a drill left behind.',
    ]);
    const { ScheduleExpression, FlexibleTimeWindow, Target } = schedule;
    await client.send(
      new CreateScheduleCommand({ Name, GroupName, ScheduleExpression, FlexibleTimeWindow, Target, State: 'DISABLED' }),
    );
    expect(await found('schedule')).toEqual([
      `FAIL schedule-guardSweep: The schedule ${Name}, which invokes guardSweep, is disabled: nothing finds instances that a drill left behind.`,
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
      'WARN servers: A drill would refuse s-0000000000outside (drill-network): Its launch template uses subnet-0e000000000000001, outside the drill networks.',
      'WARN servers: A drill would refuse s-000000000000stall and 1 more (replication-healthy): Its replication state is STALLED, with the error AGENT_NOT_SEEN: Replication has failed: AGENT_NOT_SEEN',
    ]);
    expect(await found('servers', { region: 'eu-north-1' })).toEqual([
      'FAIL servers: A drill would refuse the only server.',
      'WARN servers: A drill would refuse … (lag): Its replication lag is 4000 s; the maximum is 900 s.',
    ]);
    world.addServers({ ...site, region: 'eu-west-3' }, 52);
    expect(await found('servers', { region: 'eu-west-3' })).toEqual([
      'NOT_CHECKED servers: 2 more servers were not checked.',
    ]);
    expect(await found('servers', { region: 'eu-south-1' })).toEqual([
      'WARN servers: DRS lists no source server in eu-south-1, so there is nothing to drill.',
    ]);
  });

  test('a restored table without stream, TTL, protection, backup and one of the indexes', async () => {
    await workOn(
      'restored',
      ({ StreamSpecification, DeletionProtectionEnabled, GlobalSecondaryIndexes = [], ...input }) => ({
        ...input,
        GlobalSecondaryIndexes: GlobalSecondaryIndexes.filter(({ IndexName }) => IndexName !== 'gsi6'),
        AttributeDefinitions: input.AttributeDefinitions?.filter(({ AttributeName }) => AttributeName !== 'gsi6pk'),
      }),
    );
    expect(await found('table')).toEqual([
      'FAIL table-indexes: Its indexes gsi6 do not exist or are not ready.',
      'FAIL table-stream: The table has no stream of old and new images: no drill advances.',
      'WARN table-backup: It has no point-in-time recovery: lost data cannot be restored.',
      'WARN table-protection: It is not protected from deletion.',
      'WARN table-expiry: Its items do not expire: it grows forever.',
    ]);
  });

  test('a table whose stream no function reads, and one that does not exist', async () => {
    await workOn('unread', (input) => input);
    expect(await found('table-stream')).toEqual(['FAIL table-stream: stream reads the stream of another table.']);
    for (const { environment } of local.backstage.account.functions) environment['TABLE_NAME'] = 'gone';
    expect(await found('table')).toEqual(['FAIL table: The table gone does not exist: no drill can be stored.']);
  });
});

/** Makes the functions use another table, based on the one in serverless.yml. */
async function workOn(
  name: string,
  change: (input: ReturnType<typeof tableInput>) => ReturnType<typeof tableInput>,
): Promise<void> {
  const { deployment, dynamodbUrl, account } = local.backstage;
  const input = change(tableInput({ ...tableProperties(deployment), TableName: name }));
  await new DynamoDBClient({ endpoint: dynamodbUrl }).send(new CreateTableCommand(input));
  for (const { environment } of account.functions) environment['TABLE_NAME'] = name;
}

/** The failed checks with this prefix; generated ids are replaced. */
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
