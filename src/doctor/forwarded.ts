import { arnIn, type Place } from './deployed.ts';
import type { Right } from './right.ts';

/*
 * What DRS does in EC2 and IAM on behalf of the caller of StartRecovery and TerminateRecoveryInstances: DRS's service
 * authorization reference (dependent actions of both) and the AWS managed policy
 * AWSElasticDisasterRecoveryConsoleFullAccess_v2. The key aws:ViaAWSService shows that DRS makes the call (IAM user
 * guide: forward access sessions).
 */

/** The rights of a launch. */
export function forwardedRights(place: Place, regions: string[]): Right[] {
  const drs = (resource: string) => regions.map((region) => arnIn({ ...place, region }, 'drs', resource));
  const servers = drs('source-server/s-00000000000000000');
  const jobs = drs('job/drsjob-00000000000000000');
  const instances = drs('recovery-instance/i-00000000000000000');
  const keys = regions.map((region) => arnIn({ ...place, region }, 'kms', 'key/any'));
  const reading = [...READING_DRS, ...READING_EC2, 'iam:ListInstanceProfiles', 'kms:ListAliases'];
  const roles = ROLES.map((role) => roleArn(place, role));
  return [
    { actions: reading, resources: ['*'], keys: VIA_DRS },
    { actions: ['kms:DescribeKey'], resources: keys, keys: VIA_DRS },
    // Required of the caller itself, also on the source server: otherwise StartRecovery refuses the tags, and so every
    // launch.
    { actions: ['drs:TagResource'], resources: [...servers, ...jobs, ...instances] },
    { actions: ['drs:CreateRecoveryInstanceForDrs'], resources: servers, keys: VIA_DRS },
    { actions: ['iam:PassRole'], resources: roles, keys: { ...VIA_DRS, 'iam:PassedToService': 'ec2.amazonaws.com' } },
    ...onEc2(place, regions),
  ];
}

function onEc2(place: Place, regions: string[]): Right[] {
  const on = (...kinds: string[]) =>
    regions.flatMap((region) => kinds.map((kind) => arnIn({ ...place, region }, 'ec2', `${kind}/x-00000000000000000`)));
  const via = (actions: string[], ...kinds: string[]) => ({ actions, resources: on(...kinds), keys: VIA_DRS });
  const tagging = MADE.map(([kind, made]) => {
    return { actions: ['ec2:CreateTags'], resources: on(kind), keys: { ...VIA_DRS, 'ec2:CreateAction': made } };
  });
  return [
    { actions: ON_INSTANCES, resources: on('instance'), keys: ON_MANAGED },
    { actions: ON_INSTANCES, resources: on('instance'), keys: ON_LAUNCHED },
    { actions: ON_TEMPLATES, resources: on('launch-template'), keys: ON_MANAGED },
    via(['ec2:CreateLaunchTemplate'], 'launch-template'),
    via(ON_VOLUMES, 'volume'),
    via(['ec2:CreateSnapshot', 'ec2:CreateVolume', 'ec2:DeleteSnapshot'], 'snapshot'),
    via(ON_GROUPS, 'security-group'),
    via(['ec2:CreateSecurityGroup'], 'vpc'),
    via(['ec2:CreateNetworkInterface', 'ec2:CreateNetworkInterfacePermission'], 'network-interface'),
    via(['ec2:CreateNetworkInterface'], 'security-group', 'subnet'),
    via(['ec2:CreateFleet', 'ec2:RunInstances'], ...LAUNCHED_FROM),
    ...tagging,
  ];
}

/** The rights of a termination. */
export function terminationRights(place: Place, regions: string[]): Right[] {
  const on = (service: string, resource: string) =>
    regions.map((region) => arnIn({ ...place, region }, service, resource));
  const instances = on('ec2', 'instance/i-00000000000000000');
  return [
    { actions: ['drs:TerminateRecoveryInstances'], resources: on('drs', 'recovery-instance/i-00000000000000000') },
    {
      actions: ['drs:DescribeSourceServers', 'ec2:DescribeInstances', 'ec2:DescribeVolumes'],
      resources: ['*'],
      keys: VIA_DRS,
    },
    { actions: ['ec2:TerminateInstances'], resources: instances, keys: ON_MANAGED },
    { actions: ['ec2:TerminateInstances'], resources: instances, keys: ON_LAUNCHED },
    { actions: ['ec2:DeleteVolume'], resources: on('ec2', 'volume/vol-00000000000000000'), keys: VIA_DRS },
  ];
}

/**
 * Amazon EBS user guide, permissions for encryption: the rights needed to create a volume with a customer managed key.
 */
export function keyRights(keyArns: string[]): Right[] {
  const granting = { ...VIA_DRS, 'kms:GrantIsForAWSResource': 'true' };
  return [
    { actions: ['kms:CreateGrant'], resources: keyArns, keys: granting },
    { actions: ON_KEYS, resources: keyArns, keys: VIA_DRS },
  ];
}

const ON_KEYS = ['kms:Decrypt', 'kms:GenerateDataKeyWithoutPlaintext', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'];

const VIA_DRS = { 'aws:ViaAWSService': 'true' };
/** The tag set by DRS's launch template, and the one set by DRS itself. */
const ON_MANAGED = { ...VIA_DRS, 'aws:ResourceTag/AWSElasticDisasterRecoveryManaged': 'drs.amazonaws.com' };
const ON_LAUNCHED = { ...VIA_DRS, 'aws:ResourceTag/drs.amazonaws.com-job': 'drsjob-00000000000000000' };

const READING_DRS = [
  'drs:DescribeReplicationConfigurationTemplates',
  'drs:DescribeSourceServers',
  'drs:ListTagsForResource',
];

const READING_EC2 = [
  'DescribeAccountAttributes',
  'DescribeAvailabilityZones',
  'DescribeCapacityReservations',
  'DescribeHosts',
  'DescribeImages',
  'DescribeInstanceAttribute',
  'DescribeInstanceStatus',
  'DescribeInstanceTypeOfferings',
  'DescribeInstanceTypes',
  'DescribeInstances',
  'DescribeKeyPairs',
  'DescribeLaunchTemplateVersions',
  'DescribeLaunchTemplates',
  'DescribeSecurityGroups',
  'DescribeSnapshots',
  'DescribeSubnets',
  'DescribeVolumes',
  'GetEbsDefaultKmsKeyId',
  'GetEbsEncryptionByDefault',
  'GetInstanceTypesFromInstanceRequirements',
].map((name) => `ec2:${name}`);

const ON_INSTANCES = [
  'AssociateIamInstanceProfile',
  'AttachVolume',
  'DetachVolume',
  'GetConsoleOutput',
  'GetConsoleScreenshot',
  'ModifyInstanceAttribute',
  'StartInstances',
  'StopInstances',
  'TerminateInstances',
].map((name) => `ec2:${name}`);

const ON_TEMPLATES = [
  'CreateLaunchTemplateVersion',
  'CreateTags',
  'DeleteLaunchTemplateVersions',
  'DeleteTags',
  'ModifyLaunchTemplate',
].map((name) => `ec2:${name}`);

const ON_VOLUMES = ['AttachVolume', 'CreateSnapshot', 'CreateVolume', 'DeleteVolume', 'DetachVolume'].map(
  (name) => `ec2:${name}`,
);

/** The first launch in a staging VPC creates the two security groups of DRS. */
const ON_GROUPS = [
  'AuthorizeSecurityGroupEgress',
  'AuthorizeSecurityGroupIngress',
  'CreateSecurityGroup',
  'RevokeSecurityGroupEgress',
].map((name) => `ec2:${name}`);

/** What an instance is created from and with; a fleet if the template selects instance types by attributes. */
const LAUNCHED_FROM = [
  'capacity-reservation',
  'fleet',
  'image',
  'instance',
  'key-pair',
  'launch-template',
  'network-interface',
  'placement-group',
  'security-group',
  'snapshot',
  'subnet',
  'volume',
];

/** What is tagged on creation, and by which action. */
const MADE: readonly [kind: string, action: string][] = [
  ['fleet', 'CreateFleet'],
  ['instance', 'RunInstances'],
  ['launch-template', 'CreateLaunchTemplate'],
  ['network-interface', 'CreateNetworkInterface'],
  ['security-group', 'CreateSecurityGroup'],
  ['snapshot', 'CreateSnapshot'],
  ['volume', 'CreateVolume'],
];

/** DRS user guide, service roles: those of conversion servers and of launched instances. */
const ROLES = ['ConversionServerRole', 'RecoveryInstanceRole', 'RecoveryInstanceWithLaunchActionsRole'];

function roleArn({ partition, accountId }: Place, role: string): string {
  return `arn:${partition}:iam::${accountId}:role/service-role/AWSElasticDisasterRecovery${role}`;
}
