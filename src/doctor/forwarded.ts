import { arnIn, type Place } from './deployed.ts';
import type { Right } from './rights.ts';

/*
 * What DRS does on EC2 and IAM in the name of whoever starts a drill or terminates its instances: DRS's service authorization reference
 * (dependent actions of StartRecovery and TerminateRecoveryInstances) and AWS's policy AWSElasticDisasterRecoveryConsoleFullAccess_v2.
 * That DRS calls says the key aws:ViaAWSService (IAM user guide: forward access sessions).
 */

/** Of a launch. */
export function forwardedRights(place: Place, regions: string[]): Right[] {
  const on = (...kinds: string[]) =>
    regions.flatMap((region) => kinds.map((kind) => arnIn({ ...place, region }, 'ec2', `${kind}/x-00000000000000000`)));
  const drs = (resource: string) => regions.map((region) => arnIn({ ...place, region }, 'drs', resource));
  const servers = drs('source-server/s-00000000000000000');
  const instances = drs('recovery-instance/i-00000000000000000');
  return [
    {
      actions: [...READING_DRS, ...READING_EC2, 'iam:ListInstanceProfiles', 'kms:ListAliases'],
      resources: ['*'],
      keys: VIA_DRS,
    },
    {
      actions: ['kms:DescribeKey'],
      resources: regions.map((region) => arnIn({ ...place, region }, 'kms', 'key/any')),
      keys: VIA_DRS,
    },
    // Asked of the caller itself. On the source server too: without it StartRecovery refuses the tags, and so every launch.
    { actions: ['drs:TagResource'], resources: [...servers, ...instances, ...drs('job/drsjob-00000000000000000')] },
    { actions: ['drs:CreateRecoveryInstanceForDrs'], resources: servers, keys: VIA_DRS },
    { actions: ON_INSTANCES, resources: on('instance'), keys: ON_MANAGED },
    { actions: ON_INSTANCES, resources: on('instance'), keys: ON_LAUNCHED },
    { actions: ON_TEMPLATES, resources: on('launch-template'), keys: ON_MANAGED },
    { actions: ['ec2:CreateLaunchTemplate'], resources: on('launch-template'), keys: VIA_DRS },
    {
      actions: ['ec2:AttachVolume', 'ec2:CreateSnapshot', 'ec2:CreateVolume', 'ec2:DeleteVolume', 'ec2:DetachVolume'],
      resources: on('volume'),
      keys: VIA_DRS,
    },
    {
      actions: ['ec2:CreateSnapshot', 'ec2:CreateVolume', 'ec2:DeleteSnapshot'],
      resources: on('snapshot'),
      keys: VIA_DRS,
    },
    { actions: ON_GROUPS, resources: on('security-group'), keys: VIA_DRS },
    { actions: ['ec2:CreateSecurityGroup'], resources: on('vpc'), keys: VIA_DRS },
    {
      actions: ['ec2:CreateNetworkInterface', 'ec2:CreateNetworkInterfacePermission'],
      resources: on('network-interface'),
      keys: VIA_DRS,
    },
    { actions: ['ec2:CreateNetworkInterface'], resources: on('security-group', 'subnet'), keys: VIA_DRS },
    { actions: ['ec2:CreateFleet', 'ec2:RunInstances'], resources: on(...LAUNCHED_FROM), keys: VIA_DRS },
    ...MADE.map(([kind, action]) => ({
      actions: ['ec2:CreateTags'],
      resources: on(kind),
      keys: { ...VIA_DRS, 'ec2:CreateAction': action },
    })),
    {
      actions: ['iam:PassRole'],
      resources: ROLES.map((role) => roleArn(place, role)),
      keys: { ...VIA_DRS, 'iam:PassedToService': 'ec2.amazonaws.com' },
    },
  ];
}

/** Of a termination. */
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

const VIA_DRS = { 'aws:ViaAWSService': 'true' };
/** The tag that DRS's launch template gives, and the one that DRS gives by itself. */
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

/** The first launch in a staging VPC makes DRS's two groups. */
const ON_GROUPS = [
  'AuthorizeSecurityGroupEgress',
  'AuthorizeSecurityGroupIngress',
  'CreateSecurityGroup',
  'RevokeSecurityGroupEgress',
].map((name) => `ec2:${name}`);

/** What an instance is made from, and what is made with it; a fleet where the template describes types by what they have. */
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

/** What is tagged while it is made, and by which action. */
const MADE: readonly [kind: string, action: string][] = [
  ['fleet', 'CreateFleet'],
  ['instance', 'RunInstances'],
  ['launch-template', 'CreateLaunchTemplate'],
  ['network-interface', 'CreateNetworkInterface'],
  ['security-group', 'CreateSecurityGroup'],
  ['snapshot', 'CreateSnapshot'],
  ['volume', 'CreateVolume'],
];

/** DRS user guide, its service roles: of the servers that convert disks, and of what is launched. */
const ROLES = ['ConversionServerRole', 'RecoveryInstanceRole', 'RecoveryInstanceWithLaunchActionsRole'];

function roleArn({ partition, accountId }: Place, role: string): string {
  return `arn:${partition}:iam::${accountId}:role/service-role/AWSElasticDisasterRecovery${role}`;
}
