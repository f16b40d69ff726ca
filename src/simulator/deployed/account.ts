import type { Caller } from '../aws.ts';
import { grantedToRole, statementsOf } from '../deployedRights.ts';
import type { Deployment, ServerlessFile } from '../deployment.ts';
import { JOBS_MAX, SERVERS_IN_JOBS_MAX, SERVERS_PER_JOB_MAX } from '../drsJobs.ts';
import { DRILL_NETWORK } from '../drsServers.ts';
import type { PolicyStatement } from '../iam.ts';
import { LOCAL_NETWORKS } from '../lambdaEnvironment.ts';
import { forwardersIn, otherRegions, rulesOf } from './eventPaths.ts';

/**
 * What AWS tells of the deployment and of its account, as serverless.yml and infra/region.yml say it. Nothing in the local world changes
 * it; whoever wants to see a fault found puts it in here.
 */
export interface DeployedAccount {
  site: Caller;
  functions: FunctionTruth[];
  mappings: MappingTruth[];
  rules: RuleTruth[];
  buses: string[];
  scheduleGroups: string[];
  topics: { arn: string; keyId: string }[];
  /** What each role allows, by its ARN. */
  roles: Record<string, PolicyStatement[]>;
  alarms: AlarmTruth[];
  subscriptions: { TopicArn: string; Protocol: string; Endpoint: string; SubscriptionArn: string }[];
  /** Service Quotas, by Region where one differs. */
  quotas: { service: string; code: string; name: string; value: number }[];
  networks: NetworkTruth[];
  /** The key of the account's own that DRS encrypts volumes with, by Region; elsewhere it is AWS's. */
  volumeKeys: Record<string, string>;
  /** Tables with point-in-time recovery. */
  backedUp: string[];
  /** Queues that were deleted. */
  goneQueues: string[];
  /** Regions in which DRS was never initialised. */
  uninitialised: string[];
  /** What whoever asks may not ask: `iam:SimulatePrincipalPolicy`. */
  refused: string[];
  /** Lambda's bound on functions that run at once. */
  concurrency: number;
}

export interface FunctionTruth {
  name: string;
  arn: string;
  roleArn: string;
  timeoutSeconds: number;
  state: string;
  environment: Record<string, string>;
  reserved: number | null;
  /** Where a failed asynchronous call goes. */
  onFailure: string | null;
}

export interface MappingTruth {
  functionName: string;
  sourceArn: string;
  state: string;
  onFailure: string | null;
}

export interface RuleTruth {
  region: string;
  bus: string;
  name: string;
  state: 'ENABLED' | 'DISABLED';
  pattern: unknown;
  targets: { Id: string; Arn: string; RoleArn?: string; DeadLetterConfig?: { Arn: string } }[];
}

export interface AlarmTruth {
  name: string;
  actions: string[];
  actionsEnabled: boolean;
  state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
}

export interface NetworkTruth {
  region: string;
  subnetId: string;
  securityGroupId: string;
  vpcId: string;
  freeAddresses: number;
}

/** The account in which a deployment is as its files say. */
export function deployedAccount(file: ServerlessFile, deployment: Deployment, streamArn: string): DeployedAccount {
  const { site } = deployment;
  const elsewhere = otherRegions(deployment).flatMap((region) => forwardersIn(region, site));
  return {
    site,
    functions: functionsOf(file, deployment),
    mappings: mappingsOf(deployment, streamArn),
    rules: [...rulesOf(deployment), ...elsewhere],
    buses: ['default', ...namesOf(file, deployment, 'AWS::Events::EventBus', 'Name')],
    topics: topicsOf(file, deployment),
    scheduleGroups: namesOf(file, deployment, 'AWS::Scheduler::ScheduleGroup', 'Name'),
    roles: rolesOf(file, deployment, streamArn),
    alarms: alarmsOf(file, deployment),
    subscriptions: subscriptionsOf(file, deployment),
    quotas: QUOTAS.map((quota) => ({ ...quota })),
    networks: [{ region: site.region, ...DRILL_NETWORK, vpcId: 'vpc-0d0000000000d4111', freeAddresses: 251 }],
    backedUp: namesOf(file, deployment, 'AWS::DynamoDB::Table', 'TableName'),
    volumeKeys: {},
    goneQueues: [],
    uninitialised: [],
    refused: [],
    concurrency: 1000,
  };
}

/** AWS general reference, DRS quotas, as the simulated DRS keeps them; of EC2's vCPUs more than any drill here takes. */
const QUOTAS = [
  { service: 'drs', code: 'L-D88FAC3A', name: 'Concurrent jobs in progress', value: JOBS_MAX },
  {
    service: 'drs',
    code: 'L-B827C881',
    name: 'Max number of source servers in a single Job',
    value: SERVERS_PER_JOB_MAX,
  },
  { service: 'drs', code: 'L-05AFA8C6', name: 'Max number of source servers in all Jobs', value: SERVERS_IN_JOBS_MAX },
  { service: 'ec2', code: 'L-1216C47A', name: 'Running On-Demand Standard instances', value: 2048 },
];

function functionsOf(file: ServerlessFile, { functions, resolve }: Deployment): FunctionTruth[] {
  return functions.map(({ name, arn, timeoutSeconds, environment }) => {
    const given = file.functions[name];
    const onFailure = given?.destinations?.onFailure?.arn;
    return {
      name: arn.split(':').at(-1) ?? name,
      arn,
      roleArn: String(resolve({ 'Fn::GetAtt': [given?.role, 'Arn'] })),
      timeoutSeconds,
      state: 'Active',
      environment: { ...environment, ...LOCAL_NETWORKS },
      reserved: null,
      onFailure: onFailure === undefined ? null : String(resolve(onFailure)),
    };
  });
}

function mappingsOf({ functions, resolve }: Deployment, streamArn: string): MappingTruth[] {
  return functions.flatMap(({ arn, events }) => {
    const functionName = arn.split(':').at(-1) ?? '';
    return events.flatMap((event) => {
      const given = (event['stream'] ?? event['sqs']) as
        | { arn: unknown; destinations?: { onFailure?: { arn?: unknown } } }
        | undefined;
      if (given === undefined) return [];
      const failures = given.destinations?.onFailure?.arn;
      const sourceArn = event['stream'] === undefined ? String(resolve(given.arn)) : streamArn;
      const onFailure = failures === undefined ? null : String(resolve(failures));
      return [{ functionName, sourceArn, state: 'Enabled', onFailure }];
    });
  });
}

/** The table's stream has its ARN only once it is made. */
function rolesOf(file: ServerlessFile, deployment: Deployment, streamArn: string): DeployedAccount['roles'] {
  const roles = ['ScheduleRole', ...Object.values(file.functions).map(({ role }) => role ?? '')];
  const unmade = JSON.stringify(deployment.resolve({ 'Fn::GetAtt': ['Table', 'StreamArn'] }));
  const entries = roles.map((role) => {
    const statements = JSON.stringify(statementsOf(grantedToRole(file, deployment, role)));
    const arn = String(deployment.resolve({ 'Fn::GetAtt': [role, 'Arn'] }));
    return [arn, JSON.parse(statements.replaceAll(unmade, JSON.stringify(streamArn)))];
  });
  return Object.fromEntries(entries);
}

function alarmsOf(file: ServerlessFile, deployment: Deployment): AlarmTruth[] {
  return madeOf(file, deployment, 'AWS::CloudWatch::Alarm').map(({ AlarmName, AlarmActions }) => {
    const actions = deployment.resolve(AlarmActions) as string[];
    return { name: String(deployment.resolve(AlarmName)), actions, actionsEnabled: true, state: 'OK' };
  });
}

function topicsOf(file: ServerlessFile, deployment: Deployment): DeployedAccount['topics'] {
  const { site, resolve } = deployment;
  return madeOf(file, deployment, 'AWS::SNS::Topic').map(({ TopicName, KmsMasterKeyId }) => {
    const arn = `arn:aws:sns:${site.region}:${site.accountId}:${resolve(TopicName)}`;
    return { arn, keyId: String(resolve(KmsMasterKeyId)) };
  });
}

/** Confirmed, as if its reader had followed the link in SNS's first message. */
function subscriptionsOf(file: ServerlessFile, deployment: Deployment): DeployedAccount['subscriptions'] {
  return madeOf(file, deployment, 'AWS::SNS::Subscription').map((properties) => {
    const { TopicArn, Protocol, Endpoint } = deployment.resolve(properties) as Record<string, string>;
    const SubscriptionArn = `${TopicArn}:0d000000-0000-4000-8000-0000000d4111`;
    return { TopicArn: TopicArn ?? '', Protocol: Protocol ?? '', Endpoint: Endpoint ?? '', SubscriptionArn };
  });
}

function namesOf(file: ServerlessFile, deployment: Deployment, type: string, member: string): string[] {
  return madeOf(file, deployment, type).map((properties) => String(deployment.resolve(properties[member])));
}

/** The properties of all resources of a type whose conditions hold. */
function madeOf({ resources }: ServerlessFile, { resolve }: Deployment, type: string): Record<string, unknown>[] {
  return Object.values(resources.Resources)
    .filter((one) => one.Type === type)
    .filter(({ Condition }) => Condition === undefined || resolve({ 'Fn::If': [Condition, true, false] }) === true)
    .map(({ Properties }) => Properties ?? {});
}
