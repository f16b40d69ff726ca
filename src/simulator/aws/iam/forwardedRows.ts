/*
 * The EC2 calls that DRS makes with its caller's permissions, in order. Sources: DRS's service authorization
 * reference (dependent actions of StartRecovery and TerminateRecoveryInstances), AWS's policy
 * AWSElasticDisasterRecoveryConsoleFullAccess_v2 of 2026-06, CloudTrail and denied launches (2025-11 to 2026-09).
 * Where the resources and tags of a call have not been observed, they follow the conditions of that policy.
 */

/** When DRS makes the call: during the operation itself, or in the job step that fails without it. */
export type Step = 'CALL' | 'SNAPSHOT' | 'CONVERSION' | 'LAUNCH' | 'CLEANUP';

/** A resource and its tags, existing or requested at creation. */
export interface Thing {
  kind: string;
  /** OWN: DRS has created and tagged it. MADE: it is being created with those tags. */
  how: 'OWN' | 'MADE' | 'HELPER' | 'BARE';
}

const own = (kind: string): Thing => ({ kind, how: 'OWN' });
const made = (kind: string): Thing => ({ kind, how: 'MADE' });
/** Observed in 2025-12 with the two tags `drs.amazonaws.com-…` and no other. */
const helper = (kind: string): Thing => ({ kind, how: 'HELPER' });
const bare = (kind: string): Thing => ({ kind, how: 'BARE' });

export type Row = readonly [step: Step, action: string, ...on: Thing[]];

/**
 * Actions without a resource type. DRS service authorization reference, dependent actions; AWS's
 * AWSElasticDisasterRecoveryConsoleFullAccess_v2; CloudTrail (2026-09).
 */
export const READING: readonly string[] = [
  'drs:DescribeReplicationConfigurationTemplates',
  'drs:DescribeSourceServers',
  'drs:ListTagsForResource',
  'ec2:DescribeAccountAttributes',
  'ec2:DescribeAvailabilityZones',
  'ec2:DescribeCapacityReservations',
  'ec2:DescribeHosts',
  'ec2:DescribeImages',
  'ec2:DescribeInstanceAttribute',
  'ec2:DescribeInstanceStatus',
  'ec2:DescribeInstanceTypeOfferings',
  'ec2:DescribeInstanceTypes',
  'ec2:DescribeInstances',
  'ec2:DescribeKeyPairs',
  'ec2:DescribeLaunchTemplateVersions',
  'ec2:DescribeLaunchTemplates',
  'ec2:DescribeSecurityGroups',
  'ec2:DescribeSnapshots',
  'ec2:DescribeSubnets',
  'ec2:DescribeVolumes',
  'ec2:GetEbsDefaultKmsKeyId',
  'ec2:GetEbsEncryptionByDefault',
  'ec2:GetInstanceTypesFromInstanceRequirements',
  'iam:ListInstanceProfiles',
  'kms:ListAliases',
];

/** The first use of a staging VPC: DRS creates two security groups, which stay. */
export const FIRST_USE: readonly Row[] = [
  ['CONVERSION', 'ec2:CreateSecurityGroup', made('security-group'), bare('vpc')],
  ['CONVERSION', 'ec2:AuthorizeSecurityGroupIngress', own('security-group')],
  ['CONVERSION', 'ec2:AuthorizeSecurityGroupEgress', own('security-group')],
  ['CONVERSION', 'ec2:RevokeSecurityGroupEgress', own('security-group')],
];

export const SNAPSHOT: readonly Row[] = [['SNAPSHOT', 'ec2:CreateSnapshot', made('snapshot'), own('volume')]];

/** What an instance is launched from and into. */
const NEW_INSTANCE = [bare('image'), bare('subnet'), bare('security-group')];

export const CONVERSION: readonly Row[] = [
  ['CONVERSION', 'ec2:CreateVolume', made('volume'), own('snapshot')],
  ['CONVERSION', 'ec2:CreateVolume', helper('volume')],
  ['CONVERSION', 'ec2:CreateNetworkInterface', made('network-interface'), bare('subnet'), bare('security-group')],
  ['CONVERSION', 'ec2:CreateNetworkInterfacePermission', own('network-interface')],
  ['CONVERSION', 'ec2:RunInstances', made('instance'), made('volume'), made('network-interface'), ...NEW_INSTANCE],
  ['CONVERSION', 'ec2:AttachVolume', own('conversion server'), helper('volume')],
  ['CONVERSION', 'ec2:GetConsoleOutput', own('conversion server')],
  ['CONVERSION', 'ec2:GetConsoleScreenshot', own('conversion server')],
  ['CONVERSION', 'ec2:StopInstances', own('conversion server')],
  ['CONVERSION', 'ec2:DetachVolume', own('conversion server'), own('volume')],
  ['CONVERSION', 'ec2:TerminateInstances', own('conversion server')],
];

export const BEFORE_LAUNCH: readonly Row[] = [
  ['LAUNCH', 'ec2:CreateLaunchTemplate', made('launch-template')],
  ['LAUNCH', 'ec2:CreateLaunchTemplateVersion', own('launch-template')],
  ['LAUNCH', 'ec2:ModifyLaunchTemplate', own('launch-template')],
];

/**
 * A launch template may name a key pair, a placement group, a capacity reservation, and snapshots for further
 * volumes.
 */
const TEMPLATE = [bare('launch-template'), bare('key-pair'), bare('placement-group'), bare('capacity-reservation')];

export const BY_TYPE: readonly Row[] = [
  [
    'LAUNCH',
    'ec2:RunInstances',
    ...[made('instance'), made('volume'), made('network-interface'), bare('snapshot')],
    ...NEW_INSTANCE,
    ...TEMPLATE,
  ],
];

/** A launch template that selects instance types by attributes instead of naming one. */
export const BY_ATTRIBUTES: readonly Row[] = [
  [
    'LAUNCH',
    'ec2:CreateFleet',
    ...[made('fleet'), made('instance'), made('volume'), bare('subnet'), bare('image'), bare('launch-template')],
  ],
];

export const AFTER_LAUNCH: readonly Row[] = [
  ['LAUNCH', 'ec2:StopInstances', own('instance')],
  ['LAUNCH', 'ec2:DetachVolume', own('instance'), bare('volume')],
  ['LAUNCH', 'ec2:AttachVolume', own('instance'), helper('volume')],
  ['LAUNCH', 'ec2:ModifyInstanceAttribute', own('instance')],
  ['LAUNCH', 'ec2:AssociateIamInstanceProfile', own('instance')],
  ['LAUNCH', 'ec2:StartInstances', own('instance')],
  ['LAUNCH', 'ec2:GetConsoleOutput', own('instance')],
  ['LAUNCH', 'ec2:GetConsoleScreenshot', own('instance')],
  ['LAUNCH', 'ec2:DeleteLaunchTemplateVersions', own('launch-template')],
  ['LAUNCH', 'ec2:DeleteSnapshot', own('snapshot')],
  ['LAUNCH', 'ec2:DeleteVolume', helper('volume')],
];

/** For an instance that a launch replaces, or that is to be terminated. */
export const END: readonly Row[] = [
  ['CLEANUP', 'ec2:TerminateInstances', own('instance')],
  ['CLEANUP', 'ec2:DeleteVolume', own('volume')],
];
