import type { Recording } from '../recording.ts';
import { launchedOf, linesOf, type Thing, things, views } from '../sightings.ts';
import { type Expectation, each, listed, one } from './expectation.ts';
import { tagDifference } from './expectInstances.ts';

/** The other EC2 resources of a launch. */
export const VOLUMES: Expectation[] = [
  {
    name: 'volume-tags',
    says: 'Every volume of a recovery instance carries drs.amazonaws.com-job, naming its job.',
    source: 'Undocumented; seen of a helper volume in a public log of 2025, not of the instance’s volumes',
    compare: (recording) =>
      each(attachedVolumes(recording), ({ id, jobId, volume }) =>
        tagDifference(id, volume.last.Tags ?? {}, 'drs.amazonaws.com-job', jobId),
      ),
  },
  {
    name: 'delete-on-termination',
    says: 'Every volume of a recovery instance is deleted with it, unless its launch template says otherwise.',
    source: 'Undocumented of DRS; EC2 user guide: true by default for the root volume only',
    compare: (recording) =>
      one(attachedVolumes(recording), ({ id, instanceId, deletes }) =>
        deletes ? undefined : `${id} at ${instanceId} remains when the instance is terminated`,
      ),
  },
  {
    name: 'loose-volumes',
    says: 'A launch uses and deletes a loose 1 GiB volume, tagged drs.amazonaws.com-job and -source-server only.',
    source: 'Seen in a public log of 2025, where it was left behind',
    compare: (recording) => {
      const loose = things(recording, 'volume').filter((volume) => instancesOf(volume).length === 0);
      return each(loose, ({ id, sightings, last }) => {
        const keys = Object.keys(last.Tags ?? {}).filter((key) => !HELPER_TAGS.includes(key));
        return [
          ...(keys.length > 0 ? [`the loose volume ${id} also carries ${listed(keys)}`] : []),
          ...(last.Size === 1 ? [] : [`the loose volume ${id} has ${last.Size} GiB`]),
          ...(sightings.at(-1)?.what === null || !isCompleted(recording, last.Tags?.['drs.amazonaws.com-job'])
            ? []
            : [`the loose volume ${id} was still there at the end`]),
        ];
      });
    },
  },
  {
    name: 'volumes-go',
    says: 'When the observation ends, no volume of the drill is left.',
    source: 'EC2 user guide, deleteOnTermination',
    compare: (recording) => {
      const completed = linesOf(recording, 'TERMINATE').some(({ line }) => line.event === 'JOB_END');
      return one(completed ? attachedVolumes(recording) : [], ({ id, volume }) =>
        volume.sightings.at(-1)?.what === null ? undefined : `${id} was still there at the end`,
      );
    },
  },
  {
    name: 'interface-tags',
    says: 'The network interface of a recovery instance carries drs.amazonaws.com-job, naming its job.',
    source: 'Undocumented; the launch template’s tags for it are known from a public copy',
    compare: (recording) => {
      const interfaces = launchedOf(recording).flatMap(({ instanceId, jobId }) =>
        things(recording, 'networkInterface')
          .filter((one) => views(one).some(({ Attachment }) => Attachment?.InstanceId === instanceId))
          .map(({ id, last }) => ({ id, jobId, tags: last.TagSet ?? {} })),
      );
      return each(interfaces, ({ id, jobId, tags }) => tagDifference(id, tags, 'drs.amazonaws.com-job', jobId));
    },
  },
  {
    name: 'snapshot-tags',
    says: 'The EBS snapshots of a launch carry AWSElasticDisasterRecoveryManaged and not the job’s tag.',
    source: 'AWSElasticDisasterRecoveryConsoleFullAccess_v2: the condition on snapshots; not published',
    compare: (recording) =>
      each(things(recording, 'snapshot'), ({ id, last: { Tags = {} } }) => [
        ...tagDifference(id, Tags, 'AWSElasticDisasterRecoveryManaged', 'drs.amazonaws.com'),
        ...(Tags['drs.amazonaws.com-job'] === undefined ? [] : [`${id} carries the job’s tag`]),
      ]),
  },
];

const HELPER_TAGS = ['drs.amazonaws.com-job', 'drs.amazonaws.com-source-server'];

function instancesOf(volume: Thing<'volume'>): string[] {
  return views(volume).flatMap(({ Attachments = [] }) => Attachments.flatMap(({ InstanceId }) => InstanceId ?? []));
}

function isCompleted(recording: Recording, jobId: string | undefined): boolean {
  return things(recording, 'job').some(({ id, last }) => id === jobId && last.status === 'COMPLETED');
}

/** The volumes of the launched instances, as EC2 last showed them attached. */
function attachedVolumes(recording: Recording) {
  return launchedOf(recording).flatMap(({ instanceId, jobId }) =>
    things(recording, 'volume').flatMap((volume) => {
      const attachments = views(volume).flatMap(({ Attachments = [] }) => Attachments);
      const mine = attachments.findLast(({ InstanceId }) => InstanceId === instanceId);
      if (mine === undefined) return [];
      return [{ id: volume.id, instanceId, jobId, volume, deletes: mine.DeleteOnTermination === true }];
    }),
  );
}
