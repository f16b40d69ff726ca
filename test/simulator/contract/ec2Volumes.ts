import { DescribeJobLogItemsCommand } from '@aws-sdk/client-drs';
import {
  DeleteVolumeCommand,
  DescribeInstancesCommand,
  DescribeLaunchTemplateVersionsCommand,
  DescribeVolumesCommand,
} from '@aws-sdk/client-ec2';
import { describe, expect, test } from 'vitest';
import { given, type Open, type Place } from '../contract.ts';
import { launched } from './drsJobs.ts';

/** What EC2 reports about the volumes of a launch, attached or not. */
export function ec2Volumes(open: Open): void {
  describe('the volumes of a launch', () => {
    test('are found by the job and the server that their tags name, and by their instance', async () => {
      const place = await given(open, { servers: 2 });
      const jobId = await launched(place);
      const [instance] = place.world.liveInstances();
      const byJob = await volumesBy(place, { 'tag:drs.amazonaws.com-job': jobId });
      const byServer = await volumesBy(place, {
        'tag:drs.amazonaws.com-source-server': instance?.sourceServerId ?? '',
        'tag:AWSElasticDisasterRecoveryManaged': 'drs.amazonaws.com',
      });
      const byInstance = await volumesBy(place, { 'attachment.instance-id': instance?.instanceId ?? '' });
      expect(byJob).toMatchObject([{ State: 'in-use' }, { State: 'in-use' }]);
      expect(byServer).toMatchObject([
        { Size: 8, Attachments: [{ InstanceId: instance?.instanceId, DeleteOnTermination: true }] },
      ]);
      expect(byInstance).toEqual(byServer);
    });

    test('include an unattached one of 1 GiB during the launch, with only the tags that DRS sets itself', async () => {
      const place = await given(open, { servers: [{ launchSeconds: 600 }] });
      const jobId = await launched({ ...place, pass: () => place.pass(6) });
      const loose = await volumesBy(place, { status: 'available' });
      place.pass(10);
      expect(loose).toMatchObject([
        {
          Size: 1,
          State: 'available',
          Tags: [
            { Key: 'drs.amazonaws.com-job', Value: jobId },
            { Key: 'drs.amazonaws.com-source-server', Value: place.ids[0] },
          ],
        },
      ]);
      expect(loose[0]?.Attachments ?? []).toEqual([]);
      expect(await volumesBy(place, { status: 'available' })).toEqual([]);
    });

    test('stay behind if the launch failed, until somebody deletes them', async () => {
      const servers = [{ outcome: 'FAILS_LAUNCH' as const }];
      const place = await given(open, { servers, faults: { failedLaunchLeavesVolume: 1 } });
      const jobID = await launched(place);
      const { items: log = [] } = await place.clients.drs.send(new DescribeJobLogItemsCommand({ jobID }));
      const left = await volumesBy(place, { 'tag:drs.amazonaws.com-job': jobID });
      await place.clients.ec2.send(new DeleteVolumeCommand({ VolumeId: left[0]?.VolumeId }));
      expect(log.map((line) => String(line.event))).toContain('LAUNCH_FAILED');
      expect(left).toMatchObject([{ Size: 1, State: 'available' }]);
      expect(await volumesBy(place, { 'tag:drs.amazonaws.com-job': jobID })).toEqual([]);
      const again = place.clients.ec2.send(new DeleteVolumeCommand({ VolumeId: left[0]?.VolumeId }));
      await expect(again).rejects.toMatchObject({ name: 'InvalidVolume.NotFound', $metadata: { httpStatusCode: 400 } });
    });

    test('cannot be deleted while they are attached', async () => {
      const place = await given(open, { servers: 1 });
      const jobId = await launched(place);
      const [volume] = await volumesBy(place, { 'tag:drs.amazonaws.com-job': jobId });
      const refused = place.clients.ec2.send(new DeleteVolumeCommand({ VolumeId: volume?.VolumeId }));
      await expect(refused).rejects.toMatchObject({ name: 'VolumeInUse', $metadata: { httpStatusCode: 400 } });
    });

    test('have only the tags that DRS sets itself, like their instance, if those of the template were removed', async () => {
      const place = await given(open, { servers: [{ templateUntagged: true }] });
      const jobId = await launched(place);
      const own = [
        { Key: 'drs.amazonaws.com-job', Value: jobId },
        { Key: 'drs.amazonaws.com-source-server', Value: place.ids[0] },
      ];
      const [volume] = await volumesBy(place, { 'tag:drs.amazonaws.com-job': jobId });
      const Filters = [{ Name: 'tag:drs.amazonaws.com-source-server', Values: place.ids }];
      const { Reservations = [] } = await place.clients.ec2.send(new DescribeInstancesCommand({ Filters }));
      const templates = await place.clients.ec2.send(
        new DescribeLaunchTemplateVersionsCommand({
          LaunchTemplateId:
            place.world.state().sites['111122223333/eu-central-1']?.servers[place.ids[0] ?? '']?.launchTemplateId,
          Versions: ['$Default'],
        }),
      );
      expect(volume?.Tags).toEqual(own);
      expect(Reservations[0]?.Instances?.[0]?.Tags).toEqual(own);
      expect(templates.LaunchTemplateVersions?.[0]?.LaunchTemplateData?.TagSpecifications ?? []).toEqual([]);
    });
  });
}

async function volumesBy(place: Place, filters: Record<string, string>) {
  const Filters = Object.entries(filters).map(([Name, value]) => ({ Name, Values: [value] }));
  const { Volumes = [] } = await place.clients.ec2.send(new DescribeVolumesCommand({ Filters }));
  return Volumes;
}
