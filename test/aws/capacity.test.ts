import {
  DescribeInstancesCommand,
  DescribeInstanceTypesCommand,
  DescribeSubnetsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { GetServiceQuotaCommand, ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { createEc2 } from '../../src/aws/ec2.ts';
import { createQuotas } from '../../src/aws/quotas.ts';
import { instanceId, SITE } from '../builders.ts';

const ec2Client = new EC2Client({ region: 'eu-central-1' });
const ofEc2 = mockClient(ec2Client);
const ec2 = createEc2({ clientFor: () => ec2Client });
const quotasClient = new ServiceQuotasClient({ region: 'eu-central-1' });
const ofQuotas = mockClient(quotasClient);
const quotas = createQuotas({ clientFor: () => quotasClient });

beforeEach(() => {
  ofEc2.reset();
  ofQuotas.reset();
});

describe('what counts against EC2’s quota', () => {
  test('are pending and running instances on every page, by type, without Spot instances', async () => {
    ofEc2
      .on(DescribeInstancesCommand)
      .resolvesOnce({
        NextToken: 'more',
        Reservations: [{ Instances: [{ InstanceId: instanceId(1), InstanceType: 'm5.large' }] }],
      })
      .resolvesOnce({
        Reservations: [
          {
            Instances: [
              { InstanceId: instanceId(2), InstanceType: 'm5.large' },
              { InstanceId: instanceId(3), InstanceType: 'c5.large', InstanceLifecycle: 'spot' },
            ],
          },
        ],
      });
    expect(await ec2.onDemandInstances(SITE)).toEqual(new Map([['m5.large', 2]]));
    expect(ofEc2.commandCalls(DescribeInstancesCommand)[0]?.args[0].input.Filters).toEqual([
      { Name: 'instance-state-name', Values: ['pending', 'running'] },
    ]);
  });

  test('is unknown when EC2 does not say the type of an instance', async () => {
    ofEc2.on(DescribeInstancesCommand).resolves({ Reservations: [{ Instances: [{ InstanceId: instanceId(1) }] }] });
    expect(await ec2.onDemandInstances(SITE)).toBeNull();
  });
});

test('the vCPUs of instance types leave out what EC2 does not say', async () => {
  ofEc2.on(DescribeInstanceTypesCommand).resolves({
    InstanceTypes: [{ InstanceType: 'm5.large', VCpuInfo: { DefaultVCpus: 2 } }, { InstanceType: 'm5.xlarge' }],
  });
  expect(await ec2.vcpus(SITE, ['m5.large', 'm5.xlarge'])).toEqual(new Map([['m5.large', 2]]));
  expect(await ec2.vcpus(SITE, [])).toEqual(new Map());
  expect(ofEc2.commandCalls(DescribeInstanceTypesCommand)).toHaveLength(1);
});

test('the free addresses of subnets leave out what EC2 does not say; none is not unknown', async () => {
  ofEc2.on(DescribeSubnetsCommand).resolves({
    Subnets: [{ SubnetId: 'subnet-1', AvailableIpAddressCount: 0 }, { SubnetId: 'subnet-2' }],
  });
  expect(await ec2.freeAddresses(SITE, ['subnet-1', 'subnet-2'])).toEqual(new Map([['subnet-1', 0]]));
});

test('a quota has the applied value, or null when Service Quotas does not say', async () => {
  ofQuotas
    .on(GetServiceQuotaCommand)
    .resolvesOnce({ Quota: { Value: 20 } })
    .resolvesOnce({});
  const jobs = { service: 'drs', code: 'L-D88FAC3A' };
  expect(await quotas.valueOf(SITE, jobs)).toBe(20);
  expect(await quotas.valueOf(SITE, jobs)).toBeNull();
});
