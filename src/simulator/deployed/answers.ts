import { AwsFault, type Caller } from '../aws/contract.ts';
import { type Input, optionalText, optionalTexts, structures, text } from '../aws/requestFields.ts';
import type { AccountAnswers } from '../wire/converse.ts';
import { eventQuestions } from './eventQuestions.ts';
import { functionQuestions } from './functionQuestions.ts';
import { simulatePrincipalPolicy } from './policySimulation.ts';
import { isAtHome, type Question, refuse } from './questions.ts';
import type { DeployedAccount } from './truth.ts';

/**
 * Answers reads about the deployment and its account; all other calls go to the simulated AWS. There is no paging: no
 * deployment needs more than one page.
 */
export function accountAnswers(account: DeployedAccount): AccountAnswers {
  return (service, operation, input, caller) => {
    const name = `${service}:${operation}`;
    if (account.refused.includes(name)) throw denied(name, caller);
    if (name === 'sqs:GetQueueUrl' && account.goneQueues.includes(String(input['QueueName']))) throw noQueue();
    if (service === 'drs' && account.uninitialised.includes(caller.region)) throw uninitialised();
    return QUESTIONS.get(name)?.(account, input, caller);
  };
}

function denied(name: string, { accountId }: Caller): AwsFault {
  const why = 'because no identity-based policy allows it';
  return new AwsFault(
    'AccessDenied',
    403,
    `User: arn:aws:iam::${accountId}:user/local is not authorized to perform: ${name} ${why}`,
  );
}

function noQueue(): AwsFault {
  return new AwsFault('QueueDoesNotExist', 400, 'The specified queue does not exist.');
}

function uninitialised(): AwsFault {
  return new AwsFault('UninitializedAccountException', 400, 'Account not initialized', {
    members: { code: 'UninitializedAccountException' },
  });
}

const getScheduleGroup: Question = (account, input, caller) => {
  const Name = text(input, 'Name', refuse);
  if (!isAtHome(account, caller) || !account.scheduleGroups.includes(Name))
    throw new AwsFault('ResourceNotFoundException', 404, `Schedule group ${Name} does not exist.`);
  return { Name, State: 'ACTIVE' };
};

const listSubscriptionsByTopic: Question = (account, input, caller) => {
  const topic = text(input, 'TopicArn', refuse);
  topicOf(account, topic, caller);
  const found = account.subscriptions.filter(({ TopicArn }) => TopicArn === topic);
  return { Subscriptions: found.map((one) => ({ ...one, Owner: caller.accountId })) };
};

/** SNS API reference, GetTopicAttributes: a map of strings, of which only the key is returned. */
const getTopicAttributes: Question = (account, input, caller) => {
  const { keyId } = topicOf(account, text(input, 'TopicArn', refuse), caller);
  return { Attributes: { entry: { key: 'KmsMasterKeyId', value: keyId } } };
};

function topicOf(account: DeployedAccount, requested: string, caller: Caller): DeployedAccount['topics'][number] {
  const found = isAtHome(account, caller) ? account.topics.find(({ arn }) => arn === requested) : undefined;
  if (found === undefined) throw new AwsFault('NotFound', 404, 'Topic does not exist');
  return found;
}

const describeAlarms: Question = (account, input, caller) => {
  const prefix = optionalText(input, 'AlarmNamePrefix', refuse) ?? '';
  const found = isAtHome(account, caller) ? account.alarms.filter(({ name }) => name.startsWith(prefix)) : [];
  return {
    MetricAlarms: found.map(({ name, actions, actionsEnabled, state }) => ({
      AlarmName: name,
      AlarmActions: actions,
      ActionsEnabled: actionsEnabled,
      StateValue: state,
    })),
  };
};

const getServiceQuota: Question = ({ quotas }, input) => {
  const [service, code] = [text(input, 'ServiceCode', refuse), text(input, 'QuotaCode', refuse)];
  const found = quotas.find((one) => one.service === service && one.code === code);
  if (found === undefined)
    throw new AwsFault('NoSuchResourceException', 400, `There is no quota ${code} of ${service}.`);
  return { Quota: { ServiceCode: service, QuotaCode: code, QuotaName: found.name, Value: found.value } };
};

const describeSubnets: Question = ({ networks }, input, { region }) => ({
  Subnets: networks
    .filter((one) => one.region === region && isRequestedFor(input, 'subnet-id', one.subnetId))
    .map(({ subnetId, vpcId, freeAddresses }) => {
      return { SubnetId: subnetId, VpcId: vpcId, State: 'available', AvailableIpAddressCount: freeAddresses };
    }),
});

const describeSecurityGroups: Question = ({ networks }, input, { region }) => ({
  SecurityGroups: networks
    .filter((one) => one.region === region && isRequestedFor(input, 'group-id', one.securityGroupId))
    .map(({ securityGroupId, vpcId }) => ({ GroupId: securityGroupId, GroupName: 'drill', VpcId: vpcId })),
});

/** DRS API reference, ReplicationConfigurationTemplate: one in each Region where DRS is initialized. */
const describeReplicationTemplates: Question = ({ volumeKeys }, _input, { region }) => {
  const key = volumeKeys[region];
  const encryption =
    key === undefined ? { ebsEncryption: 'DEFAULT' } : { ebsEncryption: 'CUSTOM', ebsEncryptionKeyArn: key };
  return { items: [{ replicationConfigurationTemplateID: 'rct-0d000000000000001', ...encryption }] };
};

const getEbsDefaultKmsKeyId: Question = () => ({ KmsKeyId: 'alias/aws/ebs' });

function isRequestedFor(input: Input, filter: string, id: string): boolean {
  const wanted = structures(input, 'Filters', refuse).filter((one) => optionalText(one, 'Name', refuse) === filter);
  return wanted.every((one) => (optionalTexts(one, 'Values', refuse) ?? []).includes(id));
}

/** The embedded table has no backups. */
const describeContinuousBackups: Question = ({ backedUp }, input) => {
  const PointInTimeRecoveryStatus = backedUp.includes(text(input, 'TableName', refuse)) ? 'ENABLED' : 'DISABLED';
  const PointInTimeRecoveryDescription = { PointInTimeRecoveryStatus };
  return {
    ContinuousBackupsDescription: { ContinuousBackupsStatus: 'ENABLED', PointInTimeRecoveryDescription },
  };
};

const describeKey: Question = ({ evidenceKey }, input) => ({
  KeyMetadata: { ...input, KeyState: evidenceKey, KeyUsage: 'SIGN_VERIFY', KeySpec: 'ECC_NIST_P256' },
});

/** S3 API reference, error codes: ObjectLockConfigurationNotFoundError. */
const getObjectLock: Question = ({ evidenceLock }) => {
  const message = 'Object Lock configuration does not exist for this bucket';
  if (evidenceLock === null) throw new AwsFault('ObjectLockConfigurationNotFoundError', 404, message);
  return evidenceLock;
};

const QUESTIONS: ReadonlyMap<string, Question> = new Map([
  ...functionQuestions,
  ...eventQuestions,
  ['iam:SimulatePrincipalPolicy', simulatePrincipalPolicy],
  ['scheduler:GetScheduleGroup', getScheduleGroup],
  ['sns:ListSubscriptionsByTopic', listSubscriptionsByTopic],
  ['sns:GetTopicAttributes', getTopicAttributes],
  ['monitoring:DescribeAlarms', describeAlarms],
  ['kms:DescribeKey', describeKey],
  ['s3:GetObjectLockConfiguration', getObjectLock],
  ['servicequotas:GetServiceQuota', getServiceQuota],
  ['drs:DescribeReplicationConfigurationTemplates', describeReplicationTemplates],
  ['ec2:GetEbsDefaultKmsKeyId', getEbsDefaultKmsKeyId],
  ['ec2:DescribeSubnets', describeSubnets],
  ['ec2:DescribeSecurityGroups', describeSecurityGroups],
  ['dynamodb:DescribeContinuousBackups', describeContinuousBackups],
]);
