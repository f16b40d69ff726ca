import {
  DescribeJobsCommand,
  DescribeSourceServersCommand,
  DrsClient,
  StartRecoveryCommand,
} from '@aws-sdk/client-drs';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DrillView } from '../../../src/api/views/drillView.ts';
import { type LocalWorld, startLocalWorld } from '../../../src/simulator/local/localWorld.ts';

let local: LocalWorld;
let servers: string[];
const errors: string[] = [];

beforeAll(async () => {
  const log = { info: () => undefined, error: (message: string) => void errors.push(message) };
  const parameters = { eventRequests: 'com.example' };
  local = await startLocalWorld({ apiPort: 0, awsPort: 0, speed: 200, seed: 1, folder: undefined, parameters, log });
  servers = local.world.addServers(local.site, 3);
}, 30_000);
afterAll(async () => {
  await local.stop();
});

function api(method: string, path: string, more: RequestInit = {}): Promise<Response> {
  return fetch(`${local.apiUrl}${path}`, { method, headers: { 'content-type': 'application/json' }, ...more });
}

async function until<Value>(look: () => Promise<Value | undefined>): Promise<Value> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('an unsigned call on loopback has the principal local', async () => {
  const waves = [{ sourceServerIds: [servers[0]] }];
  const answer = await api('POST', '/v1/drills', { body: JSON.stringify({ waves, holdSeconds: 60, reason: 'test' }) });
  expect(answer.status).toBe(202);
  expect(await answer.json()).toMatchObject({ requestedBy: 'local' });
});

test('a drill that is cancelled while it launches ends clean', { timeout: 60_000 }, async () => {
  const waves = [{ sourceServerIds: [servers[1]] }];
  const args = await api('POST', '/v1/drills', { body: JSON.stringify({ waves, holdSeconds: 600, reason: 'test' }) });
  const path = args.headers.get('location') ?? '';
  const once = (isSo: (view: DrillView) => boolean) => async () => {
    const view = (await (await api('GET', path)).json()) as DrillView;
    return isSo(view) ? view : undefined;
  };
  await until(once((view) => view.servers[0]?.jobId !== null));
  const headers = { 'content-type': 'application/json', 'if-match': '*' };
  expect((await api('POST', `${path}/cancel`, { headers, body: '{"reason":"enough"}' })).status).toBe(202);
  const ended = await until(once((view) => view.phase === 'ENDED'));
  expect(ended).toMatchObject({ outcome: 'CANCELLED', cleanup: 'CLEAN', world: 'SIMULATED', evidenceLevel: null });
  expect(local.world.liveInstances().filter((one) => one.sourceServerId === servers[1])).toEqual([]);
});

test('no request, event or tag can mark a drill here as REAL', {
  timeout: 60_000,
}, async () => {
  // given
  const server = local.world.addServers(local.site, 1);
  const args = { waves: [{ sourceServerIds: server }], holdSeconds: 60, reason: 'quite real' };
  // when
  const refused = await api('POST', '/v1/drills', { body: JSON.stringify({ ...args, world: 'REAL' }) });
  const client = new EventBridgeClient({ endpoint: local.awsUrl });
  const Detail = JSON.stringify({ ...args, reason: 'real by event', world: 'REAL' });
  const entry = { Source: 'com.example', DetailType: 'Drill Requested', Detail, EventBusName: 'drs-drill-dev' };
  await client.send(new PutEventsCommand({ Entries: [entry] }));
  const headers = { 'content-type': 'application/json', 'x-drill-world': 'REAL' };
  const body = JSON.stringify({ ...args, tags: { World: 'REAL' } });
  const accepted = await api('POST', '/v1/drills', { headers, body });
  // then
  expect(refused.status).toBe(400);
  const path = accepted.headers.get('location') ?? '';
  const ended = await until(async () => {
    const view = (await (await api('GET', path)).json()) as DrillView;
    return view.phase === 'ENDED' ? view : undefined;
  });
  expect(ended).toMatchObject({ outcome: 'PASSED', world: 'SIMULATED', evidenceLevel: 'BOOTED' });
  const { drills } = (await (await api('GET', '/v1/drills')).json()) as { drills: { reason: string }[] };
  expect(drills.filter(({ reason }) => reason === 'real by event')).toEqual([]);
  // here, where everything is simulated, it counts and is marked as simulated
  const line = await until(async () => {
    const seen = await (await api('GET', `/v1/servers/${server[0]}?evidence=BOOTED`)).json();
    return (seen as { lastPassed?: object | null }).lastPassed ? (seen as object) : undefined;
  });
  expect(line).toMatchObject({ lastPassed: { world: 'SIMULATED', evidenceLevel: 'BOOTED' } });
  const statistics = await (await api('GET', `/v1/statistics?by=server&key=${server[0]}`)).json();
  expect(statistics).toMatchObject({ statistics: [{ world: 'SIMULATED', passed: 1, drills: { leftOut: 0 } }] });
});

test('an event on the deployment’s own bus starts a drill', { timeout: 30_000 }, async () => {
  const client = new EventBridgeClient({ endpoint: local.awsUrl });
  const detail = { waves: [{ sourceServerIds: ['s-00000000000000000'] }], holdSeconds: 60, reason: 'by event' };
  const entry = { Source: 'com.example', DetailType: 'Drill Requested', Detail: JSON.stringify(detail) };
  await client.send(new PutEventsCommand({ Entries: [{ ...entry, EventBusName: 'drs-drill-dev' }, entry] }));
  const drills = await until(async () => {
    const list = (await (await api('GET', '/v1/drills')).json()) as { drills: { reason: string; outcome: string }[] };
    const found = list.drills.filter((one) => one.reason === 'by event' && one.outcome !== null);
    return found.length > 0 ? found : undefined;
  });
  expect(drills).toMatchObject([{ outcome: 'REJECTED', requestedBy: '111122223333/com.example' }]);
});

test('an unmodified SDK client lists servers, starts its own drill and describes its job', async () => {
  const client = new DrsClient({ endpoint: local.awsUrl });
  const { items = [] } = await client.send(new DescribeSourceServersCommand({ filters: {} }));
  expect(items.map((item) => item.sourceServerID)).toEqual(expect.arrayContaining(servers));
  const sourceServers = [{ sourceServerID: servers[2] }];
  const { job } = await client.send(new StartRecoveryCommand({ sourceServers, isDrill: true }));
  const jobs = await client.send(new DescribeJobsCommand({ filters: { jobIDs: [job?.jobID ?? ''] } }));
  expect(jobs.items).toMatchObject([{ jobID: job?.jobID, initiatedBy: 'START_DRILL' }]);
});

test.each([
  ['an unknown path', '/v1/nothing', {}, 404],
  ['a signature that cannot be verified', '/v1/drills', { authorization: 'AWS4-HMAC-SHA256 Credential=x' }, 403],
  ['a page of another origin', '/v1/drills', { origin: 'https://evil.example' }, 403],
])('the API refuses %s', async (_what, path, headers, status) => {
  expect((await api('GET', path, { headers })).status).toBe(status);
});

test('the only error logged is the refusal of the invalid drill event', () => {
  expect(errors).toEqual(['a requested drill was refused']);
});
