import {
  DescribeSecurityGroupsCommand,
  type DescribeSecurityGroupsCommandOutput,
  DescribeSubnetsCommand,
  type DescribeSubnetsCommandOutput,
  type SecurityGroup,
  type Subnet,
} from '@aws-sdk/client-ec2';
import { ask } from '../aws/calls.ts';
import type { Limits, Network, Site } from '../drill/drill.ts';
import type { Clients } from './clients.ts';
import { checked, type Finding, fail, notChecked, ok, warn } from './finding.ts';

/** The drill networks in this Region. */
interface Found {
  subnets: Subnet[];
  groups: SecurityGroup[];
}

/** Checks that the networks for drills exist, belong together and have free addresses. */
export async function checkNetworks(
  clients: Clients,
  site: Site,
  { limits: { drillNetworks }, isDeployed }: { limits: Limits; isDeployed: boolean },
): Promise<Finding[]> {
  const check = 'networks';
  if (drillNetworks === null && isDeployed) {
    const remedy = 'Deploy with --param="drillSubnets=subnet-…" and --param="drillSecurityGroups=sg-…".';
    return [fail(check, 'No drill subnets are configured: every drill is refused.', remedy)];
  }
  if (drillNetworks === null)
    return [
      notChecked(check, 'No drill subnets are configured yet.', 'Pass --drill-subnets and --drill-security-groups.'),
    ];
  if (drillNetworks === 'ANY') {
    const says = 'Drills may launch into any network, including production.';
    return [warn(check, says, 'Configure drill subnets instead of *.')];
  }
  return checked(check, async () => judged(site, drillNetworks, await read(clients, site, drillNetworks)));
}

/** By filter, because one unknown id fails the whole call (EC2 API reference: DescribeSubnets). */
async function read({ ec2 }: Clients, { region }: Site, { subnetIds, securityGroupIds }: Network): Promise<Found> {
  const client = ec2(region);
  const bySubnet = new DescribeSubnetsCommand({ Filters: [{ Name: 'subnet-id', Values: subnetIds }] });
  const { Subnets: subnets = [] } = await ask<DescribeSubnetsCommandOutput>(client, 'DescribeSubnets', bySubnet);
  if (securityGroupIds.length === 0) return { subnets, groups: [] };
  const byGroup = new DescribeSecurityGroupsCommand({ Filters: [{ Name: 'group-id', Values: securityGroupIds }] });
  const { SecurityGroups: groups = [] } = await ask<DescribeSecurityGroupsCommandOutput>(
    client,
    'DescribeSecurityGroups',
    byGroup,
  );
  return { subnets, groups };
}

/** Fewer free addresses are soon used up: each server takes one, and DRS's conversion servers take some. */
const FREE_ADDRESSES_MIN = 8;

function judged({ region }: Site, { subnetIds, securityGroupIds }: Network, { subnets, groups }: Found): Finding[] {
  const check = 'networks';
  if (subnets.length === 0) {
    const says = `None of the drill subnets (${subnetIds.join(', ')}) is in ${region}: every drill here is refused.`;
    return [fail(check, says, `Create a subnet for drills in ${region}, or correct drillSubnets, and deploy again.`)];
  }
  const vpcs = new Set(subnets.map(({ VpcId }) => VpcId));
  const fitting = groups.filter(({ VpcId }) => vpcs.has(VpcId));
  if (fitting.length === 0) {
    const named =
      securityGroupIds.length === 0
        ? 'No drill security group is configured'
        : `None of the drill security groups (${securityGroupIds.join(', ')}) is in the VPC of a drill subnet in ${region}`;
    return [
      fail(
        check,
        `${named}: every drill here is refused.`,
        'Create a security group in that VPC, add it to drillSecurityGroups, and deploy again.',
      ),
    ];
  }
  const full = subnets.filter(({ AvailableIpAddressCount: free = 0 }) => free < FREE_ADDRESSES_MIN);
  const said = full.map(({ SubnetId, AvailableIpAddressCount: free }) =>
    warn(check, `${SubnetId} has ${free} free IP addresses.`, 'Free some, or configure a larger subnet.'),
  );
  return [
    ...said,
    ok(
      check,
      `${subnets.map(({ SubnetId }) => SubnetId).join(', ')} in ${[...vpcs].join(', ')}, with ${fitting.length === 1 ? 'its security group' : `${fitting.length} security groups`}.`,
    ),
  ];
}
