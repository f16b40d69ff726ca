import type { Caller } from './aws.ts';
import { answerPage, type Filter, named, readFilters, refuse, tagsView } from './ec2Rules.ts';
import { type Input, optionalTexts } from './inputs.ts';
import { describedAt, type Instance, type Site, siteOf, type World } from './state.ts';
import { ec2Time } from './wireText.ts';

interface Volume {
  volumeId: string;
  deviceName: string;
  sizeGiB: number;
  instance: Instance;
}

const VOLUME_FILTERS: Readonly<Record<string, Filter<Volume>>> = {
  'volume-id': (volume) => [volume.volumeId],
  'attachment.instance-id': (volume) => [volume.instance.instanceId],
  'tag-key': (volume) => Object.keys(volume.instance.tags),
};

/** EC2 API reference, DescribeVolumes: a volume that is gone refuses the whole call. */
export function describeVolumes(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const site = siteOf(world, caller);
  const at = describedAt(world);
  const ids = optionalTexts(input, 'VolumeIds', refuse, { pattern: /^vol-[0-9a-f]{8,17}$/ });
  const there = Object.values(site.instances).flatMap((instance) =>
    instance.launchedAt > at || (instance.volumesGoneAt !== null && instance.volumesGoneAt <= at)
      ? []
      : instance.volumes.map((volume) => ({ ...volume, instance })),
  );
  const wanted = named(there, ids, (volume) => volume.volumeId, 'InvalidVolume.NotFound', 'volume');
  const passes = readFilters(input, VOLUME_FILTERS, (volume: Volume) => volume.instance.tags, at);
  return answerPage(
    world,
    input,
    'Volumes',
    wanted.filter(passes),
    (volume) => volume.volumeId,
    (volume) => volumeView(site, volume),
  );
}

function volumeView(site: Site, volume: Volume): Record<string, unknown> {
  const attachment = {
    InstanceId: volume.instance.instanceId,
    VolumeId: volume.volumeId,
    Device: volume.deviceName,
    State: 'attached',
    DeleteOnTermination: true,
  };
  return {
    VolumeId: volume.volumeId,
    Size: volume.sizeGiB,
    State: 'in-use',
    AvailabilityZone: `${site.region}a`,
    CreateTime: ec2Time(volume.instance.launchedAt),
    Attachments: [attachment],
    Tags: tagsView(volume.instance.tags),
  };
}
