import {
  DescribeInstancesCommand,
  type DescribeInstancesCommandOutput,
  DescribeInstanceTypesCommand,
  type DescribeInstanceTypesCommandOutput,
  DescribeSubnetsCommand,
  type DescribeSubnetsCommandOutput,
} from '@aws-sdk/client-ec2';
import { type AwsClient, ask, everyPage, IDS_PER_CALL_MAX, inBatches } from './calls.ts';

/** The On-Demand instances that count against EC2's quota: all that are pending or running, but not Spot instances. */
export async function onDemandInstances(client: AwsClient): Promise<Map<string, number> | null> {
  const Filters = [{ Name: 'instance-state-name', Values: ['pending', 'running'] }];
  const reservations = await everyPage(
    ({ nextToken: NextToken }) =>
      ask<DescribeInstancesCommandOutput>(
        client,
        'DescribeInstances',
        new DescribeInstancesCommand({ Filters, ...(NextToken && { NextToken }) }),
      ),
    (page) => page.NextToken,
    (page) => page.Reservations,
  );
  const types = reservations
    .flatMap(({ Instances = [] }) => Instances)
    .filter(({ InstanceLifecycle }) => InstanceLifecycle !== 'spot')
    .map(({ InstanceType }) => InstanceType);
  if (types.some((type) => !type)) return null;
  return new Map([...Map.groupBy(types, (type) => String(type))].map(([type, all]) => [type, all.length]));
}

/** By filter, because one unknown type in InstanceTypes fails the whole call (EC2 API reference). */
export async function vcpusOf(client: AwsClient, instanceTypes: string[]): Promise<Map<string, number>> {
  const found = await inBatches(instanceTypes, IDS_PER_CALL_MAX, (Values) =>
    everyPage(
      ({ nextToken: NextToken }) =>
        ask<DescribeInstanceTypesCommandOutput>(
          client,
          'DescribeInstanceTypes',
          new DescribeInstanceTypesCommand({
            Filters: [{ Name: 'instance-type', Values }],
            ...(NextToken && { NextToken }),
          }),
        ),
      (page) => page.NextToken,
      (page) => page.InstanceTypes,
    ),
  );
  return new Map(
    found.flatMap(({ InstanceType, VCpuInfo }): [string, number][] =>
      InstanceType && VCpuInfo?.DefaultVCpus !== undefined ? [[InstanceType, VCpuInfo.DefaultVCpus]] : [],
    ),
  );
}

/** By filter, because one unknown id in SubnetIds fails the whole call (EC2 API reference). */
export async function freeAddresses(client: AwsClient, subnetIds: string[]): Promise<Map<string, number>> {
  const found = await inBatches(subnetIds, IDS_PER_CALL_MAX, (Values) =>
    everyPage(
      ({ nextToken: NextToken }) =>
        ask<DescribeSubnetsCommandOutput>(
          client,
          'DescribeSubnets',
          new DescribeSubnetsCommand({ Filters: [{ Name: 'subnet-id', Values }], ...(NextToken && { NextToken }) }),
        ),
      (page) => page.NextToken,
      (page) => page.Subnets,
    ),
  );
  return new Map(
    found.flatMap(({ SubnetId, AvailableIpAddressCount: free }): [string, number][] =>
      SubnetId && free !== undefined ? [[SubnetId, free]] : [],
    ),
  );
}
