import { BlockList, isIP } from 'node:net';

/**
 * Why the probe does not connect to this address; undefined if it does.
 *
 * The address of an instance was read from EC2, and hosts are named by the deployment. Both may be public: a VPC may
 * have public IPv4 ranges, and an instance's IPv6 address usually is a global one (VPC user guide: VPC CIDR blocks, IP
 * addressing). So any unicast address is allowed, except those that lead to the probe itself or its own machine (the
 * runtime of Lambda, the metadata of an instance) or to many machines, and IPv6 forms of IPv4 addresses, which would
 * bypass that.
 */
export function refusalOf(address: string): string | undefined {
  const family = isIP(address);
  // A zone, as in fe80::1%eth0, names a network interface of the probe.
  if (family === 0 || address.includes('%')) return `the probe connects to literal addresses only, not to ${address}`;
  const version = family === 4 ? 'ipv4' : 'ipv6';
  const kind = REFUSED.find(({ list }) => list.check(address, version))?.kind;
  if (kind !== undefined) return `the probe does not connect to ${address}, ${kind}`;
  if (family === 4) return undefined;
  if (IPV4_INSIDE.check(address, version)) return `the probe does not connect to ${address}, a form of an IPv4 address`;
  if (UNICAST_V6.check(address, version)) return undefined;
  return `the probe does not connect to ${address}, neither a global nor a unique local address`;
}

/** IANA's registries of special-purpose addresses. The first kind that matches is shown. */
const REFUSED = [
  of('a loopback address', '127.0.0.0/8', '::1/128'),
  of('an unspecified address', '0.0.0.0/8', '::/128'),
  // EC2 user guide: instance metadata at 169.254.169.254 and fd00:ec2::254; DNS, time and credentials are neighbours.
  of('an address of AWS services on the machine itself', '169.254.169.0/24', '169.254.170.0/24', 'fd00:ec2::/32'),
  of('a link-local address', '169.254.0.0/16', 'fe80::/10'),
  of('a multicast address', '224.0.0.0/4', 'ff00::/8'),
  of('the broadcast address', '255.255.255.255/32'),
  of('a reserved address', '240.0.0.0/4'),
];

/**
 * IPv4-mapped and IPv4-compatible (RFC 4291), IPv4-translated (RFC 2765), NAT64 (RFC 6052, RFC 8215), 6to4 (RFC 3056)
 * and Teredo (RFC 4380). It is not asked about IPv4: Node.js finds every IPv4 address among the mapped ones.
 */
const IPV4_INSIDE = listOf(
  ...['::/96', '::ffff:0:0/96', '::ffff:0:0:0/96', '64:ff9b::/96', '64:ff9b:1::/48', '2002::/16', '2001::/32'],
);

const UNICAST_V6 = listOf('2000::/3', 'fc00::/7');

function of(kind: string, ...ranges: string[]): { kind: string; list: BlockList } {
  return { kind, list: listOf(...ranges) };
}

function listOf(...ranges: string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', prefix] = range.split('/');
    list.addSubnet(network, Number(prefix), isIP(network) === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
}
