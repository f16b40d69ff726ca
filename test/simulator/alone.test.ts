import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import * as drs from '@aws-sdk/client-drs';
import * as ec2 from '@aws-sdk/client-ec2';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetProductsCommand, PricingClient } from '@aws-sdk/client-pricing';
import * as s3 from '@aws-sdk/client-s3';
import * as scheduler from '@aws-sdk/client-scheduler';
import { GetServiceQuotaCommand, ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import * as sqs from '@aws-sdk/client-sqs';
import * as ssm from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createAloneWorld } from '../../src/simulator/alone/aloneWorld.ts';
import { faultsNamed } from '../../src/simulator/alone/faultsNamed.ts';
import { aloneEndpoint } from '../../src/simulator/alone/ownEndpoint.ts';
import { startWire } from '../../src/simulator/wire/server.ts';
import { readText } from '../house/source.ts';
import { clientSettings } from './wire/double.ts';

/** Simulated AWS on its own. Its time passes only when a test advances it. */
async function given(servers = 2) {
  const world = createAloneWorld({ speed: 0, beginning: { servers, faults: {}, seed: 1 } });
  const wire = await startWire({ world, port: 0, ownEndpoint: aloneEndpoint(world) });
  onTestFinished(wire.close);
  const endpoint = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${wire.url}${path}`, { method, ...(body && { body: JSON.stringify(body) }) });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const client = new drs.DrsClient(clientSettings(wire.url));
  const hostnames = async (region = 'eu-central-1') => {
    const requested = new drs.DrsClient(clientSettings(wire.url, region));
    const { items = [] } = await requested.send(new drs.DescribeSourceServersCommand({}));
    return items.map((one) => one.sourceProperties?.identificationHints?.hostname);
  };
  return { url: wire.url, endpoint, client, hostnames };
}

describe('the simulated AWS on its own', () => {
  test('has its servers in every Region that is called', async () => {
    const { hostnames } = await given(3);
    expect(await hostnames('eu-west-1')).toHaveLength(3);
    expect(await hostnames('ap-southeast-2')).toHaveLength(3);
  });

  test('resets on demand, with new servers and faults', async () => {
    const { endpoint, hostnames } = await given();
    await hostnames();
    const changes = { servers: [{ hostname: 'db-1' }], faults: { throttled: 1 } };
    expect(await endpoint('POST', '/_reset', changes)).toEqual({ status: 200, body: {} });
    await expect(hostnames()).rejects.toThrow('Rate exceeded');
    await endpoint('POST', '/_reset', { servers: [{ hostname: 'db-1' }] });
    expect(await hostnames()).toEqual(['db-1']);
    await endpoint('POST', '/_reset');
    expect(await hostnames()).toHaveLength(2);
  });

  test('lists every call since its start, with input and error', async () => {
    const { endpoint, client } = await given();
    await client.send(new drs.DescribeJobsCommand({ maxResults: 5 }));
    await expect(
      client.send(new drs.DescribeJobLogItemsCommand({ jobID: 'drsjob-00000000000000000' })),
    ).rejects.toThrow();
    const { body } = await endpoint('GET', '/_calls');
    expect(body['calls']).toMatchObject([
      { service: 'drs', operation: 'DescribeJobs', region: 'eu-central-1', input: { maxResults: 5 }, error: null },
      { service: 'drs', operation: 'DescribeJobLogItems', error: 'ValidationException' },
    ]);
    await endpoint('POST', '/_reset');
    expect((await endpoint('GET', '/_calls')).body).toEqual({ calls: [] });
  });

  test.each([
    ['POST', '/_reset', { server: 1 }, 400, 'There is no server; servers, faults and seed can be given.'],
    [
      'POST',
      '/_reset',
      { servers: [{ name: 'db-1' }] },
      400,
      /^A server has no name\. It can have: sourceServerID, hostname, /,
    ],
    ['POST', '/_reset', { servers: [{ outcome: 'FAILS' }] }, 400, /^outcome must be LAUNCHED, FAILS_SNAPSHOT, /],
    ['POST', '/_reset', { servers: -1 }, 400, /^servers must be a whole number up to 10000, or a list such as /],
    ['POST', '/_reset', { faults: { throtled: 1 } }, 400, /^There is no fault throtled\. There are: .*throttled.*\.$/],
    ['POST', '/_advance', {}, 400, 'seconds must be a number from 0 to 31622400.'],
    ['GET', '/_other', undefined, 404, 'There are POST /_reset, POST /_advance, GET /_calls.'],
  ])('answers %s %s %j with %i and a helpful message', async (method, path, requested, status, message) => {
    const { endpoint } = await given();
    const answer = await endpoint(method, path, requested);
    expect(answer).toEqual({ status, body: { message: expect.stringMatching(message) } });
  });

  test('lists what a call carried by its size, not byte by byte', async () => {
    const { url, endpoint } = await given();
    const Payload = Buffer.from('"x"');
    await new LambdaClient(clientSettings(url)).send(new InvokeCommand({ FunctionName: 'echo', Payload }));
    const { body } = await endpoint('GET', '/_calls');
    expect(body['calls']).toMatchObject([{ operation: 'Invoke', input: { FunctionName: 'echo', Payload: '3 bytes' } }]);
  });

  test('accepts the full service name in the target header, as botocore sends it', async () => {
    const { url } = await given();
    const scope = 'Credential=AKIAEXAMPLE/20261122/eu-west-1/cloudtrail/aws4_request';
    const target = 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents';
    const headers = { 'x-amz-target': target, authorization: `AWS4-HMAC-SHA256 ${scope}` };
    const answer = await fetch(url, { method: 'POST', headers, body: '{}' });
    expect([answer.status, await answer.json()]).toEqual([200, { Events: [] }]);
  });

  test.each([
    ['throttled=0.3,jobHangs=1', { throttled: { '*': 0.3 }, jobHangs: 1 }],
    ['{"throttled": {"drs:StartRecovery": 1}}', { throttled: { 'drs:StartRecovery': 1 } }],
    ['drsCallsPerSecond=5, uninitializedAccount=true', { drsCallsPerSecond: 5, uninitializedAccount: true }],
  ])('accepts the faults %s', (text, faults) => {
    expect(faultsNamed(text)).toEqual(faults);
  });

  test.each([
    ['jobHangs=2', 'jobHangs must be a probability from 0 to 1.'],
    ['throttled=often', 'throttled must be a probability from 0 to 1, or {"drs:StartRecovery": 0.5}.'],
    ['pageItemsMax=-1', 'pageItemsMax must be a number from 0 on.'],
    ['uninitializedAccount=1', 'uninitializedAccount must be true or false.'],
    ['{', 'It is not JSON.'],
  ])('refuses the faults %s', (text, message) => {
    expect(() => faultsNamed(text)).toThrow(message);
  });
});

test('answers the SDK for JavaScript in every operation of docs/simulator.md, a complete list', async () => {
  const { url, endpoint } = await given();
  await walk(url, (seconds) => endpoint('POST', '/_advance', { seconds }));
  const { calls } = (await endpoint('GET', '/_calls')).body as {
    calls: { service: string; operation: string; error: string | null }[];
  };
  expect(calls.filter(({ error }) => error !== null)).toMatchObject([
    { operation: 'DeleteVolume', error: 'VolumeInUse' },
  ]);
  const requested = new Set([
    'sts GetCallerIdentity',
    ...calls.map(({ service, operation }) => `${service} ${operation}`),
  ]);
  const listed = [...readText('docs/simulator.md').matchAll(/^\| (\w+ \w+) \| yes \| yes \| yes \|$/gm)].map(
    ([, row]) => row,
  );
  expect(listed.toSorted()).toEqual([...requested].toSorted());
  expect(simulated().filter((one) => !listed.includes(one))).toEqual([]);
});

/** The operations that the services of the simulator implement, from the tables in their files. */
function simulated(): string[] {
  const files = {
    drs: 'drs/operations',
    ec2: 'ec2/operations',
    sqs: 'messaging/sqs',
    scheduler: 'messaging/scheduler',
    s3: 's3/objects',
    kms: 'kms/keys',
  };
  return Object.entries(files).flatMap(([service, file]) =>
    [...readText(`src/simulator/aws/${file}.ts`).matchAll(/^ {2}\['(\w+)',/gm)].map(
      ([, operation]) => `${service} ${operation}`,
    ),
  );
}

/** One drill from start to end, a second one whose instance is disconnected, and the remaining operations. */
async function walk(url: string, pass: (seconds: number) => Promise<unknown>): Promise<void> {
  const settings = clientSettings(url);
  const inDrs = new drs.DrsClient(settings);
  const inEc2 = new ec2.EC2Client(settings);
  const { items: servers = [] } = await inDrs.send(new drs.DescribeSourceServersCommand({}));
  const sourceServerID = servers[0]?.sourceServerID ?? '';
  await inDrs.send(new drs.DescribeRecoverySnapshotsCommand({ sourceServerID }));
  const { ec2LaunchTemplateID } = await inDrs.send(new drs.GetLaunchConfigurationCommand({ sourceServerID }));
  await inDrs.send(new drs.ListLaunchActionsCommand({ resourceId: sourceServerID }));
  const launch = async () => {
    const started = await inDrs.send(
      new drs.StartRecoveryCommand({ isDrill: true, sourceServers: [{ sourceServerID }] }),
    );
    await pass(3600);
    const { items = [] } = await inDrs.send(new drs.DescribeRecoveryInstancesCommand({}));
    const instance = items.find(({ jobID }) => jobID === started.job?.jobID);
    return { jobID: started.job?.jobID ?? '', recoveryInstanceID: instance?.recoveryInstanceID ?? '' };
  };
  const first = await launch();
  const { jobID, recoveryInstanceID } = first;
  const { items: jobs = [] } = await inDrs.send(new drs.DescribeJobsCommand({ filters: { jobIDs: [jobID] } }));
  const resourceArn = jobs[0]?.arn ?? '';
  await inDrs.send(new drs.DescribeJobLogItemsCommand({ jobID }));
  await inDrs.send(new drs.TagResourceCommand({ resourceArn, tags: { a: 'b' } }));
  await inDrs.send(new drs.ListTagsForResourceCommand({ resourceArn }));
  await inDrs.send(new drs.UntagResourceCommand({ resourceArn, tagKeys: ['a'] }));
  await lookIntoEc2(inEc2, recoveryInstanceID, ec2LaunchTemplateID ?? '');
  await runCommand(new ssm.SSMClient(settings), recoveryInstanceID);
  await inDrs.send(new drs.TerminateRecoveryInstancesCommand({ recoveryInstanceIDs: [recoveryInstanceID] }));
  await pass(3600);
  const second = await launch();
  await inDrs.send(new drs.DisconnectRecoveryInstanceCommand({ recoveryInstanceID: second.recoveryInstanceID }));
  await pass(600);
  await inDrs.send(new drs.DeleteRecoveryInstanceCommand({ recoveryInstanceID: second.recoveryInstanceID }));
  await inDrs.send(new drs.DeleteJobCommand({ jobID }));
  await useQueue(new sqs.SQSClient(settings));
  await useFunctionsAndObjects(settings);
  await useKey(settings);
  await useSchedules(new scheduler.SchedulerClient(settings));
  const Entries = [{ Source: 'x', DetailType: 'y', Detail: '{}' }];
  await new EventBridgeClient(settings).send(new PutEventsCommand({ Entries }));
  const TopicArn = 'arn:aws:sns:eu-central-1:111122223333:t';
  await new SNSClient(settings).send(new PublishCommand({ TopicArn, Message: 'hello' }));
  await new CloudTrailClient(settings).send(new LookupEventsCommand({}));
  const quota = { ServiceCode: 'drs', QuotaCode: 'L-D88FAC3A' };
  await new ServiceQuotasClient(settings).send(new GetServiceQuotaCommand(quota));
  await new PricingClient(settings).send(new GetProductsCommand({ ServiceCode: 'AmazonEC2' }));
  const { Account } = await new STSClient(settings).send(new GetCallerIdentityCommand({}));
  expect(Account).toBe('111122223333');
}

async function lookIntoEc2(inEc2: ec2.EC2Client, instanceId: string, templateId: string): Promise<void> {
  const InstanceIds = [instanceId];
  const { Reservations = [] } = await inEc2.send(new ec2.DescribeInstancesCommand({ InstanceIds }));
  const VolumeId = Reservations[0]?.Instances?.[0]?.BlockDeviceMappings?.[0]?.Ebs?.VolumeId ?? '';
  const Filters = [{ Name: 'attachment.instance-id', Values: InstanceIds }];
  await inEc2.send(new ec2.DescribeInstanceStatusCommand({ InstanceIds, IncludeAllInstances: true }));
  await inEc2.send(
    new ec2.DescribeInstanceAttributeCommand({ InstanceId: instanceId, Attribute: 'disableApiTermination' }),
  );
  await inEc2.send(new ec2.DescribeVolumesCommand({ VolumeIds: [VolumeId] }));
  await expect(inEc2.send(new ec2.DeleteVolumeCommand({ VolumeId }))).rejects.toThrow('is currently attached');
  await inEc2.send(new ec2.DescribeNetworkInterfacesCommand({ Filters }));
  await inEc2.send(new ec2.DescribeSnapshotsCommand({ OwnerIds: ['self'] }));
  await inEc2.send(new ec2.DescribeLaunchTemplatesCommand({ LaunchTemplateIds: [templateId] }));
  await inEc2.send(
    new ec2.DescribeLaunchTemplateVersionsCommand({ LaunchTemplateId: templateId, Versions: ['$Default'] }),
  );
  await inEc2.send(new ec2.DescribeInstanceTypesCommand({ Filters: [{ Name: 'instance-type', Values: ['m5.*'] }] }));
  await inEc2.send(new ec2.DescribeSubnetsCommand({}));
  await inEc2.send(new ec2.GetConsoleOutputCommand({ InstanceId: instanceId, Latest: true }));
  await inEc2.send(new ec2.GetConsoleScreenshotCommand({ InstanceId: instanceId }));
}

async function runCommand(inSsm: ssm.SSMClient, instanceId: string): Promise<void> {
  const run = { DocumentName: 'AWS-RunShellScript', Parameters: { commands: ['uptime'] }, InstanceIds: [instanceId] };
  const { Command } = await inSsm.send(new ssm.SendCommandCommand(run));
  await inSsm.send(new ssm.ListCommandInvocationsCommand({ CommandId: Command?.CommandId }));
}

async function useFunctionsAndObjects(settings: ReturnType<typeof clientSettings>): Promise<void> {
  const Payload = Buffer.from('{"hello":"world"}');
  const answer = await new LambdaClient(settings).send(new InvokeCommand({ FunctionName: 'echo', Payload }));
  expect(Buffer.from(answer.Payload ?? [])).toEqual(Payload);
  const inS3 = new s3.S3Client(settings);
  const object = { Bucket: 'evidence', Key: 'hello.txt' };
  await inS3.send(new s3.PutObjectCommand({ ...object, Body: 'hello' }));
  await inS3.send(new s3.HeadObjectCommand(object));
  const { Body } = await inS3.send(new s3.GetObjectCommand(object));
  expect(await Body?.transformToString()).toBe('hello');
}

async function useKey(settings: ReturnType<typeof clientSettings>): Promise<void> {
  const inKms = new KMSClient(settings);
  const key = { KeyId: 'alias/evidence' };
  const { KeyId } = await inKms.send(new GetPublicKeyCommand(key));
  const Message = Buffer.from('hello');
  const signed = await inKms.send(new SignCommand({ ...key, Message, SigningAlgorithm: 'ECDSA_SHA_256' }));
  expect(signed.KeyId).toBe(KeyId);
}

async function useQueue(inSqs: sqs.SQSClient): Promise<void> {
  const { QueueUrl } = await inSqs.send(new sqs.CreateQueueCommand({ QueueName: 'orders' }));
  await inSqs.send(new sqs.GetQueueUrlCommand({ QueueName: 'orders' }));
  await inSqs.send(new sqs.SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: '60' } }));
  await inSqs.send(new sqs.GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
  await inSqs.send(new sqs.SendMessageCommand({ QueueUrl, MessageBody: 'one' }));
  await inSqs.send(new sqs.SendMessageBatchCommand({ QueueUrl, Entries: [{ Id: '1', MessageBody: 'two' }] }));
  const { Messages = [] } = await inSqs.send(new sqs.ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 2 }));
  const [one, other] = Messages.map(({ ReceiptHandle }) => ReceiptHandle);
  await inSqs.send(new sqs.ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: one, VisibilityTimeout: 10 }));
  await inSqs.send(new sqs.DeleteMessageCommand({ QueueUrl, ReceiptHandle: one }));
  await inSqs.send(new sqs.DeleteMessageBatchCommand({ QueueUrl, Entries: [{ Id: '1', ReceiptHandle: other }] }));
}

async function useSchedules(inScheduler: scheduler.SchedulerClient): Promise<void> {
  const arns = {
    Arn: 'arn:aws:lambda:eu-central-1:111122223333:function:x',
    RoleArn: 'arn:aws:iam::111122223333:role/x',
  };
  const more = { ScheduleExpression: 'rate(1 hour)', FlexibleTimeWindow: { Mode: 'OFF' as const }, Target: arns };
  await inScheduler.send(new scheduler.CreateScheduleCommand({ Name: 's', ...more }));
  await inScheduler.send(new scheduler.UpdateScheduleCommand({ Name: 's', ...more }));
  await inScheduler.send(new scheduler.GetScheduleCommand({ Name: 's' }));
  await inScheduler.send(new scheduler.ListSchedulesCommand({}));
  await inScheduler.send(new scheduler.DeleteScheduleCommand({ Name: 's' }));
}
