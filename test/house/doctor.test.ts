import { beforeAll, describe, expect, test } from 'vitest';
import type { Deployed, FunctionSeen } from '../../src/doctor/deployed.ts';
import {
  ALARMS,
  DEAD_LETTER_QUEUES,
  EVENTS,
  EXPIRY,
  FUNCTIONS,
  type FunctionName,
  INDEXES,
  RESERVED,
  WORK_QUEUES,
} from '../../src/doctor/parts.ts';
import type { Right } from '../../src/doctor/right.ts';
import { rightsOf, rightsOfSchedules } from '../../src/doctor/rights.ts';
import { isAllowed, type PolicyStatement } from '../../src/simulator/aws/iam/policyEvaluation.ts';
import { deployedAccount } from '../../src/simulator/deployed/account.ts';
import { forwardersIn } from '../../src/simulator/deployed/eventPaths.ts';
import { regionTemplate } from '../../src/simulator/deployed/regionTemplate.ts';
import { grantedToRole, statementsOf } from '../../src/simulator/lambda/deployedRights.ts';
import {
  type Deployment,
  deploymentOf,
  readServerlessFile,
  type ServerlessFile,
} from '../../src/simulator/lambda/serverlessFile.ts';
import { isNode, sourceFiles } from './source.ts';

/** Requests by event are off until a source is configured. */
const REQUESTS = { ParameterKey: 'EventRequests', ParameterValue: 'com.example' };
const SITE = { accountId: '111122223333', region: 'eu-west-1' };

/** Everything that checks may use, and locks, so that every statement of the roles is there. */
const ALLOWING = {
  evidenceRetention: 'GOVERNANCE',
  probeSubnets: 'subnet-00000000',
  probeSecurityGroups: 'sg-00000000',
  checkDocuments: 'Shop-CheckOrders,AWS-RunShellScript',
  checkFunctions:
    'arn:aws:lambda:eu-west-1:111122223333:function:judge,arn:aws:lambda:us-east-1:111122223333:function:other',
};

let file: ServerlessFile;
let deployment: Deployment;
beforeAll(() => {
  file = readServerlessFile(ALLOWING);
  deployment = deploymentOf(file, SITE, 'http://127.0.0.1');
});

describe('doctor checks what serverless.yml deploys', () => {
  test('every function and its event source', () => {
    const stackParameters = [...(file.provider.stackParameters ?? []), REQUESTS];
    const taking = { ...file, provider: { ...file.provider, stackParameters } };
    const { functions } = deploymentOf(taking, SITE, 'http://127.0.0.1');
    const calledBy = functions.map(({ name, events }) => [name, name === 'probe' ? 'CHECKS' : callerOf(events)]);
    expect(FUNCTIONS).toEqual(Object.fromEntries(calledBy));
  });

  test('every alarm, queue and index, and the TTL attribute', () => {
    expect(ALARMS).toEqual(named('AWS::CloudWatch::Alarm', 'AlarmName'));
    expect([...DEAD_LETTER_QUEUES, ...WORK_QUEUES.map(({ name }) => name)].toSorted()).toEqual(
      named('AWS::SQS::Queue', 'QueueName'),
    );
    const table = file.resources.Resources['Table']?.Properties as {
      GlobalSecondaryIndexes: { IndexName: string }[];
      TimeToLiveSpecification: { AttributeName: string };
    };
    expect(INDEXES).toEqual(table.GlobalSecondaryIndexes.map(({ IndexName }) => IndexName));
    expect(EXPIRY).toBe(table.TimeToLiveSpecification.AttributeName);
  });

  test('the reserved concurrency, if enabled', () => {
    const on = [{ ParameterKey: 'ReservedConcurrency', ParameterValue: 'on' }];
    const reserving = { ...file, provider: { ...file.provider, stackParameters: on } };
    const { functions } = deployedAccount(reserving, deploymentOf(reserving, SITE, 'http://127.0.0.1'), '');
    const named = functions.flatMap(({ name, reserved }) => (reserved === null ? [] : [[name, reserved]]));
    const wanted = Object.entries(RESERVED).map(([name, most]) => [`drs-drill-dev-${name}`, most]);
    expect(Object.fromEntries(named)).toEqual(Object.fromEntries(wanted));
    expect(deployedAccount(file, deployment, '').functions.every(({ reserved }) => reserved === null)).toBe(true);
  });

  test('every event of the default bus', () => {
    const patterns = Object.entries(file.functions).flatMap(([functionName, { events = [] }]) =>
      events.flatMap(({ eventBridge }) => {
        const { eventBus, pattern } = (eventBridge ?? { eventBus: '' }) as { eventBus?: unknown; pattern?: object };
        return eventBus === undefined ? [{ functionName, pattern: { ...pattern } }] : [];
      }),
    );
    expect(EVENTS.map(({ functionName, pattern }) => ({ functionName, pattern }))).toEqual(
      patterns.map(withoutAccount),
    );
  });
});

describe('infra/region.yml', () => {
  test('forwards what the rules of serverless.yml match, with their patterns', () => {
    const rules = Object.values(regionTemplate().Resources).filter(({ Type }) => Type === 'AWS::Events::Rule');
    const taken = Object.values(file.functions).flatMap(({ events = [] }) =>
      events.flatMap(({ eventBridge }) => {
        const { eventBus, pattern } = (eventBridge ?? { eventBus: '' }) as { eventBus?: unknown; pattern?: unknown };
        return eventBus === undefined ? [pattern] : [];
      }),
    );
    expect(rules.map(({ Properties }) => Properties['EventPattern'])).toEqual(taken);
  });

  test('forwards nothing to its own Region', () => {
    expect(forwardersIn('us-east-1', SITE)).toHaveLength(EVENTS.length);
    expect(forwardersIn(SITE.region, SITE)).toEqual([]);
  });

  test('allows its role only to put events on the home bus', () => {
    const [role] = Object.values(regionTemplate().Resources).filter(({ Type }) => Type === 'AWS::IAM::Role');
    expect(role?.Properties['Policies']).toEqual([
      {
        PolicyName: 'Forward',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 'events:PutEvents', Resource: HOME_BUS }],
        },
      },
    ]);
    const rules = Object.values(regionTemplate().Resources).filter(({ Type }) => Type === 'AWS::Events::Rule');
    for (const { Properties } of rules) expect(Properties['Targets']).toMatchObject([{ Arn: HOME_BUS }]);
  });
});

describe('the rights that doctor simulates', () => {
  test('are allowed by the roles of serverless.yml', () => {
    const refused = roles().flatMap(({ of, rights, statements }) =>
      requestsOf(rights)
        .filter((answer) => !isAllowed(statements, answer))
        .map(({ action, resource }) => `${of}: ${action} on ${resource}`),
    );
    expect(refused).toEqual([]);
  });

  test('need every statement of the roles: without any one, something is refused', () => {
    const unnoticed = roles().flatMap(({ of, rights, statements }) =>
      statements
        .filter(({ Action, Effect }) => Effect === 'Allow' && !UNCHECKED.test([Action].flat().join()))
        .filter((left) => {
          const rest = statements.filter((one) => one !== left);
          return requestsOf(rights).every((answer) => isAllowed(rest, answer));
        })
        .map(({ Action }) => `${of}: ${[Action].flat()}`),
    );
    expect(unnoticed).toEqual([]);
  });

  test('cover every allowed action in every allowed partition of the table, and no other', () => {
    for (const { of, rights, statements } of roles()) {
      const fences = statements.flatMap(({ Action, Condition }) => pairsOf([Action].flat(), fenceOf(Condition)));
      const answer = rights.flatMap(({ actions, keys }) =>
        pairsOf(actions, [keys?.['dynamodb:LeadingKeys'] ?? []].flat()),
      );
      const covers = (pattern: string, key: string) =>
        pattern.endsWith('*') ? key.startsWith(pattern.slice(0, -1)) : key === pattern;
      const isRequested = ([action, pattern]: Pair) =>
        answer.some(([name, key]) => name === action && covers(pattern, key));
      const isFenced = ([action, key]: Pair) =>
        fences.some(([name, pattern]) => name === action && covers(pattern, key));
      expect([of, fences.filter((one) => !isRequested(one)), answer.filter((one) => !isFenced(one))]).toEqual([
        of,
        [],
        [],
      ]);
    }
  });

  test('cover every allowed action', () => {
    const unrequested = roles().flatMap(({ of, rights, statements }) => {
      const answer = new Set(rights.flatMap(({ actions }) => actions));
      const allowed = statements.flatMap(({ Action }) => [Action].flat());
      return allowed
        .filter((action) => !answer.has(action) && !UNCHECKED.test(action))
        .map((action) => `${of}: ${action}`);
    });
    expect(unrequested).toEqual([]);
  });
});

describe('doctor changes nothing', () => {
  test('it sends only read-only commands', () => {
    const commands = sourceFiles('src/doctor').flatMap(({ nodes }) =>
      nodes
        .filter(({ type, callee }) => type === 'NewExpression' && isNode(callee))
        .map(({ callee }) => String(Object(callee).name))
        .filter((name) => /.Command$/.test(name)),
    );
    expect(commands.length).toBeGreaterThan(20);
    expect(commands.filter((name) => !/^(Describe|Get|List|Simulate)/.test(name))).toEqual([]);
  });

  test('it calls no act of a port', () => {
    const called = sourceFiles('src/doctor').flatMap(({ nodes }) =>
      nodes.filter(({ type }) => type === 'MemberExpression').map(({ property }) => String(Object(property).name)),
    );
    expect(called.filter((name) => /^(startDrill|terminateProvenInstances|create|put|save|send)$/.test(name))).toEqual(
      [],
    );
  });
});

/** CloudFormation's own placeholders. */
const HOME_BUS = {
  'Fn::Sub': ['arn:$', '{AWS::Partition}:events:$', '{HomeRegion}:$', '{AWS::AccountId}:event-bus/default'].join(''),
};

/** Logs and traces, which a drill does not need. */
const UNCHECKED = /^(logs|xray):/;

interface RoleOf {
  of: string;
  rights: Right[];
  statements: PolicyStatement[];
}

function roles(): RoleOf[] {
  const deployed = seen();
  const streamArns = [String(deployment.resolve({ 'Fn::GetAtt': ['Table', 'StreamArn'] }))];
  const topicKeyArn = String(deployment.resolve({ 'Fn::GetAtt': ['TopicKey', 'Arn'] }));
  const targets = { drsRegions: ['eu-west-1', 'us-east-1'], streamArns, topicKeyArn };
  const granted = (role: string) => statementsOf(grantedToRole(file, deployment, role));
  const ofFunctions = (Object.keys(FUNCTIONS) as FunctionName[]).map((of) => ({
    of,
    rights: rightsOf(of, deployed, targets),
    statements: granted(file.functions[of]?.role ?? ''),
  }));
  return [
    ...ofFunctions,
    { of: 'schedules', rights: rightsOfSchedules(deployed), statements: granted('ScheduleRole') },
  ];
}

/** The deployment as doctor reads it. */
function seen(): Deployed {
  const entries = deployment.functions.map(
    ({ name, arn, timeoutSeconds, environment }): [FunctionName, FunctionSeen] => [
      name as FunctionName,
      { arn, roleArn: '', timeoutSeconds, state: 'Active', updateStatus: 'Successful', environment },
    ],
  );
  const environment = Object.assign({}, ...entries.map(([, one]) => one.environment));
  return { place: { ...SITE, stage: 'dev', partition: 'aws' }, functions: new Map(entries), missing: [], environment };
}

type Pair = readonly [action: string, partition: string];

function pairsOf(actions: readonly string[], partitions: readonly string[]): Pair[] {
  return actions.flatMap((action) => partitions.map((partition) => [action, partition] as const));
}

/** The partitions that a statement is restricted to. */
function fenceOf(condition: PolicyStatement['Condition']): string[] {
  const bound = (condition as Record<string, Record<string, unknown>> | undefined)?.['ForAllValues:StringLike'];
  return [bound?.['dynamodb:LeadingKeys'] ?? []].flat().map(String);
}

function requestsOf(rights: Right[]) {
  return rights.flatMap(({ actions, resources, keys = {} }) =>
    actions.flatMap((action) => resources.map((resource) => ({ action, resource, keys }))),
  );
}

function callerOf(events: Record<string, unknown>[]): string {
  const [kind = ''] = events.flatMap((event) => Object.keys(event));
  return CALLERS[kind] ?? 'SCHEDULES_OF_DRILLS';
}

const CALLERS: Record<string, string> = {
  httpApi: 'HTTP',
  eventBridge: 'EVENTS',
  schedule: 'SCHEDULE',
  stream: 'STREAM',
  sqs: 'QUEUE',
};

/** Names without the prefix of the deployment. */
function named(type: string, member: string): string[] {
  const found = Object.values(file.resources.Resources).filter((one) => one.Type === type);
  return found.map(({ Properties }) => String(Properties?.[member]).replace('drs-drill-dev-', '')).sort();
}

function withoutAccount({ functionName, pattern }: { functionName: string; pattern: object }) {
  const { account: _, ...rest } = pattern as { account?: unknown };
  return { functionName, pattern: rest };
}
