import { describe, expect, test } from 'vitest';
import { probe } from '../../src/probe/probe.ts';
import type { HostTarget } from '../../src/probe/probeRequest.ts';
import type { Resolve } from '../../src/probe/resolve.ts';
import { application, coded, freePort, network, probed, shown } from './given.ts';

const NAME = 'db.example.com';

describe('a host that should not be reachable', () => {
  test('is reachable when it accepts a connection, by name or by address', async () => {
    const { port } = await application();
    expect(await against({ port }, ['10.1.0.5'])).toBe(`ANSWERED: connected to db.example.com (10.1.0.5) port ${port}`);
    expect(await against({ port, host: '10.1.0.5' }, [])).toBe(`ANSWERED: connected to 10.1.0.5 port ${port}`);
    expect(await against({ port, host: 'fd12::5' }, [])).toBe(`ANSWERED: connected to fd12::5 port ${port}`);
  });

  test('is reachable when one of its addresses is, whatever the others do', async () => {
    const { port } = await application();
    const { dial } = network({ silent: ['10.1.0.5'], failing: { '10.1.0.6': 'EHOSTUNREACH' } });
    const addresses = ['10.1.0.5', '10.1.0.6', '10.1.0.7'];
    expect(await against({ port }, addresses, dial)).toBe(
      `ANSWERED: connected to db.example.com (10.1.0.7) port ${port}`,
    );
  });

  test('is not proved unreachable by a refusal, because somebody there sent it', async () => {
    const port = await freePort();
    const { dial } = network({ silent: ['10.1.0.6'] });
    expect(await against({ port }, ['10.1.0.6', '10.1.0.5'], dial)).toBe(
      `OTHERWISE: db.example.com (10.1.0.5) port ${port} can be reached, and refused the connection (ECONNREFUSED)`,
    );
  });

  test('is not proved unreachable by a trouble of the probe', async () => {
    const { dial } = network({ failing: { '10.1.0.5': 'EMFILE' } });
    expect(await against({}, ['10.1.0.5'], dial)).toBe(
      'OTHERWISE: db.example.com (10.1.0.5) port 5432: the connection failed (EMFILE)',
    );
  });

  test('is unreachable when nothing at any address answers within its time', async () => {
    const { dial, dialled } = network({ silent: ['10.1.0.5', '10.1.0.6'] });
    expect(await against({ timeoutMilliseconds: 100 }, ['10.1.0.5', '10.1.0.6'], dial)).toBe(
      'UNREACHED: no connection to db.example.com port 5432 within 0.1 s',
    );
    expect(dialled).toEqual(['10.1.0.5', '10.1.0.6']);
  });

  test('is unreachable when there is no way to any address', async () => {
    const { dial } = network({ failing: { '10.1.0.5': 'ENETUNREACH', '2600::5': 'EAFNOSUPPORT' } });
    expect(await against({}, ['10.1.0.5', '2600::5'], dial)).toBe(
      'UNREACHED: no connection to db.example.com port 5432 (ENETUNREACH, EAFNOSUPPORT)',
    );
  });

  test('is not proved unreachable when the time of all targets was over first', async () => {
    const { dial } = network({ silent: ['10.1.0.5'] });
    const targets: HostTarget[] = [{ id: 'db', kind: 'HOST', host: '10.1.0.5', port: 1, timeoutMilliseconds: 2000 }];
    const { results } = await probe({ budgetMilliseconds: 100, targets }, dial);
    expect(results.map(shown)).toEqual([
      'LATE: no connection to 10.1.0.5 port 1 before the time of all targets was over',
    ]);
  });
});

describe('the name of a host', () => {
  test('that does not exist is not reached, and the message says why', async () => {
    const resolve = async () => Promise.reject(coded('ENOTFOUND'));
    expect(await against({}, resolve)).toBe('UNREACHED: there is no name db.example.com (ENOTFOUND)');
  });

  test('proves nothing when the resolver has a trouble of its own', async () => {
    const resolve = async () => Promise.reject(coded('EAI_AGAIN'));
    expect(await against({}, resolve)).toBe('LATE: no answer whether there is a name db.example.com (EAI_AGAIN)');
  });

  test('without addresses is not reached', async () => {
    expect(await against({}, [])).toBe('UNREACHED: the name db.example.com has no address');
  });

  test('that takes more than half of the time to resolve is late: nothing was tried', async () => {
    const { dial, dialled } = network();
    const never: Resolve = () => new Promise(() => undefined);
    expect(await against({ timeoutMilliseconds: 100 }, never, dial)).toBe(
      'LATE: the name db.example.com did not resolve within 0.05 s',
    );
    expect(dialled).toEqual([]);
  });

  test.each([
    [
      ['169.254.169.254'],
      'the probe does not connect to 169.254.169.254, an address of AWS services on the machine itself',
    ],
    [['10.1.0.5', '::1'], 'the probe does not connect to ::1, a loopback address'],
    [['fe80::1%eth0'], 'the probe connects to literal addresses only, not to fe80::1%eth0'],
  ])('that resolves to %o is refused, and nothing is tried', async (addresses, message) => {
    const { dial, dialled } = network();
    expect(await against({}, addresses, dial)).toBe(`REFUSED: db.example.com: ${message}`);
    expect(dialled).toEqual([]);
  });

  test('with more addresses than the probe tries is refused', async () => {
    const addresses = Array.from({ length: 17 }, (_, n) => `10.1.0.${n + 1}`);
    expect(await against({}, addresses)).toBe(
      'REFUSED: the name db.example.com has 17 addresses; the probe tries at most 16',
    );
  });

  test('is resolved as the machine does it', async () => {
    const result = await probed({ id: 'me', kind: 'HOST', host: 'localhost', port: 1, timeoutMilliseconds: 5000 });
    expect(shown(result)).toMatch(
      /^REFUSED: localhost: the probe does not connect to (127\.0\.0\.1|::1), a loopback address$/,
    );
  });

  test.each(['127.0.0.1', '169.254.169.254', 'fd00:ec2::254'])('may be an address: %s is refused', async (host) => {
    expect(await against({ host }, [])).toMatch(new RegExp(`^REFUSED: the probe does not connect to ${host}, an? `));
  });
});

/** What the probe says of a host that resolves to these addresses. */
async function against(
  target: Partial<HostTarget>,
  addresses: string[] | Resolve,
  dial = network().dial,
): Promise<string> {
  const targets: HostTarget[] = [
    { id: 'db', kind: 'HOST', host: NAME, port: 5432, timeoutMilliseconds: 2000, ...target },
  ];
  const resolve = Array.isArray(addresses) ? async () => addresses : addresses;
  const { results } = await probe({ budgetMilliseconds: 5000, targets }, dial, resolve);
  return results.map(shown).join();
}
