import { ConflictException, DescribeSourceServersCommand, StartRecoveryCommand } from '@aws-sdk/client-drs';
import { DescribeInstancesCommand } from '@aws-sdk/client-ec2';
import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { CreateScheduleCommand, GetScheduleCommand } from '@aws-sdk/client-scheduler';
import { CreateQueueCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { expect, it } from 'vitest';
import { createClients } from '../../../src/simulator/aws/inProcessClients.ts';
import { answer, caller, faulty, givenWorld, wait } from '../given.ts';

it('accepts the commands of the real SDK, without undefined members', async () => {
  const { world } = givenWorld();
  const [sourceServerID = ''] = world.addServers(caller, 1);
  const { drs, ec2 } = createClients(world, caller);
  const absent: object = { recoverySnapshotID: undefined };
  const started = answer(
    await drs.send(new StartRecoveryCommand({ sourceServers: [{ sourceServerID, ...absent }], isDrill: true })),
  );
  expect(started.at('$metadata.httpStatusCode')).toBe(202);
  expect(started.at('job.status')).toBe('PENDING');
  wait(world, 700);
  const found = answer(
    await ec2.send(new DescribeInstancesCommand({ Filters: [{ Name: 'instance-state-name', Values: ['running'] }] })),
  );
  expect(found.at('Reservations.0.Instances.0.LaunchTime')).toBeInstanceOf(Date);
  expect(world.calls.total()).toEqual({ 'drs:StartRecovery': 1, 'ec2:DescribeInstances': 1 });
});

it('throws what the SDK throws: name, fault, status and members', async () => {
  const { world } = givenWorld();
  const [sourceServerID = ''] = world.addServers(caller, 1);
  const { drs } = createClients(world, caller);
  const start = new StartRecoveryCommand({ sourceServers: [{ sourceServerID }], isDrill: true });
  await drs.send(start);
  const error: unknown = await drs.send(start).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({
    name: 'ConflictException',
    $fault: 'client',
    $metadata: { httpStatusCode: 409 },
    code: 'ConflictException',
  });
  const own = new ConflictException({ message: 'x', $metadata: {} });
  expect(error).toMatchObject({ name: own.name, $fault: own.$fault });
});

it('throws a dropped connection for a lost response, after the work was done', async () => {
  const { world } = givenWorld({ faults: faulty({ replyLost: { 'drs:StartRecovery': 1 } }) });
  const [sourceServerID = ''] = world.addServers(caller, 1);
  const { drs } = createClients(world, caller);
  const started = drs.send(new StartRecoveryCommand({ sourceServers: [{ sourceServerID }] }));
  await expect(started).rejects.toMatchObject({ name: 'TimeoutError', code: 'ECONNRESET' });
  expect(world.history.launches).toHaveLength(1);
});

it('returns the retry delay in the form each error has in the SDK', async () => {
  const waits = async (faults: Parameters<typeof faulty>[0]) => {
    const { world } = givenWorld({ faults: faulty(faults) });
    const thrown: unknown = await createClients(world, caller)
      .drs.send(new DescribeSourceServersCommand({}))
      .catch((error: unknown) => error);
    return answer(Object(thrown)).at('retryAfterSeconds');
  };
  expect(await waits({ throttled: { drs: 1 }, throttledWithRetryAfter: 1 })).toEqual(expect.any(String));
  expect(await waits({ internalError: { drs: 1 } })).toEqual(expect.any(Number));
});

it('reaches the scheduler, the queue and the bus', async () => {
  const { world } = givenWorld();
  const { scheduler, sqs, eventbridge } = createClients(world, caller);
  const Target = {
    Arn: 'arn:aws:lambda:eu-central-1:111122223333:function:wake',
    RoleArn: 'arn:aws:iam::111122223333:role/x',
  };
  await scheduler.send(
    new CreateScheduleCommand({
      Name: 'w-1',
      ScheduleExpression: 'at(2026-03-01T10:30:00)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target,
    }),
  );
  expect(answer(await scheduler.send(new GetScheduleCommand({ Name: 'w-1' }))).at('CreationDate')).toEqual(
    new Date(world.now()),
  );
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'effects' }));
  const sent = answer(await sqs.send(new SendMessageCommand({ QueueUrl: String(QueueUrl), MessageBody: 'x' })));
  expect(sent.text('MessageId')).toMatch(/^[0-9a-f-]{36}$/);
  const put = answer(
    await eventbridge.send(new PutEventsCommand({ Entries: [{ Source: 's', DetailType: 't', Detail: '{}' }] })),
  );
  expect(put.at('FailedEntryCount')).toBe(0);
});
