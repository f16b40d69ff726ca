import { expect, test } from 'vitest';
import { withServerIds } from '../../src/cli/drillServers.ts';
import type { Session } from '../../src/cli/http/session.ts';
import { serverId } from '../builders.ts';

const A = serverId(1);
const requested: string[] = [];

/** An API with one server per Region, called web-1. */
const session = {
  get: async (path: string, query: Record<string, unknown> = {}) => {
    requested.push(JSON.stringify([path, query]));
    return { body: { servers: [{ sourceServerId: A, hostname: 'web-1', removedAt: null }] }, cursor: undefined };
  },
} as unknown as Session;

test('a host name in a file is resolved in the Region of the file', async () => {
  const body = {
    region: 'us-west-2',
    waves: [{ sourceServerIds: ['web-1'] }],
    waivers: [{ check: 'lag', sourceServerId: 'web-1', reason: 'x' }],
    recoveryPoint: { type: 'ID', ids: { 'web-1': 'pit-1' } },
  };
  expect(await withServerIds(session, body)).toEqual({
    ...body,
    waves: [{ sourceServerIds: [A] }],
    waivers: [{ check: 'lag', sourceServerId: A, reason: 'x' }],
    recoveryPoint: { type: 'ID', ids: { [A]: 'pit-1' } },
  });
  expect(requested.join()).toContain('us-west-2');
});

test('a host name among the excluded servers is resolved, too', async () => {
  const wave = (exclude: string[]) => ({ waves: [{ servers: { tags: { Tier: ['app'] }, exclude } }] });
  expect(await withServerIds(session, wave(['web-1']))).toEqual(wave([A]));
});

test('two recovery points for one server are refused before anything is sent', async () => {
  const recoveryPoint = { type: 'ID', ids: { [A]: 'pit-1', 'web-1': 'pit-2' } };
  await expect(withServerIds(session, { recoveryPoint })).rejects.toThrow(`${A} has two recovery points`);
});

test('an invalid body is left for the API to refuse', async () => {
  const body = { waves: 'all', waivers: [7], recoveryPoint: null };
  expect(await withServerIds(session, body)).toEqual(body);
});

test('all unknown host names are reported', async () => {
  const body = { waves: [{ sourceServerIds: ['nosuch', 'web-1', 'other'] }] };
  await expect(withServerIds(session, body)).rejects.toThrow('no server is called nosuch or other');
});
