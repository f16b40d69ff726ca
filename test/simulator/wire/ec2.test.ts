import {
  DescribeInstanceStatusCommand,
  DescribeInstancesCommand,
  DescribeLaunchTemplateVersionsCommand,
  DescribeVolumesCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { afterEach, describe, expect, test } from 'vitest';
import { AwsFault } from '../../../src/simulator/aws/contract.ts';
import { clientSettings, wireBefore } from './double.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function given(answer: Record<string, unknown> | Error) {
  // The world writes timestamps as strings, the SDK reads them as dates.
  const wire = await wireBefore(answer instanceof Error ? answer : JSON.parse(JSON.stringify(answer)));
  closers.push(wire.close);
  return { wire, ec2: new EC2Client(clientSettings(wire.url)) };
}

const at = new Date('2026-03-04T05:06:07.000Z');

describe('the SDK gets EC2’s response unchanged', () => {
  test('instances, with tags, disks, addresses and markup in their names', async () => {
    const instance = {
      InstanceId: 'i-0123456789abcdef0',
      ImageId: 'ami-1',
      State: { Code: 16, Name: 'running' },
      StateReason: { Code: 'Client.UserInitiatedShutdown', Message: 'Client.UserInitiatedShutdown: by you' },
      StateTransitionReason: 'User initiated (2026-03-04 05:06:07 GMT)',
      InstanceType: 'm5.large',
      LaunchTime: at,
      Placement: { AvailabilityZone: 'eu-central-1a', Tenancy: 'default' },
      PrivateIpAddress: '10.0.0.1',
      PublicIpAddress: '203.0.113.1',
      PublicDnsName: 'ec2.example',
      PrivateDnsName: 'ip-10-0-0-1.example',
      EbsOptimized: false,
      BlockDeviceMappings: [
        {
          DeviceName: '/dev/sda1',
          Ebs: { VolumeId: 'vol-1', Status: 'attached', DeleteOnTermination: true, AttachTime: at },
        },
      ],
      SecurityGroups: [{ GroupId: 'sg-1', GroupName: 'web' }],
      NetworkInterfaces: [
        {
          NetworkInterfaceId: 'eni-1',
          Groups: [{ GroupId: 'sg-1', GroupName: 'web' }],
          Status: 'in-use',
          PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: '10.0.0.1' }],
        },
      ],
      Monitoring: { State: 'disabled' },
      Tags: [
        { Key: 'Name', Value: 'Smith & <Sons> "DR"' },
        { Key: 'Empty', Value: '' },
      ],
    };
    const answer = {
      Reservations: [
        {
          ReservationId: 'r-1',
          OwnerId: '111122223333',
          Groups: [],
          Instances: [instance, { ...instance, InstanceId: 'i-2' }],
        },
      ],
      NextToken: 'more',
    };
    const { ec2 } = await given(answer);
    const { $metadata: _, ...reported } = await ec2.send(new DescribeInstancesCommand({}));
    expect(reported).toEqual(answer);
  });

  test('status checks', async () => {
    const summary = { Status: 'ok', Details: [{ Name: 'reachability', Status: 'passed' }] };
    const impaired = { Status: 'impaired', Details: [{ Name: 'reachability', Status: 'failed', ImpairedSince: at }] };
    const status = {
      InstanceId: 'i-1',
      AvailabilityZone: 'eu-central-1a',
      InstanceState: { Code: 16, Name: 'running' },
      InstanceStatus: summary,
      SystemStatus: impaired,
      Events: [{ Code: 'system-reboot', Description: 'planned', NotBefore: at }],
    };
    const { ec2 } = await given({ InstanceStatuses: [status] });
    const reported = await ec2.send(new DescribeInstanceStatusCommand({ IncludeAllInstances: true }));
    expect(reported.InstanceStatuses).toEqual([status]);
  });

  test('volumes', async () => {
    const volume = {
      VolumeId: 'vol-1',
      Size: 8,
      State: 'in-use',
      SnapshotId: 'snap-1',
      CreateTime: at,
      Encrypted: true,
      Attachments: [
        { VolumeId: 'vol-1', InstanceId: 'i-1', Device: '/dev/sda1', State: 'attached', DeleteOnTermination: true },
      ],
      Tags: [{ Key: 'drs.amazonaws.com-job', Value: 'drsjob-1' }],
    };
    const { ec2 } = await given({ Volumes: [volume] });
    const reported = await ec2.send(new DescribeVolumesCommand({}));
    expect(reported.Volumes).toEqual([volume]);
  });

  test('launch template versions', async () => {
    const version = {
      LaunchTemplateId: 'lt-1',
      LaunchTemplateName: 'web',
      VersionNumber: 3,
      DefaultVersion: true,
      CreateTime: at,
      LaunchTemplateData: {
        InstanceType: 'm5.large',
        EbsOptimized: true,
        BlockDeviceMappings: [{ DeviceName: '/dev/sda1', Ebs: { VolumeSize: 8, VolumeType: 'gp3' } }],
        NetworkInterfaces: [{ DeviceIndex: 0, SubnetId: 'subnet-1', Groups: ['sg-1'] }],
        SecurityGroupIds: ['sg-1'],
        SecurityGroups: ['web'],
        TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: 'web' }] }],
      },
    };
    const { ec2 } = await given({ LaunchTemplateVersions: [version] });
    const reported = await ec2.send(new DescribeLaunchTemplateVersionsCommand({ LaunchTemplateId: 'lt-1' }));
    expect(reported.LaunchTemplateVersions).toEqual([version]);
  });

  test('no results is an empty list', async () => {
    const { ec2 } = await given({ Reservations: [] });
    expect((await ec2.send(new DescribeInstancesCommand({}))).Reservations).toEqual([]);
  });

  test('an error keeps its code and message', async () => {
    const { ec2 } = await given(
      new AwsFault('InvalidInstanceID.NotFound', 400, "The instance ID 'i-1' does not exist"),
    );
    await expect(ec2.send(new DescribeInstancesCommand({ InstanceIds: ['i-1'] }))).rejects.toMatchObject({
      name: 'InvalidInstanceID.NotFound',
      message: "The instance ID 'i-1' does not exist",
      $metadata: { httpStatusCode: 400 },
    });
  });
});

describe('EC2 gets the SDK’s request unchanged', () => {
  test('ids, filters in their order, numbers and flags', async () => {
    const { wire, ec2 } = await given({});
    const ids = Array.from({ length: 12 }, (_, index) => `i-${index}`);
    const filters = [
      { Name: 'tag:AWSElasticDisasterRecoverySourceServerID', Values: ['s-1', 's-2'] },
      { Name: 'instance-state-name', Values: ['running'] },
    ];
    await ec2.send(new DescribeInstancesCommand({ InstanceIds: ids, Filters: filters, MaxResults: 100 }));
    await ec2.send(
      new DescribeInstanceStatusCommand({ InstanceIds: ['i-1'], IncludeAllInstances: true, NextToken: 'more' }),
    );
    await ec2.send(new DescribeVolumesCommand({ VolumeIds: ['vol-1'], Filters: filters }));
    await ec2.send(
      new DescribeLaunchTemplateVersionsCommand({ LaunchTemplateId: 'lt-1', Versions: ['$Default', '2'] }),
    );
    expect(wire.requested.map(({ operation, input }) => [operation, input])).toEqual([
      ['DescribeInstances', { InstanceIds: ids, Filters: filters, MaxResults: 100 }],
      ['DescribeInstanceStatus', { InstanceIds: ['i-1'], IncludeAllInstances: true, NextToken: 'more' }],
      ['DescribeVolumes', { VolumeIds: ['vol-1'], Filters: filters }],
      ['DescribeLaunchTemplateVersions', { LaunchTemplateId: 'lt-1', Versions: ['$Default', '2'] }],
    ]);
  });
});
