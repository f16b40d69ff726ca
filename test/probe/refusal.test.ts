import { BlockList } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { refusalOf } from '../../src/probe/refusal.ts';
import { application, httpTarget, network, probed, shown } from './given.ts';

const LITERAL = 'the probe connects to literal addresses only, not to';
const NOT = 'the probe does not connect to';
const SERVICES = 'an address of AWS services on the machine itself';
const FORM = 'a form of an IPv4 address';
const OTHER = 'neither a global nor a unique local address';

/** Every address that the probe refuses, and why. */
const REFUSED: [string, string][] = [
  ['127.0.0.1', `${NOT} 127.0.0.1, a loopback address`],
  ['127.255.255.254', `${NOT} 127.255.255.254, a loopback address`],
  ['::1', `${NOT} ::1, a loopback address`],
  ['0:0:0:0:0:0:0:1', `${NOT} 0:0:0:0:0:0:0:1, a loopback address`],
  ['::ffff:127.0.0.1', `${NOT} ::ffff:127.0.0.1, a loopback address`],
  ['0.0.0.0', `${NOT} 0.0.0.0, an unspecified address`],
  ['0.1.2.3', `${NOT} 0.1.2.3, an unspecified address`],
  ['::', `${NOT} ::, an unspecified address`],
  ['169.254.169.254', `${NOT} 169.254.169.254, ${SERVICES}`],
  ['169.254.170.2', `${NOT} 169.254.170.2, ${SERVICES}`],
  ['169.254.1.1', `${NOT} 169.254.1.1, a link-local address`],
  ['fd00:ec2::254', `${NOT} fd00:ec2::254, ${SERVICES}`],
  ['fd00:ec2::23', `${NOT} fd00:ec2::23, ${SERVICES}`],
  ['FD00:0EC2:0:0::253', `${NOT} FD00:0EC2:0:0::253, ${SERVICES}`],
  ['::ffff:169.254.169.254', `${NOT} ::ffff:169.254.169.254, ${SERVICES}`],
  ['::ffff:a9fe:a9fe', `${NOT} ::ffff:a9fe:a9fe, ${SERVICES}`],
  ['fe80::1', `${NOT} fe80::1, a link-local address`],
  ['fe80::1%eth0', `${LITERAL} fe80::1%eth0`],
  ['fd12::1%eth0', `${LITERAL} fd12::1%eth0`],
  ['224.0.0.1', `${NOT} 224.0.0.1, a multicast address`],
  ['239.255.255.250', `${NOT} 239.255.255.250, a multicast address`],
  ['ff02::1', `${NOT} ff02::1, a multicast address`],
  ['255.255.255.255', `${NOT} 255.255.255.255, the broadcast address`],
  ['240.0.0.1', `${NOT} 240.0.0.1, a reserved address`],
  ['::ffff:10.0.0.5', `${NOT} ::ffff:10.0.0.5, ${FORM}`],
  ['::10.0.0.5', `${NOT} ::10.0.0.5, ${FORM}`],
  ['::127.0.0.1', `${NOT} ::127.0.0.1, ${FORM}`],
  ['::ffff:0:a9fe:a9fe', `${NOT} ::ffff:0:a9fe:a9fe, ${FORM}`],
  ['64:ff9b::a9fe:a9fe', `${NOT} 64:ff9b::a9fe:a9fe, ${FORM}`],
  ['64:ff9b:1::7f00:1', `${NOT} 64:ff9b:1::7f00:1, ${FORM}`],
  ['2002:7f00:1::', `${NOT} 2002:7f00:1::, ${FORM}`],
  ['2001:0:a9fe:a9fe::1', `${NOT} 2001:0:a9fe:a9fe::1, ${FORM}`],
  ['fec0::1', `${NOT} fec0::1, ${OTHER}`],
  ['100::1', `${NOT} 100::1, ${OTHER}`],
  ['4000::1', `${NOT} 4000::1, ${OTHER}`],
  ['shop.example.com', `${LITERAL} shop.example.com`],
  ['localhost', `${LITERAL} localhost`],
  ['127.1', `${LITERAL} 127.1`],
  ['0x7f.0.0.1', `${LITERAL} 0x7f.0.0.1`],
  ['010.0.0.1', `${LITERAL} 010.0.0.1`],
  ['2130706433', `${LITERAL} 2130706433`],
  ['10.0.0.5:80', `${LITERAL} 10.0.0.5:80`],
  ['[fd12::5]', `${LITERAL} [fd12::5]`],
  ['10.0.0.5 ', `${LITERAL} 10.0.0.5 `],
  ['', `${LITERAL} `],
];

describe('the probe refuses an address', () => {
  test.each(REFUSED)('%s, and connects to nothing', async (address, message) => {
    const secret = await application();
    const { dial, dialled } = network();
    const time = { timeoutMilliseconds: 1000, port: secret.port };
    expect(shown(await probed(httpTarget({ address, port: secret.port }), dial))).toBe(`REFUSED: ${message}`);
    expect(shown(await probed({ id: 'db', kind: 'TCP', address, ...time }, dial))).toBe(`REFUSED: ${message}`);
    expect([dialled, secret.seen()]).toEqual([[], 0]);
  });

  test('in a plain sentence, whatever stands in its place', async () => {
    const result = await probed(httpTarget({ address: '\u001b[2J\u202e10.0.0.5', port: 80 }));
    expect(shown(result)).toBe(`REFUSED: ${LITERAL} \ufffd[2J\ufffd10.0.0.5`);
    const long = await probed(httpTarget({ address: 'x'.repeat(1000), port: 80 }));
    expect(long.message).toHaveLength(300);
  });

  test('whatever the host is said to be', async () => {
    const { dial, dialled } = network();
    const target = httpTarget({ address: '169.254.169.254', host: 'shop.example.com', port: 80, statuses: [200, 401] });
    expect((await probed(target, dial)).result).toBe('REFUSED');
    expect(dialled).toEqual([]);
  });
});

describe('the probe connects to an address', () => {
  test.each([
    ['10.0.0.5', 'private (RFC 1918)'],
    ['172.31.0.5', 'private (RFC 1918)'],
    ['192.168.1.5', 'private (RFC 1918)'],
    ['100.64.0.5', 'shared (RFC 6598)'],
    ['52.95.110.1', 'a public range in a VPC'],
    ['fd12:3456::5', 'unique local'],
    ['2600:1f18::5', 'global, as instances have them'],
  ])('%s: %s', (address) => {
    expect(refusalOf(address)).toBeUndefined();
  });
});

describe('of all addresses', () => {
  test('the IPv4 addresses that it connects to are the unicast ones of other machines', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        const [first = 0, second] = address.split('.').map(Number);
        const isOwn = first === 0 || first === 127 || (first === 169 && second === 254);
        expect(refusalOf(address) !== undefined).toBe(isOwn || first >= 224);
      }),
      { numRuns: 2000 },
    );
  });

  test('no way to write an IPv4 address as an IPv6 one passes', () => {
    const prefixes = ['::', '::ffff:', '0:0:0:0:0:ffff:', '::ffff:0:', '64:ff9b::', '64:ff9b:1::'];
    fc.assert(
      fc.property(fc.constantFrom(...prefixes), fc.ipV4(), fc.boolean(), (prefix, address, isHex) => {
        const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
        const hex = `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
        const mapped = `${prefix}${isHex ? hex : address}`;
        expect(refusalOf(mapped)).toMatch(/^the probe does not connect to \S+, /);
        expect(refusalOf(`2002:${hex}::1`)).toMatch(/a form of an IPv4 address$/);
      }),
      { numRuns: 2000 },
    );
  });

  test('the IPv6 addresses that it connects to are global or unique local, however they are written', () => {
    const allowed = new BlockList();
    allowed.addSubnet('2000::', 3, 'ipv6');
    allowed.addSubnet('fc00::', 7, 'ipv6');
    fc.assert(
      fc.property(fc.ipV6(), fc.constantFrom('upper', 'lower'), (address, letters) => {
        const written = letters === 'upper' ? address.toUpperCase() : address.toLowerCase();
        if (refusalOf(written) === undefined) expect(allowed.check(address, 'ipv6')).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
