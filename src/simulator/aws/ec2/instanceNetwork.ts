import type { Instant } from '../instant.ts';
import { type Instance, type InstanceNetwork, type InstanceState, type Site, valueAt } from '../state.ts';
import { prefixOf } from './subnets.ts';

/**
 * The subnet and groups of a new instance, by its server's launch template, and the first address of that subnet that
 * no other instance of the site has.
 */
export function newNetwork(site: Site, { purpose, sourceServerId }: Instance, now: Instant): InstanceNetwork {
  const server = purpose === 'RECOVERY' ? site.servers[sourceServerId] : undefined;
  const { subnetId, securityGroupId } = server ?? OTHER_NETWORK;
  return { privateAddress: freeAddress(site, subnetId, now), subnetId, securityGroupIds: [securityGroupId] };
}

/** An instance's network as DescribeInstances shows it; a terminated one has none any more. */
export function networkView({ network }: Instance, state: InstanceState): Record<string, unknown> {
  if (network === undefined || state === 'terminated') return { SecurityGroups: [] };
  const { privateAddress, subnetId, securityGroupIds } = network;
  const SecurityGroups = securityGroupIds.map((GroupId) => ({ GroupId, GroupName: `group-${GroupId.slice(-4)}` }));
  return { PrivateIpAddress: privateAddress, SubnetId: subnetId, SecurityGroups };
}

/** Where conversion servers and the account's other machines are. */
const OTHER_NETWORK = { subnetId: 'subnet-0e0000000000e4111', securityGroupId: 'sg-0e0000000000e4111' };

/** VPC user guide, subnet CIDR blocks: AWS reserves the first four addresses of a /24, and the last. */
const FIRST = 4;
const LAST = 254;

/** A full subnet, whose launches this world does not refuse, continues in addresses that no subnet has. */
function freeAddress(site: Site, subnetId: string, now: Instant): string {
  const used = new Set(
    Object.values(site.instances).map(({ states, network }) =>
      valueAt(states, now) === 'terminated' ? undefined : network?.privateAddress,
    ),
  );
  for (let host = FIRST; host <= LAST; host++) {
    const address = `${prefixOf(subnetId)}.${host}`;
    if (!used.has(address)) return address;
  }
  for (let host = 0; ; host++) {
    const address = `10.${128 + ((host >>> 16) % 128)}.${(host >>> 8) % 256}.${host % 256}`;
    if (!used.has(address)) return address;
  }
}
