import type { ServerOptions } from '../../../src/simulator/aws/drs/sourceServers.ts';
import { called, inPhase, startedDrill } from './apiCalls.ts';
import { hurrying } from './hurrying.ts';
import type { PageWorld } from './pageWorld.ts';

/** Drills in every state that a view shows differently, and everything else that has a view. */
export interface Estate {
  drills: Record<'passed' | 'failed' | 'rejected' | 'ready' | 'holding' | 'leaked', string>;
  /** Two versions. */
  plan: string;
  /** Of version 1 of the plan. */
  schedule: string;
}

/** The servers of the estate; the last one is never drilled. */
export const ESTATE_SERVERS: ServerOptions[] = [
  { hostname: 'shop-web-1' },
  { hostname: 'shop-web-2' },
  {
    hostname: 'reports-of-the-whole-group-in-one-machine-with-a-very-long-name.internal.corp.example.com',
    outcome: 'FAILS_CONVERSION',
    errorText: 'Conversion failed: the boot volume has no operating system that the conversion server knows',
  },
  { hostname: 'shop-db-1' },
  { hostname: 'shop-db-2' },
  { hostname: 'denied', tags: { 'drs-drill': 'deny' } },
  { hostname: 'protected', template: { disableApiTermination: true } },
  { hostname: 'never-drilled' },
];

/** Makes the estate over the API. The drill that holds holds for a day. */
export function makeEstate(world: PageWorld): Promise<Estate> {
  return hurrying(world.local, furnished(world));
}

async function furnished({ local: { apiUrl: api }, servers }: PageWorld): Promise<Estate> {
  const of = (...which: number[]) => ({ waves: which.map((index) => ({ sourceServerIds: [servers[index] ?? ''] })) });
  const plan = await savePlan(api, of(0, 1));
  const start = (terms: object) => startedDrill(api, { holdSeconds: 60, reason: 'quarterly rehearsal', ...terms });
  const [passed, failed, rejected, ready, holding, leaked] = await Promise.all([
    start({ waves: undefined, holdSeconds: undefined, plan, planVersion: 1 }),
    start(of(2)),
    start(of(5)),
    start({ ...of(7), dryRun: true }),
    start({ ...of(3, 4), holdSeconds: 43_200, checks: CHECKS, objectives: { recoveryTimeSeconds: 3600 } }),
    start(of(6)),
  ]);
  const ended = [passed, failed, rejected, ready].map((drillId) => inPhase(api, drillId, 'ENDED'));
  await Promise.all([
    saveSchedule(api, plan),
    setBlackout(api),
    moveLever(api),
    ...ended,
    inPhase(api, holding, 'HOLDING'),
  ]);
  for (const note of NOTES) await called(api, 'POST', `/v1/drills/${passed}/notes`, note, keyed());
  await leaking(api, leaked);
  return { drills: { passed, failed, rejected, ready, holding, leaked }, plan, schedule: 'nightly' };
}

const CHECKS = [
  { name: 'shop-ready', kind: 'HTTP', tls: false, attempts: 5 },
  { name: 'database-port', kind: 'TCP', port: 5432, required: false },
  { name: 'orders-work', kind: 'VERDICT' },
  { name: 'reports-work', kind: 'VERDICT', required: false },
];

const NOTES = [
  { kind: 'PARTICIPANT', text: 'led the drill', person: 'Ada Example', role: 'recovery manager' },
  { kind: 'LESSON', text: 'the runbook names the old database', trackerUrl: 'https://tracker.example.com/4711' },
  { kind: 'ATTESTATION', text: 'a good test', accepted: true },
];

function keyed(): Record<string, string> {
  return { 'idempotency-key': crypto.randomUUID() };
}

async function savePlan(api: string, body: object): Promise<string> {
  const name = 'web-shop';
  const first = { ...body, holdSeconds: 60, reason: 'the web shop', description: 'The web shop, without its reports' };
  await called(api, 'PUT', `/v1/plans/${name}`, first, { ...keyed(), 'if-none-match': '*' });
  const second = { ...first, holdSeconds: 600, objectives: { recoveryTimeSeconds: 7200 } };
  await called(api, 'PUT', `/v1/plans/${name}`, second, { ...keyed(), 'if-match': '*' });
  return name;
}

async function saveSchedule(api: string, plan: string): Promise<void> {
  const endAt = await inDays(api, 300);
  const body = { plan, planVersion: 1, expression: 'cron(0 2 ? * 2-6 *)', timeZone: 'Europe/Berlin', endAt };
  await called(api, 'PUT', '/v1/schedules/nightly', body, { ...keyed(), 'if-none-match': '*' });
}

async function setBlackout(api: string): Promise<void> {
  const [from, to] = [await inDays(api, 20), await inDays(api, 25)];
  const { etag } = await read(api, '/v1/blackouts');
  const blackouts = [{ from, to, reason: 'closing of the year' }];
  await called(api, 'PUT', '/v1/blackouts', blackouts, { ...keyed(), 'if-match': etag });
}

async function moveLever(api: string): Promise<void> {
  const body = { state: 'OPEN', reason: 'after the storm' };
  await called(api, 'PUT', '/v1/lever', body, { ...keyed(), 'if-match': '*' });
}

/** What cannot be proved gone is a leak only after two hours. */
async function leaking(api: string, drillId: string): Promise<void> {
  for (;;) {
    const drill = await called<{ cleanup: string }>(api, 'GET', `/v1/drills/${drillId}`);
    if (drill.cleanup === 'LEAKED') return;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

async function inDays(api: string, days: number): Promise<string> {
  const { date } = await read(api, '/v1/lever');
  return new Date(Date.parse(date) + days * 86_400_000).toISOString();
}

async function read(api: string, path: string): Promise<{ etag: string; date: string }> {
  const { headers } = await fetch(`${api}${path}`);
  return { etag: headers.get('etag') ?? '*', date: headers.get('date') ?? '' };
}
