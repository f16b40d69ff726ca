import { checkRights, probeRights } from './checkRights.ts';
import { arnIn, type Deployed, type Place, prefixOf } from './deployed.ts';
import { keyRights, linkingRights, sealingRights } from './evidence/evidenceRights.ts';
import { forwardedRights, terminationRights } from './forwarded.ts';
import type { FunctionName } from './parts.ts';
import type { Right } from './right.ts';
import { tableRights } from './tableRights.ts';

/** Targets of functions that are not in their settings. */
export interface Targets {
  /** The Regions with drills. */
  drsRegions: string[];
  /** The streams that functions read. */
  streamArns: string[];
  /** The KMS key of the notices topic; null without one, or when it could not be read. */
  topicKeyArn: string | null;
}

/** All rights of a function's role, except logs and traces. */
export function rightsOf(functionName: FunctionName, deployed: Deployed, targets: Targets): Right[] {
  const { place } = deployed;
  return [
    ...tableRights(functionName, deployed),
    ...(READS_STREAM.includes(functionName) ? readingStream(place, targets.streamArns) : []),
    ...(MORE[functionName]?.(deployed, targets) ?? []),
  ];
}

/** The rights of the role that EventBridge Scheduler assumes. */
export function rightsOfSchedules({ place }: Deployed): Right[] {
  const called = ['guardSweep', 'hardStop', 'heartbeat', 'reconcile', 'sealOverdue', 'sweep', 'takeInventory', 'wake'];
  return [
    {
      actions: ['lambda:InvokeFunction'],
      resources: called.map((name) => arnIn(place, 'lambda', `function:${prefixOf(place)}-${name}`)),
    },
    { actions: ['sqs:SendMessage'], resources: [queue(place, 'schedule-failures')] },
  ];
}

const READS_STREAM: readonly FunctionName[] = ['stream', 'publish'];

/** Lambda developer guide, DynamoDB: what an event source mapping does with its function's role. */
function readingStream(place: Place, streamArns: string[]): Right[] {
  const actions = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];
  const reading = streamArns.length === 0 ? [] : [{ actions, resources: streamArns }];
  return [
    ...reading,
    { actions: ['dynamodb:ListStreams'], resources: ['*'] },
    { actions: ['sqs:SendMessage'], resources: [queue(place, 'stream-failures')] },
  ];
}

type Rights = (deployed: Deployed, targets: Targets) => Right[];

const MORE: Readonly<Partial<Record<FunctionName, Rights>>> = {
  drillRequested: (deployed) => [...keepingFailures(deployed), toBus(deployed)],
  drsEvent: keepingFailures,
  ec2Event: keepingFailures,
  guardSweep: (deployed, { drsRegions }) => [...keepingFailures(deployed), ...guarding(deployed, drsRegions)],
  hardStop: (deployed, { drsRegions }) => [
    ...keepingFailures(deployed),
    ...guarding(deployed, drsRegions),
    ...scheduling(deployed),
  ],
  heartbeat: (deployed) => [
    ...keepingFailures(deployed),
    {
      actions: ['cloudwatch:DescribeAlarms'],
      resources: [arnIn(deployed.place, 'cloudwatch', `alarm:${prefixOf(deployed.place)}-leak`)],
    },
  ],
  performCheck: (deployed, { drsRegions }) => [
    {
      actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
      resources: [queue(deployed.place, 'checks')],
    },
    ...checkRights(deployed, drsRegions),
  ],
  performEffect: (deployed, { drsRegions }) => [...performing(deployed, drsRegions), ...scheduling(deployed)],
  probe: probeRights,
  ssmEvent: keepingFailures,
  deleteSchedule: (deployed) => [onCopies(deployed, 'DeleteSchedule')],
  putSchedule: (deployed) => [onCopies(deployed, 'CreateSchedule', 'UpdateSchedule'), passingCopies(deployed)],
  reconcile: (deployed, targets) => [
    ...keepingFailures(deployed),
    onCopies(deployed, 'CreateSchedule', 'UpdateSchedule', 'DeleteSchedule', 'GetSchedule'),
    { actions: ['scheduler:ListSchedules'], resources: ['*'] },
    passingCopies(deployed),
    toBus(deployed),
    ...toTopic(deployed, targets),
  ],
  runSchedule: (deployed, targets) => [...keepingFailures(deployed), toBus(deployed), ...toTopic(deployed, targets)],
  releaseJob: (deployed, targets) => [toBus(deployed), ...toTopic(deployed, targets)],
  stream: ({ place }) => [
    { actions: ['sqs:SendMessage'], resources: [queue(place, 'effects'), queue(place, 'checks')] },
  ],
  getEvidenceKey: keyRights,
  linkEvidence: linkingRights,
  sealEvidence: (deployed) => [...keepingFailures(deployed), ...sealingRights(deployed)],
  sealOverdue: (deployed) => [...keepingFailures(deployed), ...sealingRights(deployed)],
  sweep: keepingFailures,
  takeInventory: (deployed) => [
    ...keepingFailures(deployed),
    { actions: ['drs:DescribeSourceServers', 'pricing:GetProducts'], resources: ['*'] },
  ],
  publish: (deployed, targets) => [toBus(deployed), ...toTopic(deployed, targets)],
  wake: keepingFailures,
};

function keepingFailures({ place }: Deployed): Right[] {
  return [{ actions: ['sqs:SendMessage'], resources: [queue(place, 'function-failures')] }];
}

function toBus({ place, environment }: Deployed): Right {
  return {
    actions: ['events:PutEvents'],
    resources: [arnIn(place, 'events', `event-bus/${environment['BUS_NAME'] ?? ''}`)],
  };
}

function toTopic({ place: { region }, environment }: Deployed, { topicKeyArn }: Targets): Right[] {
  const publishing = { actions: ['sns:Publish'], resources: [environment['NOTICES_TOPIC_ARN'] ?? ''] };
  if (topicKeyArn === null) return [publishing];
  // SNS developer guide, key management: the rights to publish to an encrypted topic.
  const keys = { 'kms:ViaService': `sns.${region}.amazonaws.com` };
  return [publishing, { actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [topicKeyArn], keys }];
}

function scheduling({ place, environment }: Deployed): Right[] {
  const group = environment['SCHEDULE_GROUP'] ?? '';
  const keys = { 'iam:PassedToService': 'scheduler.amazonaws.com' };
  return [
    { actions: ['scheduler:CreateSchedule'], resources: [arnIn(place, 'scheduler', `schedule/${group}/d-0`)] },
    { actions: ['iam:PassRole'], resources: [environment['SCHEDULE_ROLE_ARN'] ?? ''], keys },
  ];
}

/** On the copies of the schedules of plans, in a group of their own. */
function onCopies({ place, environment }: Deployed, ...names: string[]): Right {
  const group = environment['PLAN_SCHEDULE_GROUP'] ?? '';
  const resources = [arnIn(place, 'scheduler', `schedule/${group}/nightly`)];
  return { actions: names.map((name) => `scheduler:${name}`), resources };
}

function passingCopies({ environment }: Deployed): Right {
  const keys = { 'iam:PassedToService': 'scheduler.amazonaws.com' };
  return { actions: ['iam:PassRole'], resources: [environment['PLAN_SCHEDULE_ROLE_ARN'] ?? ''], keys };
}

function guarding({ place }: Deployed, regions: string[]): Right[] {
  return [...looking(place, regions), ...terminationRights(place, regions)];
}

function performing({ place }: Deployed, regions: string[]): Right[] {
  const servers = regions.map((region) => drs(place, region, 'source-server/s-00000000000000000'));
  const ours = { 'aws:RequestTag/ExecutionType': 'Drill' };
  return [
    {
      actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:SendMessage'],
      resources: [queue(place, 'effects')],
    },
    ...looking(place, regions),
    { actions: ['servicequotas:GetServiceQuota'], resources: ['*'] },
    {
      actions: ['drs:DescribeRecoverySnapshots', 'drs:GetLaunchConfiguration', 'drs:ListLaunchActions'],
      resources: servers,
    },
    { actions: ['drs:StartRecovery'], resources: servers, keys: ours },
    ...forwardedRights(place, regions),
    ...terminationRights(place, regions),
  ];
}

/** Service authorization reference, DRS: the first two have no resource type. */
function looking(place: Place, regions: string[]): Right[] {
  return [
    { actions: ['drs:DescribeJobs', 'drs:DescribeRecoveryInstances'], resources: ['*'] },
    {
      actions: ['drs:DescribeJobLogItems'],
      resources: regions.map((region) => drs(place, region, 'job/drsjob-00000000000000000')),
    },
  ];
}

function queue(place: Place, name: string): string {
  return arnIn(place, 'sqs', `${prefixOf(place)}-${name}`);
}

function drs(place: Place, region: string, resource: string): string {
  return arnIn({ ...place, region }, 'drs', resource);
}
