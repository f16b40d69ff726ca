import { listed } from '../handlers/wiring/settings.ts';
import { arnIn, type Deployed } from './deployed.ts';
import type { Right } from './right.ts';

/** The rights to carry out what checks need, on exactly the documents and functions that the deployment names. */
export function checkRights({ place, environment }: Deployed, regions: string[]): Right[] {
  const instances = regions.map((region) => arnIn({ ...place, region }, 'ec2', 'instance/i-00000000000000000'));
  const documents = regions.flatMap((region) =>
    listed(environment['CHECK_DOCUMENTS']).map((name) => arnIn({ ...place, region }, 'ssm', `document/${name}`)),
  );
  const hasProbe = listed(environment['PROBE_SUBNETS']).length > 0;
  const functions = [
    ...(hasProbe ? [environment['PROBE_FUNCTION'] ?? ''] : []),
    ...listed(environment['CHECK_FUNCTIONS']),
  ];
  const kept = `arn:${place.partition}:s3:::${environment['EVIDENCE_BUCKET'] ?? ''}/outputs/0`;
  const jobs = regions.map((region) => arnIn({ ...place, region }, 'drs', 'job/drsjob-00000000000000000'));
  return [
    { actions: LOOKING, resources: ['*'] },
    { actions: ['drs:DescribeJobLogItems'], resources: jobs },
    {
      actions: ['ec2:GetConsoleOutput', 'ec2:GetConsoleScreenshot'],
      resources: instances,
      keys: { 'aws:ResourceTag/drs.amazonaws.com-job': 'drsjob-00000000000000000' },
    },
    ...(documents.length === 0 ? [] : sending(documents, instances)),
    ...(functions.length === 0 ? [] : [{ actions: ['lambda:InvokeFunction'], resources: functions }]),
    { actions: ['s3:PutObject'], resources: [kept] },
  ];
}

/** What Lambda does with the role of a function in a VPC. The function's own code is denied it. */
export function probeRights(): Right[] {
  return [{ actions: NETWORK_INTERFACES.map((name) => `ec2:${name}`), resources: ['*'] }];
}

const LOOKING = [
  'drs:DescribeJobs',
  'drs:DescribeRecoveryInstances',
  'ec2:DescribeInstances',
  'ssm:DescribeInstanceInformation',
  'ssm:ListCommandInvocations',
];

/** Systems Manager user guide, Run Command: the document and each instance must be allowed. */
function sending(documents: string[], instances: string[]): Right[] {
  const actions = ['ssm:SendCommand'];
  const keys = { 'ssm:resourceTag/drs.amazonaws.com-job': 'drsjob-00000000000000000' };
  return [
    { actions, resources: documents },
    { actions, resources: instances, keys },
  ];
}

/** The AWS managed policy AWSLambdaVPCAccessExecutionRole. */
const NETWORK_INTERFACES = [
  'AssignPrivateIpAddresses',
  'CreateNetworkInterface',
  'DeleteNetworkInterface',
  'DescribeNetworkInterfaces',
  'DescribeSubnets',
  'UnassignPrivateIpAddresses',
];
