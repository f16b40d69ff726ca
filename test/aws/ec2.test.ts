import {
  DescribeInstanceAttributeCommand,
  DescribeInstanceStatusCommand,
  DescribeInstancesCommand,
  DescribeVolumesCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { createEc2 } from '../../src/aws/ec2.ts';
import { instanceId, SITE, serverId } from '../builders.ts';

const client = new EC2Client({ region: 'eu-central-1' });
const mock = mockClient(client);
const ec2 = createEc2({ clientFor: () => client });

beforeEach(() => mock.reset());

describe('instances', () => {
  test('are found by filter, including terminated ones, on every page', async () => {
    // given
    mock
      .on(DescribeInstancesCommand)
      .resolvesOnce({
        NextToken: 'more',
        Reservations: [
          {
            Instances: [
              {
                InstanceId: instanceId(1),
                State: { Name: 'running' },
                Tags: [
                  { Key: 'AWSElasticDisasterRecoverySourceServerID', Value: serverId(1) },
                  { Key: 'drs.amazonaws.com-job', Value: 'drsjob-1' },
                ],
                BlockDeviceMappings: [{ Ebs: { VolumeId: 'vol-00000001' } }, { DeviceName: '/dev/sdb' }],
                PrivateIpAddress: '10.0.0.4',
                SubnetId: 'subnet-0000001',
                SecurityGroups: [{ GroupId: 'sg-0000001', GroupName: 'web' }, { GroupName: 'unnamed' }],
                NetworkInterfaces: [
                  { Attachment: { DeviceIndex: 1, AttachTime: new Date(2000) } },
                  { Attachment: { DeviceIndex: 0, AttachTime: new Date(1000) } },
                ],
              },
            ],
          },
        ],
      })
      .resolvesOnce({ Reservations: [{ Instances: [{ InstanceId: instanceId(2), State: { Name: 'terminated' } }] }] });
    // when
    const found = await ec2.instances(SITE, { instanceIds: [instanceId(1), instanceId(2)] });
    // then
    expect(found).toEqual([
      {
        instanceId: instanceId(1),
        state: 'running',
        sourceServerId: serverId(1),
        jobId: 'drsjob-1',
        attachedAt: 1000,
        volumeIds: ['vol-00000001'],
        privateAddress: '10.0.0.4',
        subnetId: 'subnet-0000001',
        securityGroupIds: ['sg-0000001'],
      },
      {
        instanceId: instanceId(2),
        state: 'terminated',
        sourceServerId: null,
        jobId: null,
        attachedAt: null,
        volumeIds: [],
        privateAddress: null,
        subnetId: null,
        securityGroupIds: [],
      },
    ]);
    const Filters = [{ Name: 'instance-id', Values: [instanceId(1), instanceId(2)] }];
    expect(inputs(DescribeInstancesCommand)).toEqual([{ Filters }, { Filters, NextToken: 'more' }]);
  });

  test.each([
    ['User initiated (2026-03-01 10:01:05 GMT)', 'Client.UserInitiatedShutdown: User initiated shutdown', 65_000],
    ['', 'Client.InstanceInitiatedShutdown: Instance initiated shutdown', undefined],
    ['User initiated (2026-13-45 99:01:05 GMT)', undefined, undefined],
    [undefined, undefined, undefined],
  ])('that are down have a time and a reason, as far as EC2 reports them: %s', async (said, message, milliseconds) => {
    // given
    const down = { InstanceId: instanceId(1), State: { Name: 'stopped' as const } };
    const why = { StateTransitionReason: said, StateReason: { Message: message }, LaunchTime: new Date(5000) };
    mock.on(DescribeInstancesCommand).resolves({ Reservations: [{ Instances: [{ ...down, ...why }] }] });
    // when
    const [found] = await ec2.instances(SITE, { instanceIds: [instanceId(1)] });
    // then
    const downAt = milliseconds === undefined ? undefined : Date.parse('2026-03-01T10:00:00Z') + milliseconds;
    expect(found?.downAt).toBe(downAt);
    expect(found?.reason).toBe(message ?? (said || undefined));
    expect(found?.startedAt).toBe(5000);
  });

  test('that are running have no old transition', async () => {
    const runs = { InstanceId: instanceId(1), State: { Name: 'running' as const }, StateReason: { Message: 'old' } };
    mock.on(DescribeInstancesCommand).resolves({ Reservations: [{ Instances: [runs] }] });
    const [found] = await ec2.instances(SITE, { instanceIds: [instanceId(1)] });
    expect(found).not.toHaveProperty('reason');
  });

  test('are protected according to disableApiTermination, or unknown without a value', async () => {
    mock
      .on(DescribeInstanceAttributeCommand)
      .resolvesOnce({ DisableApiTermination: { Value: true } })
      .resolvesOnce({});
    const reported = [await ec2.isProtected(SITE, instanceId(1)), await ec2.isProtected(SITE, instanceId(2))];
    expect(reported).toEqual([true, null]);
    expect(inputs(DescribeInstanceAttributeCommand)[0]).toEqual({
      InstanceId: instanceId(1),
      Attribute: 'disableApiTermination',
    });
  });

  test('are found by the tag of their source server, 200 per call', async () => {
    // given
    mock.on(DescribeInstancesCommand).resolves({});
    const ids = Array.from({ length: 300 }, (_, n) => serverId(n));
    // when
    const found = await ec2.instances(SITE, { sourceServerIds: ids });
    // then
    const [seen, documented] = ['drs.amazonaws.com-source-server', 'AWSElasticDisasterRecoverySourceServerID'];
    expect(found).toEqual([]);
    expect(inputs(DescribeInstancesCommand)).toEqual([
      { Filters: [{ Name: `tag:${seen}`, Values: ids.slice(0, 200) }] },
      { Filters: [{ Name: `tag:${seen}`, Values: ids.slice(200) }] },
      { Filters: [{ Name: `tag:${documented}`, Values: ids.slice(0, 200) }] },
      { Filters: [{ Name: `tag:${documented}`, Values: ids.slice(200) }] },
    ]);
  });

  test('with either tag of a server belong to it, and are listed once', async () => {
    // given
    const tagged = (n: number, Tags: { Key: string; Value: string }[]) => ({ InstanceId: instanceId(n), Tags });
    const seen = { Key: 'drs.amazonaws.com-source-server', Value: serverId(1) };
    const documented = { Key: 'AWSElasticDisasterRecoverySourceServerID', Value: serverId(1) };
    const other = { ...documented, Value: serverId(2) };
    mock
      .on(DescribeInstancesCommand)
      .resolvesOnce({ Reservations: [{ Instances: [tagged(1, [seen]), tagged(2, [seen, documented])] }] })
      .resolvesOnce({ Reservations: [{ Instances: [tagged(2, [seen, documented]), tagged(3, [seen, other])] }] });
    // when
    const found = await ec2.instances(SITE, { sourceServerIds: [serverId(1)] });
    // then: an instance with contradictory tags belongs to no known server
    expect(found.map((one) => [one.instanceId, one.sourceServerId])).toEqual([
      [instanceId(1), serverId(1)],
      [instanceId(2), serverId(1)],
      [instanceId(3), null],
    ]);
  });

  test.each([
    ['an instance without its id', { Reservations: [{ Instances: [{ State: { Name: 'running' as const } }] }] }],
    ['a reservation without its instances', { Reservations: [{ ReservationId: 'r-1' }] }],
    [
      'a volume without its id',
      {
        Reservations: [
          { Instances: [{ InstanceId: instanceId(1), BlockDeviceMappings: [{ Ebs: { VolumeId: '' } }] }] },
        ],
      },
    ],
  ])('are unknown when EC2 describes %s: the look has failed', async (_name, answer) => {
    mock.on(DescribeInstancesCommand).resolves(answer);
    const look = ec2.instances(SITE, { sourceServerIds: [serverId(1)] });
    await expect(look).rejects.toMatchObject({ name: 'CallFailed', kind: 'UNAVAILABLE' });
  });

  test('are not read without ids', async () => {
    expect(await ec2.instances(SITE, { instanceIds: [] })).toEqual([]);
    expect(await ec2.statusChecks(SITE, [])).toEqual({});
    expect(await ec2.volumes(SITE, [])).toEqual([]);
    expect(mock.calls()).toHaveLength(0);
  });

  test('are a throttled question when EC2 throttles', async () => {
    const busy = Object.assign(new Error('Request limit exceeded.'), {
      name: 'RequestLimitExceeded',
      $metadata: { httpStatusCode: 503 },
    });
    mock.on(DescribeInstancesCommand).rejects(busy);
    await expect(ec2.instances(SITE, { instanceIds: [instanceId(1)] })).rejects.toMatchObject({ kind: 'THROTTLED' });
  });
});

describe('status checks', () => {
  test.each([
    ['ok', 'ok', 'ok'],
    ['ok', 'initializing', 'initializing'],
    ['impaired', 'initializing', 'impaired'],
    ['insufficient-data', 'ok', 'insufficient-data'],
    ['ok', 'a-new-word', 'a-new-word'],
    ['ok', undefined, 'insufficient-data'],
  ])('of the system (%s) and of the instance (%s) give the worse status: %s', async (system, own, word) => {
    // given
    mock.on(DescribeInstanceStatusCommand).resolves({
      InstanceStatuses: [
        {
          InstanceId: instanceId(1),
          SystemStatus: { Status: system as 'ok' },
          ...(own === undefined ? {} : { InstanceStatus: { Status: own as 'ok' } }),
        },
      ],
    });
    // when
    const checks = await ec2.statusChecks(SITE, [instanceId(1)]);
    // then
    expect(checks).toEqual({ [instanceId(1)]: word });
  });

  test('are read for 100 instances per call', async () => {
    mock.on(DescribeInstanceStatusCommand).resolves({});
    const ids = Array.from({ length: 101 }, (_, n) => instanceId(n));
    await ec2.statusChecks(SITE, ids);
    expect(inputs(DescribeInstanceStatusCommand)).toEqual([
      { InstanceIds: ids.slice(0, 100) },
      { InstanceIds: ids.slice(100) },
    ]);
  });
});

describe('volumes', () => {
  test('are the requested ones that still exist', async () => {
    mock.on(DescribeVolumesCommand).resolves({
      Volumes: [
        { VolumeId: 'vol-00000001', State: 'in-use' },
        { VolumeId: 'vol-00000002', State: 'deleted' },
        { VolumeId: 'vol-00000003', State: 'deleting' },
      ],
    });
    expect(await ec2.volumes(SITE, ['vol-00000001', 'vol-00000002', 'vol-00000003', 'vol-00000004'])).toEqual([
      'vol-00000001',
      'vol-00000003',
    ]);
    expect(inputs(DescribeVolumesCommand)).toEqual([
      { Filters: [{ Name: 'volume-id', Values: ['vol-00000001', 'vol-00000002', 'vol-00000003', 'vol-00000004'] }] },
    ]);
  });
});

function inputs(command: Parameters<typeof mock.commandCalls>[0]): unknown[] {
  return mock.commandCalls(command).map((call) => call.args[0].input);
}
