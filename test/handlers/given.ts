import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createDrs } from '../../src/aws/drs.ts';
import { createEc2 } from '../../src/aws/ec2.ts';
import { createBundles } from '../../src/aws/evidence/bundles.ts';
import { createSigner } from '../../src/aws/evidence/signer.ts';
import { createPriceList } from '../../src/aws/priceList.ts';
import { createQuotas } from '../../src/aws/quotas.ts';
import type { Schedule } from '../../src/drill/schedules/schedule.ts';
import type { Prices } from '../../src/flow/ports.ts';
import { type AllPorts, usePorts } from '../../src/handlers/wiring/wiring.ts';
import { createClients } from '../../src/simulator/aws/inProcessClients.ts';
import { createOtherWorld, type OtherWorld } from '../../src/simulator/aws/simulatedAws.ts';
import { createMemoryTable, type MemoryTable } from '../../src/simulator/memory/memoryTable.ts';
import { aDrill, aSave, OWNER, START, serverId } from '../builders.ts';
import { type Answer, insistDocumented } from './contract/documented.ts';

export const SITE = { accountId: '111122223333', region: 'eu-west-1' };
/** The drill in the files of events/. */
export const DRILL_ID = 'd-000000000000000000000001';
export const PROJECT = join(import.meta.dirname, '..', '..');

export interface Given {
  table: MemoryTable;
  aws: OtherWorld;
  sent: { message: { drillId: string; effectId: string }; delaySeconds: number }[];
  logged: string[];
  /** What was published on the bus, and the subjects of the notices. */
  published: { type: string; detail: Record<string, unknown> }[];
  noticed: string[];
  /** The copies of schedules in EventBridge Scheduler, and the start of each. */
  copies: Map<string, { schedule: Schedule; startAt: number | null }>;
}

/** The functions on a table in memory and a simulated AWS, with a clock that stands still. */
export function givenPorts(parts: Partial<AllPorts> = {}): Given {
  const aws = createOtherWorld({ seed: 1, now: START });
  const clients = createClients(aws, SITE);
  const table = createMemoryTable({ now: () => START, onChange: () => undefined, owner: OWNER });
  const sent: Given['sent'] = [];
  const published: Given['published'] = [];
  const noticed: string[] = [];
  const logged: string[] = [];
  const copies: Given['copies'] = new Map();
  let count = 0;
  usePorts({
    ...table.ports,
    clock: { now: () => START, pause: async () => undefined },
    ids: { next: () => String(++count).padStart(24, '0'), random: () => 0.5 },
    log: { info: (message) => logged.push(message), error: (message) => logged.push(message) },
    drs: createDrs({ clientFor: () => clients.drs, actingClientFor: () => clients.drs }),
    ec2: createEc2({ clientFor: () => clients.ec2 }),
    quotas: createQuotas({ clientFor: () => clients.quotas }),
    prices: keptPrices(),
    priceList: createPriceList({ clientFor: () => clients.pricing }),
    bundles: createBundles({
      client: clients.s3,
      bucket: 'evidence',
      link: async (name) => `https://s3.invalid/${name}`,
      clock: { now: () => START },
      retention: null,
    }),
    signer: createSigner({ client: clients.kms, keyId: 'alias/evidence' }),
    schedules: { create: async () => undefined },
    scheduleCopies: copiesIn(copies),
    worlds: { drilled: () => 'REAL', home: () => 'REAL' },
    queue: { send: async (message, delaySeconds) => void sent.push({ message, delaySeconds }) },
    bus: { publish: async (events) => void published.push(...events) },
    notices: { send: async ({ subject }) => void noticed.push(subject) },
    ...parts,
  });
  Object.assign(process.env, {
    STAGE: 'test',
    POWERTOOLS_METRICS_DISABLED: 'true',
    TABLE_NAME: 'test',
    ACCOUNT_ID: SITE.accountId,
    AWS_REGION: SITE.region,
    DRILL_SUBNETS: '*',
    EVENT_REQUESTS: 'com.example.calendar',
  });
  return { table, aws, sent, logged, published, noticed, copies };
}

/** EventBridge Scheduler, as far as schedules of plans need it. */
function copiesIn(copies: Given['copies']): AllPorts['scheduleCopies'] {
  return {
    put: async (schedule, startAt) => void copies.set(schedule.name, { schedule, startAt }),
    isSame: async (schedule) => copies.get(schedule.name)?.schedule.generation === schedule.generation,
    remove: async (name) => void copies.delete(name),
    names: async () => [...copies.keys()],
  };
}

/** The schedule in the files of events/, with its plan. */
export async function givenSchedule(body: Record<string, unknown> = {}): Promise<Answer> {
  await givenPlan();
  const payload = await payloadOf('putSchedule');
  return through('putSchedule', {
    ...payload,
    body: JSON.stringify({ ...JSON.parse(String(payload['body'])), ...body }),
  });
}

/** The table's prices. */
function keptPrices(): Prices {
  const kept = new Map<string, Parameters<Prices['save']>[0]>();
  return { load: async (region) => kept.get(region), save: async (list) => void kept.set(list.region, list) };
}

/** The drill in the files of events/, holding, with one instance of its own. */
export async function givenDrill(
  { table }: Given,
  more: Parameters<typeof aDrill>[0] = {},
  save: Parameters<typeof aSave>[1] = {},
): Promise<void> {
  const drill = aDrill({
    drillId: DRILL_ID,
    owner: OWNER,
    site: SITE,
    phase: 'HOLDING',
    cleanup: 'PENDING',
    uninspected: [],
    jobsInspected: true,
    world: 'REAL',
    claimed: true,
    holdUntil: START + 3_600_000,
    hardStop: { n: 1, at: START + 12 * 3_600_000 },
    hardStopCount: 1,
    waves: [{ state: 'LAUNCHED' }],
    checks: [{ name: 'login-works', kind: 'VERDICT', required: false, state: 'RUNNING' }],
    launches: [
      { wave: 0, state: 'COMPLETED', attempts: 1, jobId: 'drsjob-04ca7d0d3fb6afa3e', createdAt: START - 600_000 },
    ],
    servers: {
      [serverId(1)]: {
        wave: 0,
        launch: 0,
        result: 'LAUNCHED',
        instanceId: 'i-0123456789abcdef0',
        verified: 'STATUS_CHECKS',
        verifiedAt: START,
      },
    },
    ...more,
  });
  const claims = { [DRILL_ID]: [serverId(1)] };
  const record = { schema: 2 as const, ...SITE, claims, reserved: {}, waiting: [] };
  const instances = [{ sourceServerId: serverId(1), instanceId: 'i-0123456789abcdef0', volumeIds: ['vol-1'] }];
  const requested = [{ effectId: 'e1', delaySeconds: 0, effect: { kind: 'Wake' as const } }];
  await table.ports.drills.save(aSave(drill, { site: { record, readVersion: 0 }, instances, requested, ...save }));
}

/** The plan in the files of events/, as its first version. */
export async function givenPlan(): Promise<Answer> {
  return through('putPlan', await payloadOf('putPlan'));
}

/** A payload of events/, as its handler gets it. */
export async function payloadOf(endpoint: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(join(PROJECT, 'events', `${endpoint}.json`), 'utf8'));
}

/** Sends a payload to a handler. The response of an HTTP handler must be in the document of the API, in every test. */
export async function through(endpoint: string, payload: unknown): Promise<Answer> {
  const room = ['http', 'evidence', 'plans', 'schedules'].find((one) =>
    existsSync(join(PROJECT, `src/handlers/${one}/${endpoint}.ts`)),
  );
  const { handler } = await import(`../../src/handlers/${room ?? 'events'}/${endpoint}.ts`);
  const answer = await handler(payload, { awsRequestId: 'request-1', getRemainingTimeInMillis: () => 20_000 });
  if (typeof answer?.statusCode === 'number') insistDocumented(endpoint, answer);
  return answer;
}
