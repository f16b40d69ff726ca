import { AwsFault, type Caller } from '../contract.ts';
import { forkOf } from '../dice.ts';
import { type Input, optionalTexts, text } from '../requestFields.ts';
import { describedAt, type Instance, type Site, siteOf, type Volume, type World } from '../state.ts';
import { ec2Time } from '../timeText.ts';
import { answerPage, type Filter, named, readFilters, refuse, tagsView } from './validation.ts';

const VOLUME_ID = /^vol-[0-9a-f]{8,17}$/;

const VOLUME_FILTERS: Readonly<Record<string, Filter<Volume>>> = {
  'volume-id': (volume) => [volume.volumeId],
  'attachment.instance-id': (volume) => [volume.attachment?.instanceId],
  'attachment.delete-on-termination': ({ attachment }) => [attachment?.deleteOnTermination.toString()],
  status: (volume) => [stateOf(volume)],
  size: (volume) => [volume.sizeGiB.toString()],
  'tag-key': (volume) => Object.keys(volume.tags),
};

/** EC2 API reference, DescribeVolumes: a deleted volume refuses the whole call. */
export function describeVolumes(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const site = siteOf(world, caller);
  const at = describedAt(world);
  const ids = optionalTexts(input, 'VolumeIds', refuse, { pattern: VOLUME_ID });
  const there = Object.values(site.volumes).filter(
    ({ createdAt, deletedAt }) => createdAt <= at && (deletedAt === null || deletedAt > at),
  );
  const wanted = named(there, ids, (volume) => volume.volumeId, 'InvalidVolume.NotFound', 'volume');
  const passes = readFilters(input, VOLUME_FILTERS, (volume: Volume) => volume.tags, at);
  return answerPage(
    world,
    input,
    'Volumes',
    wanted.filter(passes),
    (volume) => volume.volumeId,
    (volume) => volumeView(site, volume),
  );
}

/** EC2 API reference, DeleteVolume: only an unattached volume. */
export function deleteVolumeByCall(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const id = text(input, 'VolumeId', refuse, { pattern: VOLUME_ID });
  const site = siteOf(world, caller);
  const volume = site.volumes[id];
  if (volume === undefined || volume.deletedAt !== null)
    throw new AwsFault('InvalidVolume.NotFound', 400, `The volume '${id}' does not exist.`);
  const { attachment } = volume;
  if (attachment !== null)
    throw new AwsFault('VolumeInUse', 400, `Volume ${id} is currently attached to ${attachment.instanceId}`);
  deleteVolume(world, site, id);
  return {};
}

/** Adds a volume. */
export function createVolume(site: Site, volume: Volume): void {
  site.volumes[volume.volumeId] = volume;
}

export function deleteVolume(world: World, site: Site, volumeId: string): void {
  const volume = site.volumes[volumeId];
  if (volume !== undefined) volume.deletedAt ??= world.state.now;
}

/**
 * Attaches a third party's volume to an instance. EC2 does not delete such a volume with the instance (EC2 user
 * guide).
 */
export function attachVolume(world: World, caller: Caller, instanceId: string): string {
  const site = siteOf(world, caller);
  const others = site.instances[instanceId]?.volumeIds.length;
  const volumeId = `vol-${forkOf(world.dice, `${instanceId} ${others}`).hex(17)}`;
  const attachment = { instanceId, deviceName: '/dev/sdp', deleteOnTermination: false };
  createVolume(site, { volumeId, createdAt: world.state.now, deletedAt: null, sizeGiB: 4, tags: {}, attachment });
  site.instances[instanceId]?.volumeIds.push(volumeId);
  return volumeId;
}

/** Releases the volumes of a terminated instance: EC2 deletes those with DeleteOnTermination. */
export function releaseVolumes(world: World, site: Site, instanceId: string): void {
  for (const volume of volumesOf(site, site.instances[instanceId])) {
    if (volume.attachment?.deleteOnTermination === true) deleteVolume(world, site, volume.volumeId);
    else {
      volume.attachment = null;
      volume.outlived = { instanceId, at: world.state.now };
    }
  }
}

/** The volumes that are attached to an instance, or were until its end. */
export function volumesOf(site: Site, instance: Instance | undefined): Volume[] {
  const volumes = (instance?.volumeIds ?? []).flatMap((id) => site.volumes[id] ?? []);
  return volumes.filter(({ attachment }) => attachment?.instanceId === instance?.instanceId);
}

function stateOf({ attachment }: Volume): string {
  return attachment === null ? 'available' : 'in-use';
}

function volumeView(site: Site, volume: Volume): Record<string, unknown> {
  const { volumeId, attachment } = volume;
  const attached = attachment === null ? [] : [{ ...attachmentView(attachment), VolumeId: volumeId }];
  return {
    VolumeId: volumeId,
    Size: volume.sizeGiB,
    State: stateOf(volume),
    AvailabilityZone: `${site.region}a`,
    CreateTime: ec2Time(volume.createdAt),
    Attachments: attached,
    Tags: tagsView(volume.tags),
  };
}

function attachmentView({ instanceId, deviceName, deleteOnTermination }: NonNullable<Volume['attachment']>) {
  return { InstanceId: instanceId, Device: deviceName, State: 'attached', DeleteOnTermination: deleteOnTermination };
}
