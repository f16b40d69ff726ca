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

/** What Lambda itself does in a function's name, never the code (Lambda developer guide: execution role permissions). */
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

/** Permissions that no drill below uses, and why they are there all the same. */
const REASONS: Record<string, string> = {
  'iam:PassRole': 'CreateSchedule and DRS pass these roles on; nobody calls it',
  'performEffect drs:ListLaunchActions': 'no server here has post-launch actions',
  'performEffect ec2:CreateFleet': 'no launch template here describes instance types by what they have',
  'performEffect ec2:DeleteTags': 'AWS grants it on launch templates that DRS has tagged',
  'ForwardedKeys *': 'no volume here is under a key of the account’s own',
  ...reasonFor(
    [
      'startDrill',
      'cancelDrill',
      'extendHold',
      'endHold',
      'acknowledgeLeak',
      'drillRequested',
      'sweep',
      'performEffect',
    ],
    {
      'dynamodb:DeleteItem':
        'a save also removes the inbox entries that it has read; none waited when it was made here',
    },
  ),
  'takeInventory dynamodb:DeleteItem': 'no server with a finding leaves DRS here; then its finding is removed',
  ...reasonFor(['acknowledgeLeak', 'sweep'], {
    'dynamodb:PutItem': 'no drill is leaked or overdue here; these advance one like every other door',
    'dynamodb:UpdateItem': 'likewise',
    'dynamodb:GetItem': 'likewise',
    'dynamodb:Query': 'likewise',
  }),
  'publish dynamodb:DeleteItem': 'a finding or regression that stands no more is removed; each stays to the end here',
  ...reasonFor(['hardStop', 'guardSweep'], {
    'drs:DescribeJobLogItems': 'whether a real recovery that a person has released is silent; none is released here',
  }),
  'sqs:SendMessage': 'Lambda sends what a function could not do to its dead-letter queue',
};

/** Saving a drill takes one set of partitions, whoever does it. */
const SAVERS = new Set([
  ...['startDrill', 'cancelDrill', 'acknowledgeLeak', 'extendHold', 'endHold', 'drillRequested', 'sweep', 'stream'],
  'performEffect',
]);

/** Partitions that no drill above has entered, and why they are within the fence all the same. */
const UNENTERED: Record<string, string> = {
  'guardSweep $drs-drill#accountId_*': 'it closes the lever when it finds a real recovery that nobody was told of',
  'guardSweep $drs-drill#levers_*': 'and writes down that it did',
  ...Object.fromEntries(
    ['hardStop', 'guardSweep'].map((name) => [`${name} $drs-drill`, "whoever asks first makes the deployment's id"]),
  ),
};

/** These answer without a call to AWS; the heartbeat, as no monitor is named here. */
const ASK_NOTHING = ['getOpenapi', 'heartbeat', 'unknownRoute'];

let local: LocalWorld;
let template: Template;
let calls: RecordedCall[] = [];
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
  const asking = { parameters: { eventRequests: 'com.example' }, log, rightsOf, tableRightsOf };
  local = await startLocalWorld({ apiPort: 0, awsPort: 0, speed: 500, seed: 1, folder: undefined, ...asking });
  try {
    await Promise.all([passed(), steered(), failed(), cancelled(), guarded(), requested()]);
  } finally {
    recorded.close();
  }
}, 170_000);
afterAll(() => local?.stop());

describe('policies and calls', () => {
  test('what was recorded are whole drills', () => {
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

  test('no call is made without a permission', () => {
    const refused = unique(
      calls.filter((call) => !isAllowed(call)).map(({ functionName, action, on }) => `${functionName} ${action} ${on}`),
    );
    expect(refused).toEqual([]);
  });

  test('what DRS does in the functions’ names is among them, and their roles allow it', () => {
    const forwarded = calls.filter((call) => call.forwarded !== undefined);
    const by = (operation: string) =>
      unique(forwarded.filter((call) => call.forwarded?.by === operation).map(({ functionName }) => functionName));
    expect(by('StartRecovery')).toEqual(['performEffect']);
    expect(by('TerminateRecoveryInstances')).toEqual(['guardSweep', 'hardStop', 'performEffect']);
    expect(forwarded.map(({ action }) => action)).toContain('ec2:RunInstances');
    expect(refusedByIam).toEqual([]);
  });

  test('no permission is there without a call that needs it, or a reason', () => {
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

  test('no partition is within a fence that its function does not use, or there is a reason', () => {
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

/** A drill that goes well by itself. */
async function passed(): Promise<void> {
  const drill = await begin({});
  await until(drill, ({ phase }) => phase === 'ENDED');
}

/** A drill that people look at, extend and end. */
async function steered(): Promise<void> {
  const drill = await begin({});
  await until(drill, ({ phase }) => phase === 'HOLDING');
  const holdUntil = new Date(local.clock.now() + 2_400_000).toISOString();
  await api('POST', `${drill}/hold`, { holdUntil });
  await api('POST', `${drill}/hold/end`);
  await until(drill, ({ phase }) => phase === 'ENDED');
  for (const path of [
    '/v1/drills',
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

/** What analysts ask for. */
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

/** Two drills whose instances only the guard can find: one stopped hard, one whose record is lost. */
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

/** Asked for by event, well and badly, and a lever that is moved. */
async function requested(): Promise<void> {
  // The first drill of a site puts the site's item, every later one updates it: the event must not be the first.
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

async function begin(server: ServerOptions, holdSeconds = 1800): Promise<string> {
  const sourceServerIds = local.world.addServers(local.site, [server]);
  const answer = await api('POST', '/v1/drills', { waves: [{ sourceServerIds }], holdSeconds, reason: 'permissions' });
  return answer.headers.get('location') ?? '';
}

function api(method: string, path: string, body?: unknown): Promise<Response> {
  const more = body === undefined ? {} : { body: JSON.stringify(body) };
  const headers = { 'content-type': 'application/json', 'if-match': '*', 'idempotency-key': randomUUID() };
  return fetch(`${local.apiUrl}${path}`, { method, headers, ...more });
}

async function until(drill: string, isSo: (view: DrillView) => boolean): Promise<void> {
  // A drill that may not do something would wait for ever.
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

/** Behind the fence that the statement has around partitions of the table. */
function isWithin({ keys = [], isInTransaction = false }: RecordedCall, { Condition }: Statement): boolean {
  const fence = fenceOf({ Condition });
  if (isInTransaction && at(Condition, 'ForAllValues:StringNotEquals') !== undefined) return false;
  return fence.length === 0 || keys.every((key) => fence.some((pattern) => isLike(key, pattern)));
}

function fenceOf({ Condition }: Pick<Statement, 'Condition'>): string[] {
  return listed(at(Condition, 'ForAllValues:StringLike', 'dynamodb:LeadingKeys')).map(String);
}

/** An action of the statement was done there. */
function isEntered(functionName: string, { Action }: Statement, pattern: string): boolean {
  return calls.some(
    ({ functionName: by, action, keys = [] }) =>
      by === functionName && Action.includes(action) && keys.some((key) => isLike(key, pattern)),
  );
}

function isLike(key: string, pattern: string): boolean {
  return pattern.endsWith('*') ? key.startsWith(pattern.slice(0, -1)) : key === pattern;
}

/** A query of an index needs the index's own resource. */
function isOn(call: RecordedCall, statement: Statement): boolean {
  const names = textsIn(statement.Resource);
  if (call.action !== 'dynamodb:Query') return true;
  return names.some((name) => name.includes('/index/')) === (call.on === 'index');
}

function isReasoned(functionName: string, statement: Statement, action: string): boolean {
  if (DONE_BY_LAMBDA.has(action)) return true;
  return [action, `${functionName} ${action}`, `${statement.at} *`].some((key) => REASONS[key] !== undefined);
}

/** Reasons that several functions have alike. */
function reasonFor(functionNames: string[], reasons: Record<string, string>): Record<string, string> {
  const named = functionNames.flatMap((name) =>
    Object.entries(reasons).map(([action, why]) => [`${name} ${action}`, why]),
  );
  return Object.fromEntries(named);
}

function unique(texts: string[]): string[] {
  return [...new Set(texts)].sort();
}
