import type { Caller } from '../contract.ts';
import type { SourceServer } from '../state.ts';
import type { ForwardedCall } from './forwardedCall.ts';
import {
  AFTER_LAUNCH,
  BEFORE_LAUNCH,
  BY_ATTRIBUTES,
  BY_TYPE,
  CONVERSION,
  END,
  FIRST_USE,
  READING,
  type Row,
  SNAPSHOT,
  type Step,
  type Thing,
} from './forwardedRows.ts';
import type { IamRequest } from './policyEvaluation.ts';

/** What a launch depends on, besides its server. */
export interface LaunchPlan {
  jobID: string;
  /** Whether StartRecovery had tags. */
  tagged: boolean;
  /** Whether DRS still has to create its security groups. */
  firstUse: boolean;
  /** Whether an older instance of the server is deleted first. */
  replaces: boolean;
  /** Whether it starts from an existing point in time. */
  pinned: boolean;
}

/** All calls that DRS makes on its caller's behalf to launch one server, in order. */
export function callsOfLaunch(site: Caller, server: SourceServer, plan: LaunchPlan): ForwardedCall[] {
  const { keyArn, profileRoleArn, byAttributes, launchActions } = server.special ?? {};
  const on = { site, server, by: 'StartRecovery', jobID: plan.jobID } as const;
  return [
    ...(plan.tagged ? tagging(on, 'CALL', ['source-server', server.sourceServerID], ['job', plan.jobID]) : []),
    ...reading(on, 'CONVERSION', READING),
    forwarded(
      on,
      'CONVERSION',
      'kms:DescribeKey',
      keyArn ?? `arn:aws:kms:${site.region}:${site.accountId}:key/aws-ebs`,
    ),
    ...(plan.replaces ? expanded(on, END) : []),
    ...(plan.pinned ? [] : expanded(on, SNAPSHOT)),
    ...(plan.firstUse ? expanded(on, FIRST_USE) : []),
    ...(keyArn === undefined ? [] : usingKey(on, keyArn)),
    ...passing(on, 'CONVERSION', serviceRole(site, 'ConversionServerRole')),
    ...expanded(on, CONVERSION),
    ...expanded(on, BEFORE_LAUNCH),
    ...passing(on, 'LAUNCH', serviceRole(site, `RecoveryInstance${launchActions ? 'WithLaunchActions' : ''}Role`)),
    ...(profileRoleArn === undefined ? [] : passing(on, 'LAUNCH', profileRoleArn)),
    ...expanded(on, byAttributes === true ? BY_ATTRIBUTES : BY_TYPE),
    ...expanded(on, AFTER_LAUNCH),
    forwarded(on, 'LAUNCH', 'drs:CreateRecoveryInstanceForDrs', drsArn(site, 'source-server', server.sourceServerID)),
    ...tagging(on, 'LAUNCH', ['recovery-instance', idOf('instance', server)]),
  ];
}

/** All calls that DRS makes on its caller's behalf to terminate one instance, in order. */
export function callsOfTermination(site: Caller, server: SourceServer, jobID: string): ForwardedCall[] {
  const on = { site, server, by: 'TerminateRecoveryInstances', jobID } as const;
  const looks = ['drs:DescribeSourceServers', 'ec2:DescribeInstances', 'ec2:DescribeVolumes'];
  return [...reading(on, 'CLEANUP', looks), ...expanded(on, END)];
}

interface On {
  site: Caller;
  server: SourceServer;
  by: ForwardedCall['by'];
  jobID: string;
}

/** IAM user guide, forward access sessions: DRS calls other services as its caller, marked with these keys. */
const THROUGH_DRS = { 'aws:ViaAWSService': 'true', 'aws:CalledVia': ['drs.amazonaws.com'] };

function forwarded(
  { by, jobID }: On,
  step: Step,
  action: string,
  resource: string,
  keys: IamRequest['keys'] = {},
): ForwardedCall {
  return { by, jobID, step, action, resource, keys: { ...THROUGH_DRS, ...keys } };
}

function reading(on: On, step: Step, actions: readonly string[]): ForwardedCall[] {
  return actions.map((action) => forwarded(on, step, action, '*'));
}

/**
 * The caller itself needs permission to tag, not through DRS. The value of drs:CreateAction in this case has not been
 * observed.
 */
function tagging({ site, by, jobID }: On, step: Step, ...on: [kind: string, id: string][]): ForwardedCall[] {
  const action = 'drs:TagResource';
  return on.map(([kind, id]) => ({ by, jobID, step, action, resource: drsArn(site, kind, id), keys: {} }));
}

function passing(on: On, step: Step, roleArn: string): ForwardedCall[] {
  return [forwarded(on, step, 'iam:PassRole', roleArn, { 'iam:PassedToService': 'ec2.amazonaws.com' })];
}

/** Amazon EBS user guide, permissions for encryption: what creating a volume under a customer managed key requires. */
function usingKey(on: On, keyArn: string): ForwardedCall[] {
  const keys = { 'kms:GrantIsForAWSResource': 'true', 'kms:ViaService': `ec2.${on.site.region}.amazonaws.com` };
  const actions = ['CreateGrant', 'Decrypt', 'GenerateDataKeyWithoutPlaintext', 'ReEncryptFrom', 'ReEncryptTo'];
  return actions.map((action) => forwarded(on, 'CONVERSION', `kms:${action}`, keyArn, keys));
}

/** One call for each resource that IAM evaluates, and one for the tags of each created resource. */
function expanded(on: On, rows: readonly Row[]): ForwardedCall[] {
  return rows.flatMap(([step, action, ...things]) => {
    const requested = things.map((thing) => forwarded(on, step, action, arnOf(on, thing), tagsOf(on, thing)));
    const tagged = things.filter(({ how }) => how === 'MADE');
    const createAction = { 'ec2:CreateAction': action.slice('ec2:'.length) };
    const tags = tagged.map((thing) =>
      forwarded(on, step, 'ec2:CreateTags', arnOf(on, thing), { ...tagsOf(on, thing), ...createAction }),
    );
    return [...requested, ...tags];
  });
}

const MANAGED = 'AWSElasticDisasterRecoveryManaged';

/** The resource types in the launch template's tag specifications. */
const FROM_TEMPLATE: ReadonlySet<string> = new Set(['instance', 'volume', 'network-interface']);

/** The tags of a resource, existing or requested at creation, as condition keys. */
function tagsOf({ server, jobID }: On, { kind, how }: Thing): IamRequest['keys'] {
  if (how === 'BARE') return {};
  const managed = { [MANAGED]: 'drs.amazonaws.com' };
  const ids = { 'drs.amazonaws.com-job': jobID, 'drs.amazonaws.com-source-server': server.sourceServerID };
  const isUntagged = how === 'HELPER' || (FROM_TEMPLATE.has(kind) && server.templateUntagged);
  const isOfLaunch = FROM_TEMPLATE.has(kind) && server.special?.documentedTags !== true;
  const tags = isUntagged ? ids : { ...managed, ...(isOfLaunch ? ids : {}) };
  const place = how === 'MADE' ? 'aws:RequestTag' : 'aws:ResourceTag';
  return Object.fromEntries(Object.entries(tags).map(([tag, value]) => [`${place}/${tag}`, value]));
}

/** Service authorization reference, EC2: ARNs of images and snapshots have no account. */
function arnOf({ site, server }: On, { kind }: Thing): string {
  const account = kind === 'image' || kind === 'snapshot' ? '' : site.accountId;
  const type = kind === 'conversion server' ? 'instance' : kind;
  return `arn:aws:ec2:${site.region}:${account}:${type}/${idOf(kind, server)}`;
}

const PREFIXES: Readonly<Record<string, string>> = {
  instance: 'i',
  'conversion server': 'i-c',
  image: 'ami',
  volume: 'vol',
  snapshot: 'snap',
  'network-interface': 'eni',
  vpc: 'vpc',
};

/** A stable id: permissions are evaluated before the resource is created. */
function idOf(kind: string, server: SourceServer): string {
  if (kind === 'subnet') return server.subnetId;
  if (kind === 'security-group') return server.securityGroupId;
  if (kind === 'launch-template') return server.launchTemplateId;
  return `${PREFIXES[kind] ?? kind}-${server.sourceServerID.slice(2)}`;
}

function drsArn({ region, accountId }: Caller, kind: string, id: string): string {
  return `arn:aws:drs:${region}:${accountId}:${kind}/${id}`;
}

/** DRS user guide, managed policies: the roles of instances that DRS launches. */
function serviceRole({ accountId }: Caller, name: string): string {
  return `arn:aws:iam::${accountId}:role/service-role/AWSElasticDisasterRecovery${name}`;
}
