import { describe, expect, test } from 'vitest';
import { acceptedRequest } from '../../src/probe/acceptedRequest.ts';

const HTTP = {
  ...{ id: 'shop', kind: 'HTTP', address: '10.0.0.5', port: 443, tls: true, path: '/health' },
  ...{ statuses: [200], timeoutMilliseconds: 5000 },
};
const TCP = { id: 'db', kind: 'TCP', address: 'fd12::5', port: 5432, timeoutMilliseconds: 5000 };
const HOST = { id: 'production', kind: 'HOST', host: 'db.example.com', port: 5432, timeoutMilliseconds: 5000 };

describe('a request to the probe', () => {
  test('is accepted as it is', () => {
    const full = { ...HTTP, id: 'full', host: 'shop.example.com', verifyTls: false, bodyPattern: 'up' };
    const address = { ...HOST, id: 'address', host: '10.1.0.5' };
    const request = { budgetMilliseconds: 60_000, targets: [HTTP, TCP, HOST, full, address] };
    expect(acceptedRequest(request)).toBe(request);
  });

  test('may have an address of any kind: whether the probe connects to it is a result', () => {
    const request = { budgetMilliseconds: 1, targets: [{ ...HTTP, address: 'localhost' }] };
    expect(acceptedRequest(request)).toBe(request);
  });

  test.each<[unknown, string]>([
    [undefined, 'the request: must be an object'],
    [[], 'the request: must be an object'],
    [{ targets: [] }, 'budgetMilliseconds: must be a whole number from 1 to 900000'],
    [{ budgetMilliseconds: 0.5, targets: [] }, 'budgetMilliseconds: must be a whole number from 1 to 900000'],
    [{ budgetMilliseconds: 1 }, 'targets: must be a list of 0 to 50'],
    [{ budgetMilliseconds: 1, targets: Array(51).fill(TCP) }, 'targets: must be a list of 0 to 50'],
    [{ budgetMilliseconds: 1, targets: [], dial: 'x' }, 'dial: is not a member of it'],
    [{ budgetMilliseconds: 1, targets: [TCP, TCP] }, 'targets[1].id: must differ from those before it'],
  ])('%o is refused: %s', (request, message) => {
    expect(() => acceptedRequest(request)).toThrow(new Error(message));
  });

  test.each<[unknown, string]>([
    [null, ': must be an object'],
    [{ ...TCP, kind: 'UDP' }, '.kind: must be HTTP or TCP or HOST'],
    [{ ...TCP, kind: 'constructor' }, '.kind: must be HTTP or TCP or HOST'],
    [{ ...TCP, id: '' }, '.id: must be a text of 1 to 200 characters'],
    [{ ...TCP, port: 0 }, '.port: must be a whole number from 1 to 65535'],
    [{ ...TCP, port: '80' }, '.port: must be a whole number from 1 to 65535'],
    [{ ...TCP, timeoutMilliseconds: 1e9 }, '.timeoutMilliseconds: must be a whole number from 1 to 900000'],
    [{ ...TCP, address: 7 }, '.address: must be a text of at most 253 characters'],
    [{ ...TCP, path: '/' }, '.path: is not a member of it'],
    [{ ...HTTP, tls: 'yes' }, '.tls: must be true or false'],
    [{ ...HTTP, path: 'health' }, '.path: must be visible ASCII after a slash, at most 2,048 characters'],
    [{ ...HTTP, path: '/a b' }, '.path: must be visible ASCII after a slash, at most 2,048 characters'],
    [{ ...HTTP, path: '/\r\nhost: x' }, '.path: must be visible ASCII after a slash, at most 2,048 characters'],
    [{ ...HTTP, host: 'a\r\nb' }, '.host: must be a DNS name'],
    [{ ...HTTP, host: '10.0.0.5' }, '.host: must be a DNS name'],
    [{ ...HTTP, verifyTls: true }, '.verifyTls: must be false'],
    [{ ...HTTP, statuses: [] }, '.statuses: must be a list of 1 to 50'],
    [{ ...HTTP, statuses: [99] }, '.statuses[0]: must be a whole number from 200 to 599'],
    [{ ...HTTP, bodypattern: 'up' }, '.bodypattern: is not a member of it'],
    [{ ...HTTP, bodyPattern: '(' }, '.bodyPattern: error parsing regexp: missing closing ): `(`'],
    [{ ...HTTP, bodyPattern: 'x'.repeat(1001) }, '.bodyPattern: must be at most 1000 characters'],
    [{ ...HOST, host: 'http://x' }, '.host: must be a DNS name or an IP address'],
    [{ ...HOST, address: '10.0.0.5' }, '.address: is not a member of it'],
  ])('the target %o is refused: %s', (target, message) => {
    const request = { budgetMilliseconds: 1000, targets: [{ ...TCP, id: 'first' }, target] };
    expect(() => acceptedRequest(request)).toThrow(new Error(`targets[1]${message}`));
  });
});
