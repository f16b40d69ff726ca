import { randomUUID } from 'node:crypto';
import { DeleteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DrillView } from '../../src/api/views/drillView.ts';
import type { ServerOptions } from '../../src/simulator/aws/drs/sourceServers.ts';
import { tableRightsOf as rightsOnTable } from '../../src/simulator/dynamodb/tableRights.ts';
import { rightsOfFunctions } from '../../src/simulator/lambda/deployedRights.ts';
import { type LocalWorld, startLocalWorld } from '../../src/simulator/local/localWorld.ts';
import { allowedTo, at, generatedTemplate, listed, type Statement, type Template, textsIn } from '../house/template.ts';
import { type RecordedCall, recordCalls } from './recordedCalls.ts';

/** What Lambda does on behalf of a function, never the code (Lambda developer guide: execution role permissions). */
const DONE_BY_LAMBDA = new Set([
  'dynamodb:DescribeStream',
  'dynamodb:GetRecords',
  'dynamodb:GetShardIterator',
  'dynamodb:ListStreams',
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
  'sqs:ReceiveMessage',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
]);

/** Permissions that no drill below uses, and why they exist. */
const REASONS: Record<string, string> = {
  'iam:PassRole': 'CreateSchedule and DRS pass these roles; it is not called directly',
  'performEffect drs:ListLaunchActions': 'no server here has post-launch actions',
  'performEffect ec2:CreateFleet': 'no launch template here selects instance types by attributes',
  'performEffect ec2:DeleteTags': 'AWS grants it on launch templates tagged by DRS',
  'ForwardedKeys *': 'no volume here has a customer managed key',
  ...reasonFor(
    [
      'startDrill',
      'cancelDrill',
      'extendHold',
      'endHold',
      'giveVerdict',
      'acknowledgeLeak',
      'drillRequested',
      'sweep',
      'performCheck',
      'performEffect',
    ],
    {
      'dynamodb:DeleteItem': 'a save also removes the inbox entries that it has read; there were none here',
    },
  ),
  'performCheck drs:DescribeJobLogItems': 'reads when a real recovery ended, before a command; there is none here',
  'takeInventory dynamodb:DeleteItem': 'removes the finding of a server that leaves DRS; none does here',
  ...reasonFor(['acknowledgeLeak', 'sweep'], {
    'dynamodb:PutItem': 'no drill is leaked or overdue here; these advance one like every other handler',
    'dynamodb:UpdateItem': 'likewise',
    'dynamodb:GetItem': 'likewise',
    'dynamodb:Query': 'likewise',
  }),
  ...reasonFor(['reconcile'], {
    'scheduler:CreateSchedule': 'no copy of a schedule is missing here',
    'scheduler:UpdateSchedule': 'nor different',
    'scheduler:DeleteSchedule': 'nor left over',
    'dynamodb:GetItem': 'it notes that a server is overdue; none is here',
    'dynamodb:PutItem': 'likewise',
    'dynamodb:DeleteItem': 'and its finding is removed where it has none',
  }),
  'runSchedule dynamodb:DeleteItem': 'a save also removes the inbox entries that it has read; there were none here',
  'publish dynamodb:DeleteItem': 'removes an outdated finding or regression; there is none here',
  ...reasonFor(['hardStop', 'guardSweep'], {
    'drs:DescribeJobLogItems': 'checks whether a released real recovery has stopped logging; none is released here',
  }),
  ...reasonFor(['sealOverdue'], {
    's3:PutObject': 'it seals what sealEvidence could not; nothing is left here',
    's3:PutObjectRetention': 'likewise',
    's3:GetObject': 'likewise',
    'kms:Sign': 'likewise',
    'dynamodb:GetItem': 'likewise',
    'dynamodb:Query': 'likewise',
    'dynamodb:PutItem': 'likewise',
    'dynamodb:DeleteItem': 'likewise',
  }),
  'addNote dynamodb:GetItem': 'reads the note of its number when another function was faster; none is here',
  'linkEvidence s3:GetObject': 'the address that it signs has this right, and nobody uses it here',
  'kms:GetPublicKey': 'all functions share a process here, and it reads the key only once',
  'sqs:SendMessage': 'Lambda sends failed invocations to the dead-letter queue',
};

/** Every function that saves a drill needs the same partitions. */
const SAVERS = new Set([
  ...['startDrill', 'cancelDrill', 'acknowledgeLeak', 'extendHold', 'endHold', 'drillRequested', 'sweep', 'stream'],
  ...['performCheck', 'performEffect', 'runSchedule', 'giveVerdict'],
]);

/** Allowed partitions that no drill above uses, and why. */
const UNENTERED: Record<string, string> = {
  'guardSweep $drs-drill#accountId_*': 'it closes the lever when it finds a real recovery without an event',
  'guardSweep $drs-drill#levers_*': 'and records the move',
  ...Object.fromEntries(
    ['drillId', 'notes', 'personNotes', 'prices', 'schedules', 'seals'].map((name) => [
      `sealOverdue $drs-drill#${name}_*`,
      'it seals what sealEvidence could not; nothing is left here',
    ]),
  ),
  'reconcile $drs-drill#sourceServerId_*': 'it notes that a server is overdue; none is here',
  ...Object.fromEntries(
    ['hardStop', 'guardSweep'].map((name) => [
      `${name} $drs-drill`,
      'the first caller creates the id of the deployment',
    ]),
  ),
};

/**
 * Functions without a call to AWS; the heartbeat, because no monitor is configured here, and getEvidenceKey, because
 * another function of the process has read the key.
 */
const ASK_NOTHING = [
  'getEvidenceKey',
  'getOpenapi',
  'getPlanSchema',
  'getSettings',
  'heartbeat',
  'probe',
  'unknownRoute',
];

/** What checks may use here. */
const CHECKING = {
  checkDocuments: 'Shop-CheckOrders',
  checkFunctions: 'arn:aws:lambda:eu-west-1:111122223333:function:judge',
  isolationHosts: 'db.example.com',
};

let local: LocalWorld;
let template: Template;
let calls: RecordedCall[] = [];
/** How the checks ended. */
const results: string[] = [];
const refusedByIam: string[] = [];

beforeAll(async () => {
  template = await generatedTemplate();
  const recorded = recordCalls();
  calls = recorded.calls;
  const log = { info: () => undefined, error: () => undefined };
  const rightsOf: typeof rightsOfFunctions = (file, deployment) => {
    const allows = rightsOfFunctions(file, deployment);
    return (caller, call) => {
      const { functionName } = caller;
      const isAllowedTo = allows(caller, call);
      if (functionName !== undefined) calls.push({ functionName, action: call.action, on: 'other', forwarded: call });
      if (!isAllowedTo) refusedByIam.push(`${functionName}: ${call.action} on ${call.resource}`);
      return isAllowedTo;
    };
  };
  const tableRightsOf: typeof rightsOnTable = (file, deployment) => {
    const refusalOf = rightsOnTable(file, deployment);
    return (...requested) => {
      const refusal = refusalOf(...requested);
      if (refusal !== undefined) refusedByIam.push(`${refusal}: ${JSON.stringify(requested[2]).slice(0, 200)}`);
      return refusal;
    };
  };
  const locked = { evidenceRetention: 'GOVERNANCE' };
  const parameters = { eventRequests: 'com.example', coverageDaysMax: '1', ...locked, ...CHECKING };
  const asking = { parameters, log, rightsOf, tableRightsOf };
  local = await startLocalWorld({ apiPort: 0, awsPort: 0, speed: 500, seed: 1, folder: undefined, ...asking });
  try {
    await Promise.all([
      passed(),
      steered(),
      failed(),
      cancelled(),
      guarded(),
      requested(),
      planned(),
      scheduled(),
      checked(),
    ]);
  } finally {
    recorded.close();
  }
}, 170_000);
afterAll(() => local?.stop());

describe('policies and calls', () => {
  test('complete drills were recorded', () => {
    const made = new Set(calls.map(({ action }) => action));
    expect([...made]).toEqual(
      expect.arrayContaining([
        'drs:StartRecovery',
        'drs:TerminateRecoveryInstances',
        'scheduler:CreateSchedule',
        'sns:Publish',
      ]),
    );
    const guards = calls.filter(({ functionName }) => ['hardStop', 'guardSweep'].includes(functionName));
    expect(guards.filter(({ action }) => action === 'drs:TerminateRecoveryInstances').length).toBeGreaterThan(1);
  });

  test('so were checks of every kind', () => {
    expect(results).toEqual([
      'answers PASSED',
      'listens FAILED',
      'isolated PASSED',
      'has-orders PASSED',
      'judged PASSED',
      'screens NOT_RUN',
    ]);
  });

  test('no call is made without a permission', () => {
    const refused = unique(
      calls.filter((call) => !isAllowed(call)).map(({ functionName, action, on }) => `${functionName} ${action} ${on}`),
    );
    expect(refused).toEqual([]);
  });

  test('calls that DRS makes on behalf of the functions are included and allowed by their roles', () => {
    const forwarded = calls.filter((call) => call.forwarded !== undefined);
    const by = (operation: string) =>
      unique(forwarded.filter((call) => call.forwarded?.by === operation).map(({ functionName }) => functionName));
    expect(by('StartRecovery')).toEqual(['performEffect']);
    expect(by('TerminateRecoveryInstances')).toEqual(['guardSweep', 'hardStop', 'performEffect']);
    expect(forwarded.map(({ action }) => action)).toContain('ec2:RunInstances');
    expect(refusedByIam).toEqual([]);
  });

  test('every permission is needed by a call or has a reason', () => {
    const functions = unique(calls.map(({ functionName }) => functionName));
    const unused = functions.flatMap((name) =>
      allowedTo(template, name).flatMap((statement) =>
        statement.Action.filter(
          (action) => !isUsed(name, statement, action) && !isReasoned(name, statement, action),
        ).map((action) => `${name} ${action}`),
      ),
    );
    expect(unique(unused)).toEqual([]);
  });

  test('every allowed partition is used by its function or has a reason', () => {
    const functions = unique(calls.map(({ functionName }) => functionName)).filter((name) => !SAVERS.has(name));
    const unused = functions.flatMap((name) =>
      allowedTo(template, name).flatMap((statement) =>
        fenceOf(statement)
          .filter((pattern) => !isEntered(name, statement, pattern))
          .map((pattern) => `${name} ${pattern}`),
      ),
    );
    expect(unique(unused)).toEqual(Object.keys(UNENTERED).sort());
  });

  test('every function was called', () => {
    const called = [...unique(calls.map(({ functionName }) => functionName)), ...ASK_NOTHING];
    expect(
      local.backstage.deployment.functions.map(({ name }) => name).filter((name) => !called.includes(name)),
    ).toEqual([]);
  });
});

/** A drill that passes unattended. */
async function passed(): Promise<void> {
  const drill = await begin({});
  await until(drill, ({ phase }) => phase === 'ENDED');
  await evidenced(drill);
}

/** What people do with the evidence of a drill that has ended. */
async function evidenced(drill: string): Promise<void> {
  await api('POST', `${drill}/notes`, { kind: 'REMARK', text: 'seen' });
  for (const path of [`${drill}/notes`, `${drill}/report`, `${drill}/diff/${idOf(drill)}`, '/v1/evidence-key'])
    await api('GET', path);
  const link = () => api('POST', '/v1/evidence-links', { drillId: idOf(drill), part: 'FIRST' });
  while (!(await link()).ok) await new Promise((resolve) => setTimeout(resolve, 250));
  await local.backstage.invoke('sealOverdue', {});
}

/** A drill that operators read, extend and end. */
async function steered(): Promise<void> {
  const drill = await begin({}, 1800, [{ name: 'login-works', kind: 'VERDICT' }]);
  await until(drill, ({ phase }) => phase === 'HOLDING');
  const holdUntil = new Date(local.clock.now() + 2_400_000).toISOString();
  await api('POST', `${drill}/hold`, { holdUntil });
  await api('PUT', `${drill}/checks/login-works`, { passed: true, message: 'seen' });
  await api('POST', `${drill}/hold/end`);
  await until(drill, ({ phase }) => phase === 'ENDED');
  for (const path of [
    '/v1/drills',
    `${drill}/request`,
    `${drill}/journal`,
    `${drill}/journal?fromSeq=100000`,
    '/v1/lever',
    '/v1/lever/history',
    '/v1/openapi.json',
    '/v1/drils',
  ])
    await api('GET', path);
  await api('POST', `${drill}/leak/acknowledge`, { reason: 'nothing leaked' });
  await analysed();
}

/** The requests of analysts. */
async function analysed(): Promise<void> {
  const server = '/v1/servers/s-00000000000000000';
  const lists = ['/v1/servers', '/v1/findings', '/v1/regressions', '/v1/statistics?by=day'];
  const unknown = '/v1/servers/s-00000000000000009/drills';
  const one = ['/v1/statistics?by=region&key=eu-west-1', server, `${server}/drills`, unknown];
  for (const path of [...lists, ...one]) await api('GET', path);
}

async function failed(): Promise<void> {
  const drill = await begin({ outcome: 'FAILS_CONVERSION', launchActions: { actions: [{}] } });
  await until(drill, ({ phase }) => phase === 'ENDED');
}

async function cancelled(): Promise<void> {
  const drill = await begin({});
  await until(drill, ({ phase }) => phase === 'LAUNCHING');
  await api('POST', `${drill}/cancel`, { reason: 'enough' });
  await until(drill, ({ phase }) => phase === 'ENDED');
}

/** Two drills whose instances only the guard can find: one after a hard stop, one with a lost record. */
async function guarded(): Promise<void> {
  const [stopped, lost] = [await begin({}, 80_000), await begin({}, 80_000)];
  await until(stopped, ({ phase }) => phase === 'HOLDING');
  await until(lost, ({ phase }) => phase === 'HOLDING');
  await local.backstage.invoke('hardStop', { drillId: idOf(stopped), n: 9, site: local.site });
  const client = new DynamoDBClient({ endpoint: local.backstage.dynamodbUrl });
  const Key = { pk: { S: `$drs-drill#drillId_${idOf(lost)}` }, sk: { S: '$record_1' } };
  await client.send(new DeleteItemCommand({ TableName: local.backstage.tableName, Key }));
  await local.backstage.invoke('guardSweep', {});
  await until(stopped, ({ phase }) => phase === 'ENDED');
}

/** Valid and invalid requests by event, and lever moves. */
async function requested(): Promise<void> {
  // The first drill of a site creates the site's item, every later one updates it, so the event must not be the first.
  await begin({});
  const client = new EventBridgeClient({ endpoint: local.awsUrl });
  const entry = { Source: 'com.example', DetailType: 'Drill Requested', EventBusName: 'drs-drill-dev' };
  const good = { waves: [{ sourceServerIds: ['s-00000000000000000'] }], holdSeconds: 60, reason: 'by event' };
  const Entries = [good, { reason: 'no servers' }].map((detail) => ({ ...entry, Detail: JSON.stringify(detail) }));
  await client.send(new PutEventsCommand({ Entries }));
  for (const jobId of ['drsjob-0123456789abcdef0', 'drsjob-0123456789abcdef1'])
    await api('POST', '/v1/lever/release', { jobId, reason: 'a test' });
  for (const state of ['OPEN', 'OPEN']) await api('PUT', '/v1/lever', { state, reason: 'a test' });
  await local.backstage.invoke('sweep', {});
  await local.backstage.invoke('takeInventory', {});
}

/** A plan that is saved, changed, read, tried by its version and by an event, and deleted. */
async function planned(): Promise<void> {
  const [sourceServerId] = local.world.addServers(local.site, [{ tags: { Tier: 'planned' } }]);
  const plan = '/v1/plans/web-shop';
  const body = { waves: [{ servers: { tags: { Tier: ['planned'] } } }], holdSeconds: 60, reason: 'permissions' };
  await api('PUT', plan, body, { 'if-none-match': '*' });
  await api('PUT', plan, { ...body, tags: { server: sourceServerId } }, { 'if-match': '*' });
  for (const path of [plan, `${plan}/versions`, `${plan}/versions/1`, '/v1/plans', '/v1/plan.schema.json'])
    await api('GET', path);
  const answer = await api('POST', '/v1/drills', { plan: 'web-shop', planVersion: 1, dryRun: true });
  const client = new EventBridgeClient({ endpoint: local.awsUrl });
  const detail = { plan: 'web-shop', dryRun: true };
  const entry = { Source: 'com.example', DetailType: 'Drill Requested', EventBusName: 'drs-drill-dev' };
  await client.send(new PutEventsCommand({ Entries: [{ ...entry, Detail: JSON.stringify(detail) }] }));
  const drill = answer.headers.get('location') ?? '';
  await until(drill, ({ phase }) => phase === 'ENDED');
  for (const path of [`${drill}/report`, `${drill}/diff/${idOf(drill)}`]) await api('GET', path);
  await api('DELETE', plan, undefined, { 'if-match': '*' });
}

/** A schedule that is set, changed, run, reconciled and deleted, and a blackout that is over. */
async function scheduled(): Promise<void> {
  const sourceServerIds = local.world.addServers(local.site, [{}]);
  const plan = { waves: [{ sourceServerIds }], holdSeconds: 60, reason: 'permissions' };
  await api('PUT', '/v1/plans/by-clock', plan, { 'if-none-match': '*' });
  const path = '/v1/schedules/nightly';
  const endAt = new Date(local.world.now() + 20 * 86_400_000).toISOString();
  const body = { plan: 'by-clock', planVersion: 1, expression: 'cron(0 2 * * ? *)', endAt, dryRun: true };
  await api('PUT', path, body, { 'if-none-match': '*' });
  const changed = await api('PUT', path, { ...body, timeZone: 'Europe/Berlin' }, { 'if-match': '*' });
  const { generation } = (await changed.json()) as { generation: number };
  for (const read of [path, '/v1/schedules', '/v1/blackouts']) await api('GET', read);
  const run = (at: number) => ({ name: 'nightly', generation, scheduledAt: new Date(at).toISOString() });
  await local.backstage.invoke('runSchedule', run(generation + 1));
  await local.backstage.invoke('reconcile', {});
  await api('DELETE', '/v1/plans/by-clock', undefined, { 'if-match': '*' });
  await local.backstage.invoke('runSchedule', run(generation + 2));
  await api('DELETE', path, undefined, { 'if-match': '*' });
  await api('PUT', '/v1/blackouts', [], { 'if-match': '*' });
}

/** A drill with checks of every kind, of which each gets a result of its own. */
async function checked(): Promise<void> {
  local.world.addDocument(local.site, 'Shop-CheckOrders');
  local.world.functions.set('judge', () => ({ passed: true, message: 'the orders of today are there' }));
  const every = [
    { name: 'answers', kind: 'HTTP', tls: false },
    { name: 'listens', kind: 'TCP', port: 8080, required: false },
    { name: 'isolated', kind: 'UNREACHABLE', host: 'db.example.com', port: 5432, control: { port: 80 } },
    { name: 'has-orders', kind: 'SSM', document: 'Shop-CheckOrders' },
    { name: 'judged', kind: 'LAMBDA', functionArn: CHECKING.checkFunctions },
    { name: 'screens', kind: 'CONSOLE', required: false },
  ];
  const drill = await begin({}, 1800, every);
  await until(drill, ({ phase }) => phase === 'ENDED');
  const { checks } = (await (await api('GET', drill)).json()) as DrillView;
  results.push(...checks.map(({ name, state }) => `${name} ${state}`));
}

async function begin(server: ServerOptions, holdSeconds = 1800, checks: object[] = []): Promise<string> {
  const sourceServerIds = local.world.addServers(local.site, [server]);
  const answer = await api('POST', '/v1/drills', {
    ...{ waves: [{ sourceServerIds }], holdSeconds, checks, reason: 'permissions' },
  });
  return answer.headers.get('location') ?? '';
}

function api(
  method: string,
  path: string,
  body?: unknown,
  condition: Record<string, string> = { 'if-match': '*' },
): Promise<Response> {
  const more = body === undefined ? {} : { body: JSON.stringify(body) };
  const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...condition };
  return fetch(`${local.apiUrl}${path}`, { method, headers, ...more });
}

async function until(drill: string, isSo: (view: DrillView) => boolean): Promise<void> {
  // A drill without a permission would wait forever.
  while (!isSo((await (await api('GET', drill)).json()) as DrillView)) {
    if (refusedByIam.length > 0) throw new Error(refusedByIam.join('\n'));
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

function idOf(path: string): string {
  return path.split('/').at(-1) ?? '';
}

function isAllowed(call: RecordedCall): boolean {
  return allowedTo(template, call.functionName).some(
    (one) => one.Action.includes(call.action) && isOn(call, one) && isWithin(call, one),
  );
}

function isUsed(functionName: string, statement: Statement, action: string): boolean {
  return calls.some(
    (call) =>
      call.functionName === functionName &&
      call.action === action &&
      isOn(call, statement) &&
      isWithin(call, statement),
  );
}

/** Whether the partition conditions of a statement allow a call. */
function isWithin({ keys = [], isInTransaction = false }: RecordedCall, { Condition }: Statement): boolean {
  const fence = fenceOf({ Condition });
  if (isInTransaction && at(Condition, 'ForAllValues:StringNotEquals') !== undefined) return false;
  return fence.length === 0 || keys.every((key) => fence.some((pattern) => isLike(key, pattern)));
}

function fenceOf({ Condition }: Pick<Statement, 'Condition'>): string[] {
  return listed(at(Condition, 'ForAllValues:StringLike', 'dynamodb:LeadingKeys')).map(String);
}

/** Whether a call of the statement used this partition. */
function isEntered(functionName: string, { Action }: Statement, pattern: string): boolean {
  return calls.some(
    ({ functionName: by, action, keys = [] }) =>
      by === functionName && Action.includes(action) && keys.some((key) => isLike(key, pattern)),
  );
}

function isLike(key: string, pattern: string): boolean {
  return pattern.endsWith('*') ? key.startsWith(pattern.slice(0, -1)) : key === pattern;
}

/** A query of an index needs the resource of the index. */
function isOn(call: RecordedCall, statement: Statement): boolean {
  const names = textsIn(statement.Resource);
  if (call.action !== 'dynamodb:Query') return true;
  return names.some((name) => name.includes('/index/')) === (call.on === 'index');
}

function isReasoned(functionName: string, statement: Statement, action: string): boolean {
  if (DONE_BY_LAMBDA.has(action)) return true;
  return [action, `${functionName} ${action}`, `${statement.at} *`].some((key) => REASONS[key] !== undefined);
}

/** The same reasons for several functions. */
function reasonFor(functionNames: string[], reasons: Record<string, string>): Record<string, string> {
  const named = functionNames.flatMap((name) =>
    Object.entries(reasons).map(([action, why]) => [`${name} ${action}`, why]),
  );
  return Object.fromEntries(named);
}

function unique(texts: string[]): string[] {
  return [...new Set(texts)].sort();
}
