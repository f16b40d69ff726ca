import fc from 'fast-check';
import type { FunctionName } from '../../../src/doctor/parts.ts';
import { serverId } from '../../builders.ts';
import { payloadOf } from '../given.ts';
import { mutated } from './mutate.ts';
import { hostileJson, hostileText, notJson } from './values.ts';

/** Roughly how many of a hundred payloads go to each endpoint. */
export const SHARES = {
  ...{
    startDrill: 20,
    setLever: 8,
    releaseJob: 4,
    extendHold: 8,
    cancelDrill: 7,
    endHold: 4,
    giveVerdict: 6,
    acknowledgeLeak: 3,
    getDrill: 4,
    getJournal: 6,
    listDrills: 6,
  },
  ...{
    getLever: 3,
    drillRequested: 10,
    drsEvent: 6,
    ec2Event: 5,
    ssmEvent: 5,
    wake: 3,
    hardStop: 4,
    sweep: 1,
    guardSweep: 1,
    takeInventory: 1,
  },
  ...{
    listServers: 3,
    getServer: 3,
    listTrials: 4,
    listLeverMoves: 2,
    listFindings: 2,
    listStatistics: 5,
    listRegressions: 2,
  },
  ...{ putPlan: 8, deletePlan: 3, getPlan: 2, getPlanVersion: 2, listPlans: 2, listPlanVersions: 2 },
  ...{ getDrillRequest: 2 },
  ...{ sealEvidence: 3, sealOverdue: 1 },
  ...{ addNote: 6, getNotes: 2, getReport: 3, getDifference: 2, linkEvidence: 3, getEvidenceKey: 1 },
  ...{ putSchedule: 8, deleteSchedule: 3, getSchedule: 2, listSchedules: 2, getBlackouts: 1, setBlackouts: 5 },
  ...{ runSchedule: 5, reconcile: 1 },
  ...{ performCheck: 5, performEffect: 5, stream: 6 },
} satisfies Record<Exclude<FunctionName, NotAttacked>, number>;

/**
 * The first five take at most a path from their event. The records of `publish` are not mutated here. Only performCheck
 * invokes the probe; test/probe attacks it.
 */
type NotAttacked = 'getOpenapi' | 'getSettings' | 'getPlanSchema' | 'unknownRoute' | 'heartbeat' | 'publish' | 'probe';

export type Endpoint = keyof typeof SHARES;

/** The body of the plan that is there. */
export const PLAN_BODY = { waves: [{ sourceServerIds: [serverId(6)] }], holdSeconds: 600, reason: 'rehearsal' };

/** The effect of the record that must get through, whatever else its batch holds. */
export const SENTINEL = 'sentinel';

/** Hostile payloads for a handler, each as the JSON that its function is invoked with. */
export async function payloadsFor(endpoint: Endpoint): Promise<fc.Arbitrary<string>> {
  const template = JSON.parse(
    JSON.stringify(await payloadOf(endpoint)).replaceAll('s-00000000000000001', 's-00000000000000005'),
  );
  if (endpoint === 'startDrill') return fc.oneof({ weight: 9, arbitrary: starts(template) }, noise);
  // Plan and schedule are there already, so that creating them would always be refused.
  if (endpoint === 'putPlan' || endpoint === 'putSchedule')
    template.headers = { ...template.headers, 'if-none-match': undefined, 'if-match': '*' };
  if ('requestContext' in template) return fc.oneof({ weight: 9, arbitrary: requests(template) }, noise);
  const kept = await payloadOf(endpoint);
  if (isBatch(endpoint)) return batches(endpoint, kept);
  if (endpoint === 'drillRequested') return fc.oneof({ weight: 9, arbitrary: events(kept) }, noise);
  return fc.oneof({ weight: 9, arbitrary: mutated(kept) }, noise);
}

/** Whether the endpoint gets several records at once, of which each may fail by itself. */
export function isBatch(endpoint: Endpoint): boolean {
  return endpoint === 'performCheck' || endpoint === 'performEffect' || endpoint === 'stream';
}

/** Starts with the servers in their body, and starts from the plan that is there. */
function starts(template: Request): fc.Arbitrary<string> {
  const overrides = { reason: 'change 4711', holdSeconds: 60, tags: { CostCentre: '7' }, changeReference: '4711' };
  const fromPlan = { plan: 'web-shop', planVersion: 1, ...overrides };
  const ofPlan = mutated(fromPlan).map((body) => JSON.stringify({ ...template, body }));
  return fc.oneof({ weight: 3, arbitrary: requests(template) }, { weight: 1, arbitrary: ofPlan });
}

/**
 * Events with a hostile envelope or key, alongside those with a hostile body: these values become ids, names and lines.
 */
function events(template: Record<string, unknown>): fc.Arbitrary<string> {
  const around = fc.tuple(fc.constantFrom('id', 'source', 'account', 'region', 'resources', 'time'), hostileJson);
  const withKey = (json: string) => `{${JSON.stringify(template['detail']).slice(1, -1)},"idempotencyKey":${json}}`;
  const withMember = ([name, json]: [string, string]) =>
    JSON.stringify({ ...template, [name]: '@hostile@' }).replace('"@hostile@"', () => json);
  return fc.oneof(
    { weight: 3, arbitrary: around.map(withMember) },
    { weight: 2, arbitrary: hostileJson.map((json) => withMember(['detail', withKey(json)])) },
    { weight: 5, arbitrary: mutated(template) },
  );
}

const noise: fc.Arbitrary<string> = fc.oneof(hostileJson, fc.json());

interface Request {
  pathParameters?: Record<string, string>;
  queryStringParameters?: Record<string, string>;
  body?: string;
  headers: Record<string, string>;
  requestContext: object;
}

/** Requests with one hostile part: their body, its text, a parameter, a header, the caller, or the envelope. */
function requests(template: Request): fc.Arbitrary<string> {
  const requested: unknown = template.body === undefined ? { reason: 'x' } : JSON.parse(template.body);
  const withBody = (body: string, isBase64Encoded: boolean) =>
    JSON.stringify({
      ...template,
      body: isBase64Encoded ? Buffer.from(body).toString('base64') : body,
      isBase64Encoded,
    });
  return fc.oneof(
    {
      weight: 12,
      arbitrary: fc.tuple(mutated(requested), fc.boolean()).map(([body, encoded]) => withBody(body, encoded)),
    },
    { weight: 2, arbitrary: fc.tuple(notJson, fc.boolean()).map(([body, encoded]) => withBody(body, encoded)) },
    { weight: 1, arbitrary: hostileText.map((body) => JSON.stringify({ ...template, body, isBase64Encoded: true })) },
    {
      weight: 4,
      arbitrary: fc.tuple(parameter, hostileText).map(([name, text]) => withParameter(template, name, text)),
    },
    { weight: 2, arbitrary: fc.tuple(header, hostileText).map(([name, text]) => withHeader(template, name, text)) },
    { weight: 2, arbitrary: hostileJson.map((json) => withCaller(template, json)) },
    { weight: 5, arbitrary: mutated(template) },
  );
}

const parameter = fc.constantFrom(
  ...[
    'drillId',
    'sourceServerId',
    'limit',
    'cursor',
    'fromSeq',
    'region',
    'from',
    'to',
    'by',
    'key',
    'name',
    'version',
  ],
  '__proto__',
);
const header = fc.constantFrom(
  'idempotency-key',
  'if-match',
  'if-none-match',
  'content-type',
  'content-length',
  '__proto__',
);

function withParameter(template: Request, name: string, text: string): string {
  const isInPath = ['drillId', 'sourceServerId', 'name', 'version'].includes(name);
  const part = isInPath
    ? { pathParameters: { ...template.pathParameters, [name]: text } }
    : { queryStringParameters: { ...template.queryStringParameters, [name]: text } };
  return JSON.stringify({ ...template, ...part });
}

function withHeader(template: Request, name: string, text: string): string {
  const headers = Object.fromEntries([...Object.entries(template.headers), [name, text]]);
  return JSON.stringify({ ...template, headers });
}

function withCaller(template: Request, json: string): string {
  const shapes = ['@', '{"iam":@}', '{"iam":{"userArn":@}}', '{"jwt":@}', '{"jwt":{"claims":{"iss":@,"sub":@}}}'];
  const shape = shapes[json.length % shapes.length] ?? '@';
  const authorizer = shape.replaceAll('@', () => json);
  const requestContext = { ...template.requestContext, authorizer: '@caller@' };
  return JSON.stringify({ ...template, requestContext }).replace('"@caller@"', () => authorizer);
}

/** Batches with a sound record among hostile ones. */
function batches(endpoint: Endpoint, template: Record<string, unknown>): fc.Arbitrary<string> {
  const [sound, ...others] = template['Records'] as Record<string, unknown>[];
  const sentinel = JSON.stringify(sound)
    .replace(/e1(?=\\?")/g, SENTINEL)
    .replace(/059f36b4|6c2a01d7|c81e728d/g, SENTINEL);
  const hostile = fc.oneof(
    { weight: 6, arbitrary: fc.oneof(...[sound, ...others].map(mutated)) },
    {
      weight: 3,
      arbitrary: fc
        .oneof(hostileJson, notJson, mutated({ drillId: 'd-000000000000000000000001', effectId: 'e9' }))
        .map((body) => JSON.stringify({ ...sound, messageId: 'odd', body })),
    },
    { weight: 1, arbitrary: noise },
  );
  const records = fc.tuple(fc.array(hostile, { maxLength: 2 }), fc.array(hostile, { maxLength: 2 }));
  const among = records.map(([before, after]) => `{"Records":[${[...before, sentinel, ...after].join(',')}]}`);
  return fc.oneof(
    { weight: 9, arbitrary: among },
    { weight: 1, arbitrary: endpoint === 'stream' ? noise : mutated(template) },
  );
}
