import {
  DescribeInstanceAttributeCommand,
  type DescribeInstanceAttributeCommandOutput,
  DescribeInstanceStatusCommand,
  type DescribeInstanceStatusCommandOutput,
  DescribeInstancesCommand,
  type DescribeInstancesCommandOutput,
  DescribeVolumesCommand,
  type DescribeVolumesCommandOutput,
  type Instance,
  type InstanceStatus,
  type Volume,
} from '@aws-sdk/client-ec2';
import type { Instant, Site } from '../drill/drill.ts';
import { CallFailed } from '../flow/errors.ts';
import type { Ec2, Ec2Instance, JobVolume } from '../flow/ports.ts';
import { type AwsClient, ask, everyPage, IDS_PER_CALL_MAX, inBatches } from './calls.ts';
import { freeAddresses, onDemandInstances, vcpusOf } from './ec2Capacity.ts';
import { momentOf, startOf, transitionOf } from './ec2Transition.ts';
import { launchTemplate } from './launchTemplate.ts';

/** EC2 through its SDK. */
export function createEc2({ clientFor }: { clientFor: (site: Site) => AwsClient }): Ec2 {
  return {
    instances: (site, by) =>
      'instanceIds' in by
        ? instances(clientFor(site), 'instance-id', by.instanceIds)
        : 'jobIds' in by
          ? instances(clientFor(site), `tag:${JOB_TAG}`, by.jobIds)
          : taggedInstances(clientFor(site), by.sourceServerIds),
    statusChecks: (site, instanceIds) => statusChecks(clientFor(site), instanceIds),
    isProtected: (site, instanceId) => isProtected(clientFor(site), instanceId),
    volumes: async (site, volumeIds) =>
      (await volumes(clientFor(site), 'volume-id', volumeIds)).map(
        ({ VolumeId }) => VolumeId || absent('the id of a volume'),
      ),
    volumesOfJobs: async (site, jobIds) => (await volumes(clientFor(site), `tag:${JOB_TAG}`, jobIds)).map(jobVolumeOf),
    launchTemplate: (site, id) => launchTemplate(clientFor(site), id),
    onDemandInstances: (site) => onDemandInstances(clientFor(site)),
    vcpus: (site, types) => vcpusOf(clientFor(site), types),
    freeAddresses: (site, ids) => freeAddresses(clientFor(site), ids),
  };
}

/**
 * The tags that DRS sets on instances. The second comes from the launch template (DRS user guide) and can be removed;
 * the first was observed even then.
 */
const SOURCE_SERVER_TAGS = ['drs.amazonaws.com-source-server', 'AWSElasticDisasterRecoverySourceServerID'];
/** Not documented. Observed on instances and volumes launched by DRS, even without the tags of the launch template. */
const JOB_TAG = 'drs.amazonaws.com-job';

/**
 * One call per tag, because filters with different names are combined with AND (EC2 API reference: DescribeInstances).
 */
async function taggedInstances(client: AwsClient, sourceServerIds: string[]): Promise<Ec2Instance[]> {
  const found: Ec2Instance[] = [];
  for (const tag of SOURCE_SERVER_TAGS) found.push(...(await instances(client, `tag:${tag}`, sourceServerIds)));
  return [...new Map(found.map((instance) => [instance.instanceId, instance])).values()];
}

/** By filter, because one unknown id in InstanceIds fails the whole call (EC2 API reference: DescribeInstances). */
async function instances(client: AwsClient, filter: string, values: string[]): Promise<Ec2Instance[]> {
  const reservations = await inBatches(values, IDS_PER_CALL_MAX, (Values) =>
    everyPage(
      ({ nextToken: NextToken }) =>
        ask<DescribeInstancesCommandOutput>(
          client,
          'DescribeInstances',
          new DescribeInstancesCommand({ Filters: [{ Name: filter, Values }], ...(NextToken && { NextToken }) }),
        ),
      (page) => page.NextToken,
      (page) => page.Reservations,
    ),
  );
  return reservations.flatMap(({ Instances }) => Instances ?? absent('the instances of a reservation')).map(instanceOf);
}

/** A description without an id is ambiguous, so the look has failed. */
function absent(what: string): never {
  throw new CallFailed('UNAVAILABLE', `EC2 did not return ${what}`);
}

function instanceOf(instance: Instance): Ec2Instance {
  const tags = new Map(instance.Tags?.map(({ Key, Value }) => [Key, Value]));
  return {
    instanceId: instance.InstanceId || absent('the id of an instance'),
    state: instance.State?.Name || 'unknown',
    ...startOf(instance),
    ...transitionOf(instance),
    sourceServerId: sourceServerOf(tags),
    jobId: tags.get(JOB_TAG) || null,
    attachedAt: attachedAt(instance),
    volumeIds: (instance.BlockDeviceMappings ?? []).flatMap(({ Ebs }) =>
      Ebs === undefined ? [] : Ebs.VolumeId || absent('the id of a volume'),
    ),
    privateAddress: instance.PrivateIpAddress || null,
    subnetId: instance.SubnetId || null,
    securityGroupIds: (instance.SecurityGroups ?? []).flatMap(({ GroupId }) => GroupId || []),
  };
}

/**
 * EC2 API reference, InstanceNetworkInterfaceAttachment: device index 0 is the primary interface, attached once at
 * launch.
 */
function attachedAt({ NetworkInterfaces: interfaces = [] }: Instance): Instant | null {
  const primary = interfaces.find(({ Attachment }) => Attachment?.DeviceIndex === 0);
  return momentOf(primary?.Attachment?.AttachTime);
}

/** EC2 API reference, DescribeInstanceStatus: at most 100 ids per call, and no filter by id. */
const STATUS_IDS_PER_CALL_MAX = 100;

async function statusChecks(client: AwsClient, instanceIds: string[]): Promise<Record<string, string>> {
  const statuses = await inBatches(instanceIds, STATUS_IDS_PER_CALL_MAX, (InstanceIds) =>
    everyPage(
      ({ nextToken: NextToken }) =>
        ask<DescribeInstanceStatusCommandOutput>(
          client,
          'DescribeInstanceStatus',
          new DescribeInstanceStatusCommand({ InstanceIds, ...(NextToken && { NextToken }) }),
        ),
      (page) => page.NextToken,
      (page) => page.InstanceStatuses,
    ),
  );
  return Object.fromEntries(
    statuses.flatMap((status) => (status.InstanceId ? [[status.InstanceId, worse(status)]] : [])),
  );
}

/** EC2 API reference, InstanceStatusSummary, from good to bad. An unknown status is not good. */
const STATUSES = ['ok', 'not-applicable', 'initializing', 'insufficient-data', 'impaired'];

function worse({ SystemStatus, InstanceStatus: own }: InstanceStatus): string {
  const words = [SystemStatus?.Status ?? 'insufficient-data', own?.Status ?? 'insufficient-data'];
  const badness = (word: string) => (STATUSES.includes(word) ? STATUSES.indexOf(word) : STATUSES.length);
  return words.reduce((worst, word) => (badness(word) > badness(worst) ? word : worst));
}

/** EC2 API reference, DescribeInstanceAttribute: one instance and one attribute per call. */
async function isProtected(client: AwsClient, InstanceId: string): Promise<boolean | null> {
  const command = new DescribeInstanceAttributeCommand({ InstanceId, Attribute: 'disableApiTermination' });
  const answer = await ask<DescribeInstanceAttributeCommandOutput>(client, 'DescribeInstanceAttribute', command);
  return answer.DisableApiTermination?.Value ?? null;
}

async function volumes(client: AwsClient, filter: string, values: string[]): Promise<Volume[]> {
  const found = await inBatches(values, IDS_PER_CALL_MAX, (Values) =>
    everyPage(
      ({ nextToken: NextToken }) =>
        ask<DescribeVolumesCommandOutput>(
          client,
          'DescribeVolumes',
          new DescribeVolumesCommand({ Filters: [{ Name: filter, Values }], ...(NextToken && { NextToken }) }),
        ),
      (page) => page.NextToken,
      (page) => page.Volumes,
    ),
  );
  return found.filter(({ State }) => State !== 'deleted');
}

/** The source server in its tags, if they name exactly one. */
function sourceServerOf(tags: ReadonlyMap<string | undefined, string | undefined>): string | null {
  const servers = new Set(SOURCE_SERVER_TAGS.flatMap((key) => tags.get(key) || []));
  const [only = null] = servers.size === 1 ? servers : [];
  return only;
}

function jobVolumeOf({ VolumeId, Tags, Attachments }: Volume): JobVolume {
  const tags = new Map(Tags?.map(({ Key, Value }) => [Key, Value]));
  return {
    volumeId: VolumeId || absent('the id of a volume'),
    jobId: tags.get(JOB_TAG) || absent('the job of a volume'),
    sourceServerId: sourceServerOf(tags),
    instanceId: Attachments?.[0]?.InstanceId || null,
  };
}
