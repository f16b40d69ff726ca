import { DRILL_NETWORK } from '../aws/drs/sourceServers.ts';
import { QUOTAS } from '../aws/quotas.ts';
import { grantedToRole, statementsOf } from '../lambda/deployedRights.ts';
import { LOCAL_NETWORKS } from '../lambda/lambdaEnvironment.ts';
import type { Deployment, ServerlessFile } from '../lambda/serverlessFile.ts';
import { forwardersIn, otherRegions, rulesOf } from './eventPaths.ts';
import type { AlarmTruth, DeployedAccount, FunctionTruth, MappingTruth } from './truth.ts';

/** The account of a deployment that matches its files. */
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
    evidenceKey: 'Enabled',
    evidenceLock: evidenceLockOf(file, deployment),
    volumeKeys: {},
    goneQueues: [],
    uninitialised: [],
    refused: [],
    concurrency: 1000,
  };
}

function functionsOf(file: ServerlessFile, { functions, resolve }: Deployment): FunctionTruth[] {
  return functions.map(({ name, arn, timeoutSeconds, environment }) => {
    const given = file.functions[name];
    const completed = file.resources.extensions?.[`${name.charAt(0).toUpperCase()}${name.slice(1)}LambdaFunction`];
    const reserved = resolve(completed?.Properties['ReservedConcurrentExecutions']);
    const onFailure = given?.destinations?.onFailure?.arn;
    return {
      name: arn.split(':').at(-1) ?? name,
      arn,
      roleArn: String(resolve({ 'Fn::GetAtt': [given?.role, 'Arn'] })),
      timeoutSeconds,
      state: 'Active',
      environment: { ...environment, ...LOCAL_NETWORKS },
      reserved: reserved === undefined ? null : Number(reserved),
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

/** The ARN of the table's stream is known only after its creation. */
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

/** Confirmed, as if the subscriber had followed the link in SNS's confirmation message. */
function subscriptionsOf(file: ServerlessFile, deployment: Deployment): DeployedAccount['subscriptions'] {
  return madeOf(file, deployment, 'AWS::SNS::Subscription').map((properties) => {
    const { TopicArn, Protocol, Endpoint } = deployment.resolve(properties) as Record<string, string>;
    const SubscriptionArn = `${TopicArn}:0d000000-0000-4000-8000-0000000d4111`;
    return { TopicArn: TopicArn ?? '', Protocol: Protocol ?? '', Endpoint: Endpoint ?? '', SubscriptionArn };
  });
}

/** As EvidenceBucket defines it. */
function evidenceLockOf(file: ServerlessFile, deployment: Deployment): DeployedAccount['evidenceLock'] {
  const buckets = madeOf(file, deployment, 'AWS::S3::Bucket');
  const locked = buckets.find(({ ObjectLockEnabled }) => ObjectLockEnabled === true);
  return locked === undefined ? null : { ...Object(deployment.resolve(locked['ObjectLockConfiguration'])) };
}

function namesOf(file: ServerlessFile, deployment: Deployment, type: string, member: string): string[] {
  return madeOf(file, deployment, type).map((properties) => String(deployment.resolve(properties[member])));
}

/** The properties of all resources of a type whose conditions are true. */
function madeOf({ resources }: ServerlessFile, { resolve }: Deployment, type: string): Record<string, unknown>[] {
  return Object.values(resources.Resources)
    .filter((one) => one.Type === type)
    .filter(({ Condition }) => Condition === undefined || resolve({ 'Fn::If': [Condition, true, false] }) === true)
    .map(({ Properties }) => Properties ?? {});
}
