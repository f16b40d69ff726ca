import type { Caller } from '../contract.ts';
import { hashOf } from '../dice.ts';
import { DRILL_NETWORK } from '../drs/sourceServers.ts';
import type { Input } from '../requestFields.ts';
import { type Site, siteOf, valueAt, type World } from '../state.ts';
import { answerPage, readFilters } from './validation.ts';

/** VPC user guide, subnet CIDR blocks: a /24 has 256 addresses, of which AWS reserves five. */
const ADDRESSES = 251;

/**
 * EC2 API reference, DescribeSubnets: the drill subnet, and those that launch templates name. Each is a /24 that only
 * recovery instances use.
 */
export function describeSubnets(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const site = siteOf(world, caller);
  const named = Object.values(site.servers).map(({ subnetId }) => subnetId);
  const all = [...new Set([DRILL_NETWORK.subnetId, ...named])];
  const filters = { 'subnet-id': (subnetId: string) => [subnetId] };
  const found = all.filter(readFilters(input, filters, () => ({}), world.state.now));
  return answerPage(
    world,
    input,
    'Subnets',
    found,
    (subnetId) => subnetId,
    (SubnetId) => ({
      SubnetId,
      VpcId: 'vpc-0d0000000000d4111',
      State: 'available',
      AvailabilityZone: `${site.region}a`,
      CidrBlock: `${prefixOf(SubnetId)}.0/24`,
      AvailableIpAddressCount: ADDRESSES - usedIn(site, SubnetId, world.state.now),
    }),
  );
}

/** The first three numbers of a subnet's addresses. Two subnets rarely share them. */
export function prefixOf(subnetId: string): string {
  if (subnetId === DRILL_NETWORK.subnetId) return '10.0.0';
  const hash = hashOf(subnetId);
  return `10.${1 + (hash % 127)}.${(hash >>> 8) % 256}`;
}

/** An instance keeps its address until it is terminated. */
function usedIn(site: Site, subnetId: string, at: number): number {
  const used = Object.values(site.instances).filter(({ sourceServerId, states }) => {
    const state = valueAt(states, at);
    return site.servers[sourceServerId]?.subnetId === subnetId && state !== undefined && state !== 'terminated';
  });
  return used.length;
}
