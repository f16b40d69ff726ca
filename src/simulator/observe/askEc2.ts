import {
  DescribeInstanceAttributeCommand,
  type DescribeInstanceAttributeCommandOutput,
  DescribeInstancesCommand,
  type DescribeInstancesCommandOutput,
  DescribeLaunchTemplatesCommand,
  type DescribeLaunchTemplatesCommandOutput,
  DescribeLaunchTemplateVersionsCommand,
  type DescribeLaunchTemplateVersionsCommandOutput,
  DescribeNetworkInterfacesCommand,
  type DescribeNetworkInterfacesCommandOutput,
  DescribeSnapshotsCommand,
  type DescribeSnapshotsCommandOutput,
  DescribeVolumesCommand,
  type DescribeVolumesCommandOutput,
} from '@aws-sdk/client-ec2';
import { ask, everyPage, IDS_PER_CALL_MAX, inBatches } from '../../aws/calls.ts';
import { type Asking, SERVERS_CHECKED_MAX, tried } from './asking.ts';
import { isFirst } from './followed.ts';
import type { Kind } from './shapes.ts';
import { secondsBetween, things } from './sightings.ts';

/** Reads the EC2 resources that DRS created for the drill: by job tag, and by known instance. */
export async function askEc2(asking: Asking, templateIds: string[]): Promise<void> {
  const { followed } = asking;
  await readDescribed(asking, 'instance', 'DescribeInstances', describedInstances, [
    JOBS,
    ['instance-id', instancesOf],
  ]);
  await readDescribed(asking, 'volume', 'DescribeVolumes', describedVolumes, [JOBS, ATTACHED]);
  await readDescribed(asking, 'networkInterface', 'DescribeNetworkInterfaces', describedInterfaces, [JOBS, ATTACHED]);
  await readDescribed(asking, 'snapshot', 'DescribeSnapshots', describedSnapshots, [
    JOBS,
    ['snapshot-id', snapshotsOf],
  ]);
  for (const id of [...followed.instances].slice(0, SERVERS_CHECKED_MAX))
    if (isFirst(followed, `attribute of ${id}`))
      await tried(asking, 'DescribeInstanceAttribute', () => readAttribute(asking, id));
  const isLaunched = followed.instances.size > 0;
  for (const id of templateIds)
    if (isFirst(followed, `${id} ${isLaunched ? 'after' : 'before'} the launch`)) await readTemplate(asking, id);
}

type Filter = [name: string, values: (asking: Asking) => string[]];

/** Undocumented; seen on resources that DRS launched in 2025. */
const JOBS: Filter = ['tag:drs.amazonaws.com-job', ({ followed }) => [...followed.jobs.keys()]];
const ATTACHED: Filter = ['attachment.instance-id', instancesOf];

function instancesOf({ followed }: Asking): string[] {
  return [...followed.instances];
}

/** The EBS snapshots of recovery points taken since shortly before the drill was requested. */
function snapshotsOf({ recorder: { recording, names } }: Asking): string[] {
  const [drill] = things(recording, 'drill');
  const points = things(recording, 'points').flatMap(({ last }) => last);
  const recent = points.filter(({ expectedTimestamp }) => {
    const seconds = secondsBetween(drill?.last.requestedAt, expectedTimestamp);
    return seconds !== undefined && seconds > -POINT_SECONDS;
  });
  return recent.flatMap(({ ebsSnapshots = [] }) => ebsSnapshots).map((name) => names.restored(name));
}

/** DRS user guide, point in time policy: one recovery point every ten minutes. */
const POINT_SECONDS = 600;

type Described = Record<string, unknown>;
type Describe = (asking: Asking, Filters: { Name: string; Values: string[] }[]) => Promise<[id: string, Described][]>;

/** One call per filter, because a call returns only what matches all of its filters (EC2 API reference). */
async function readDescribed(
  asking: Asking,
  kind: Kind,
  operation: string,
  describe: Describe,
  filters: Filter[],
): Promise<void> {
  const { recorder, at } = asking;
  const there = new Map<string, Described>();
  for (const [Name, values] of filters) {
    const found = await tried(asking, operation, () =>
      inBatches(values(asking), IDS_PER_CALL_MAX, (Values) => describe(asking, [{ Name, Values }])),
    );
    if (found === undefined) return;
    for (const [id, one] of found) there.set(id, one);
  }
  for (const [id, one] of there) recorder.note(kind, id, at, one);
  recorder.onlyThere(kind, new Set(there.keys()), at);
}

const describedInstances: Describe = async ({ aws, followed }, Filters) => {
  const reservations = await everyPage(
    ({ nextToken: NextToken }) =>
      ask<DescribeInstancesCommandOutput>(
        aws.ec2,
        'DescribeInstances',
        new DescribeInstancesCommand({ Filters, ...(NextToken && { NextToken }) }),
      ),
    (page) => page.NextToken,
    (page) => page.Reservations,
  );
  const instances = reservations.flatMap(({ Instances = [] }) => Instances);
  for (const { InstanceId } of instances) if (InstanceId !== undefined) followed.instances.add(InstanceId);
  return instances.map((one) => [one.InstanceId ?? '', { ...one }]);
};

const describedVolumes: Describe = async ({ aws }, Filters) => {
  const volumes = await everyPage(
    ({ nextToken: NextToken }) =>
      ask<DescribeVolumesCommandOutput>(
        aws.ec2,
        'DescribeVolumes',
        new DescribeVolumesCommand({ Filters, ...(NextToken && { NextToken }) }),
      ),
    (page) => page.NextToken,
    (page) => page.Volumes,
  );
  return volumes.map((one) => [one.VolumeId ?? '', { ...one }]);
};

const describedInterfaces: Describe = async ({ aws }, Filters) => {
  const interfaces = await everyPage(
    ({ nextToken: NextToken }) =>
      ask<DescribeNetworkInterfacesCommandOutput>(
        aws.ec2,
        'DescribeNetworkInterfaces',
        new DescribeNetworkInterfacesCommand({ Filters, ...(NextToken && { NextToken }) }),
      ),
    (page) => page.NextToken,
    (page) => page.NetworkInterfaces,
  );
  return interfaces.map((one) => [one.NetworkInterfaceId ?? '', { ...one }]);
};

const describedSnapshots: Describe = async ({ aws }, Filters) => {
  const snapshots = await everyPage(
    ({ nextToken: NextToken }) =>
      ask<DescribeSnapshotsCommandOutput>(
        aws.ec2,
        'DescribeSnapshots',
        new DescribeSnapshotsCommand({ Filters, OwnerIds: ['self'], ...(NextToken && { NextToken }) }),
      ),
    (page) => page.NextToken,
    (page) => page.Snapshots,
  );
  return snapshots.map((one) => [one.SnapshotId ?? '', { ...one }]);
};

async function readAttribute({ aws, recorder, at }: Asking, InstanceId: string): Promise<void> {
  const command = new DescribeInstanceAttributeCommand({ InstanceId, Attribute: 'disableApiTermination' });
  const answer = await ask<DescribeInstanceAttributeCommandOutput>(aws.ec2, 'DescribeInstanceAttribute', command);
  recorder.note('attribute', InstanceId, at, answer);
}

/** Reads the template and the version that DRS launches with (DRS user guide: EC2 launch template). */
async function readTemplate(asking: Asking, id: string): Promise<void> {
  const { aws, recorder, at } = asking;
  await tried(asking, 'DescribeLaunchTemplates', async () => {
    const command = new DescribeLaunchTemplatesCommand({ LaunchTemplateIds: [id] });
    const answer = await ask<DescribeLaunchTemplatesCommandOutput>(aws.ec2, 'DescribeLaunchTemplates', command);
    for (const template of answer.LaunchTemplates ?? []) recorder.note('template', id, at, template);
  });
  await tried(asking, 'DescribeLaunchTemplateVersions', async () => {
    const command = new DescribeLaunchTemplateVersionsCommand({ LaunchTemplateId: id, Versions: ['$Default'] });
    const answer = await ask<DescribeLaunchTemplateVersionsCommandOutput>(
      aws.ec2,
      'DescribeLaunchTemplateVersions',
      command,
    );
    for (const version of answer.LaunchTemplateVersions ?? []) recorder.note('templateVersion', id, at, version);
  });
}
