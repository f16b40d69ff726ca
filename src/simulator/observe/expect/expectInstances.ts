import type { Kept } from '../shapes.ts';
import { jobsOf, launchedOf, secondsBetween, things, views } from '../sightings.ts';
import { type Expectation, each, listed, one } from './expectation.ts';

/** What DRS and EC2 show of the instances that the drill launched. */
export const INSTANCES: Expectation[] = [
  {
    name: 'entry-is-drill',
    says: 'DescribeRecoveryInstances says isDrill and names the job that launched it.',
    source: 'DRS API reference, RecoveryInstance',
    compare: (recording) =>
      each(things(recording, 'entry'), ({ id, last: { isDrill, jobID, ec2InstanceID } }) => [
        ...(isDrill === true ? [] : [`${id} is listed with isDrill ${isDrill ?? 'missing'}`]),
        ...(jobsOf(recording, 'LAUNCH').some(({ id: job }) => job === jobID) ? [] : [`${id} names the job ${jobID}`]),
        ...(ec2InstanceID === id ? [] : [`${id} is ${ec2InstanceID} in EC2`]),
      ]),
  },
  {
    name: 'entry-states',
    says: 'ec2InstanceState is one of EC2’s states in capitals, or NOT_FOUND.',
    source: 'DRS API model, EC2InstanceState',
    compare: (recording) =>
      each(things(recording, 'entry'), (entry) => {
        const words = views(entry).map(({ ec2InstanceState = 'nothing' }) => ec2InstanceState);
        const others = words.filter((state) => !STATES.includes(state));
        return others.length === 0 ? [] : [`${entry.id} was ${listed(others)}`];
      }),
  },
  {
    name: 'entry-tags',
    says: 'The DRS entry of a recovery instance has no tags.',
    source: 'Not published',
    compare: (recording) =>
      one(things(recording, 'entry'), ({ id, last: { tags = {} } }) =>
        Object.keys(tags).length === 0 ? undefined : `the entry of ${id} has the tags ${listed(Object.keys(tags))}`,
      ),
  },
  {
    name: 'entry-disks',
    says: 'The entry’s disks name the volumes that EC2 shows at the instance.',
    source: 'DRS API reference, RecoveryInstanceDisk',
    compare: (recording) => {
      const pairs = things(recording, 'entry').flatMap((entry) => {
        const instance = things(recording, 'instance').find(({ id }) => id === entry.id);
        const attached = new Set(instance === undefined ? [] : views(instance).flatMap(volumesIn));
        const named = views(entry).flatMap(({ recoveryInstanceProperties: { disks = [] } = {} }) =>
          disks.flatMap(({ ebsVolumeID }) => ebsVolumeID ?? []),
        );
        return attached.size === 0 ? [] : [{ id: entry.id, attached, named: new Set(named) }];
      });
      return one(pairs, ({ id, attached, named }) =>
        String([...attached].sort()) === String([...named].sort())
          ? undefined
          : `DRS names ${listed(named)} at ${id}, EC2 ${listed(attached)}`,
      );
    },
  },
  {
    name: 'instance-tags',
    says: 'An instance carries drs.amazonaws.com-job and drs.amazonaws.com-source-server, naming its job and its server.',
    source: 'Undocumented; seen of two instances in a public log of 2025',
    compare: (recording) =>
      each(seenInstances(recording), ({ instanceId, sourceServerId, jobId, instance: { Tags = {} } }) => [
        ...tagDifference(instanceId, Tags, 'drs.amazonaws.com-job', jobId),
        ...tagDifference(instanceId, Tags, 'drs.amazonaws.com-source-server', sourceServerId),
      ]),
  },
  {
    name: 'instance-template-tags',
    says: 'An instance carries AWSElasticDisasterRecoveryManaged and AWSElasticDisasterRecoverySourceServerID.',
    source: 'DRS user guide, managed policies; the second from the launch template (public copy of one that DRS made)',
    compare: (recording) =>
      each(seenInstances(recording), ({ instanceId, sourceServerId, instance: { Tags = {} } }) => [
        ...tagDifference(instanceId, Tags, 'AWSElasticDisasterRecoveryManaged', 'drs.amazonaws.com'),
        ...tagDifference(instanceId, Tags, 'AWSElasticDisasterRecoverySourceServerID', sourceServerId),
      ]),
  },
  {
    name: 'only-recovery-instances',
    says: 'Only recovery instances carry the job’s tag. The conversion server does not.',
    source: 'DRS user guide, managed policies, names tags of the conversion server; the full set is not published',
    compare: (recording) => {
      const launched = new Set(launchedOf(recording).map(({ instanceId }) => instanceId));
      const tagged = things(recording, 'instance').filter(({ last }) => last.Tags?.['drs.amazonaws.com-job']);
      return one(tagged, ({ id }) =>
        launched.has(id) || launched.size === 0
          ? undefined
          : `${id} carries the job’s tag but is not a recovery instance`,
      );
    },
  },
  {
    name: 'primary-interface',
    says: 'The primary network interface was attached after the job was created, and that moment never changes.',
    source: 'EC2 API reference, InstanceNetworkInterfaceAttachment; the proof that an instance was made by its job',
    compare: (recording) =>
      each(seenInstances(recording), ({ instanceId, jobId, all }) => {
        const created = jobsOf(recording, 'LAUNCH').find(({ id }) => id === jobId)?.last.creationDateTime;
        const moments = new Set(all.flatMap(attachedIn));
        const early = [...moments].filter((at) => (secondsBetween(created, at) ?? 0) < 0);
        return [
          ...(moments.size === 0 ? [`${instanceId} never showed when its primary interface was attached`] : []),
          ...early.map(
            (at) => `the primary interface of ${instanceId} was attached at ${at}, before its job was created`,
          ),
          ...(moments.size > 1 ? [`the primary interface of ${instanceId} was attached at ${listed(moments)}`] : []),
        ];
      }),
  },
  {
    name: 'not-protected',
    says: 'A recovery instance has no termination protection unless its launch template says so.',
    source: 'EC2 API reference, RequestLaunchTemplateData: disableApiTermination',
    compare: (recording) => {
      const wanted = things(recording, 'templateVersion').some(
        ({ last }) => last.LaunchTemplateData?.DisableApiTermination,
      );
      return one(things(recording, 'attribute'), ({ id, last }) =>
        last.DisableApiTermination?.Value === true && !wanted ? `${id} is protected against termination` : undefined,
      );
    },
  },
  {
    name: 'terminated-is-bare',
    says: 'A terminated instance stays visible in EC2 for a while, without volumes and interfaces.',
    source: 'EC2 user guide, Terminate your instance: visible for about an hour',
    compare: (recording) => {
      const terminated = things(recording, 'instance').flatMap((thing) =>
        views(thing)
          .filter(({ State }) => State?.Name === 'terminated')
          .map((view) => ({ id: thing.id, view })),
      );
      return one(terminated, ({ id, view }) =>
        volumesIn(view).length + (view.NetworkInterfaces ?? []).length === 0
          ? undefined
          : `${id} was terminated and still showed volumes or interfaces`,
      );
    },
  },
];

const STATES = ['PENDING', 'RUNNING', 'STOPPING', 'STOPPED', 'SHUTTING-DOWN', 'TERMINATED', 'NOT_FOUND'];

type Instance = Kept<'instance'>;

/** The launched instances that EC2 has shown while they lived. */
function seenInstances(recording: Parameters<typeof launchedOf>[0]) {
  return launchedOf(recording).flatMap((launched) => {
    const thing = things(recording, 'instance').find(({ id }) => id === launched.instanceId);
    const all = thing === undefined ? [] : views(thing).filter(({ State }) => State?.Name !== 'terminated');
    const instance = all.at(-1);
    return instance === undefined ? [] : [{ ...launched, instance, all }];
  });
}

function volumesIn({ BlockDeviceMappings = [] }: Instance): string[] {
  return BlockDeviceMappings.flatMap(({ Ebs }) => Ebs?.VolumeId ?? []);
}

function attachedIn({ NetworkInterfaces = [] }: Instance): string[] {
  const primary = NetworkInterfaces.find(({ Attachment }) => Attachment?.DeviceIndex === 0);
  return primary?.Attachment?.AttachTime === undefined ? [] : [primary.Attachment.AttachTime];
}

/** The difference between a tag and its expected value. */
export function tagDifference(id: string, tags: Record<string, string>, key: string, wanted: string): string[] {
  if (tags[key] === undefined) return [`${id} carries no ${key}`];
  return tags[key] === wanted ? [] : [`${id} carries ${key} = ${tags[key]}, not ${wanted}`];
}
