import {
  DeleteRecoveryInstanceCommand,
  DescribeRecoveryInstancesCommand,
  DescribeSourceServersCommand,
  DisconnectRecoveryInstanceCommand,
} from '@aws-sdk/client-drs';
import { DescribeInstancesCommand, DescribeLaunchTemplateVersionsCommand } from '@aws-sdk/client-ec2';
import { describe, expect, test } from 'vitest';
import type { ServerOptions } from '../../../src/simulator/aws/drs/sourceServers.ts';
import { given, type Open, type Place } from '../contract.ts';
import { launched } from './drsJobs.ts';

/** What people do past any drill: leave DRS with what it has launched, fail back, edit templates. */
export function drsLeaving(open: Open): void {
  describe('an operator who has failed over permanently', () => {
    test('disconnects a live instance and deletes it from DRS, one call after the other', async () => {
      const place = await given(open, { servers: 1 });
      await launched(place);
      const [id = ''] = idsOf(place);
      await leave(place, id);
      expect((await place.clients.drs.send(new DescribeRecoveryInstancesCommand({}))).items).toEqual([]);
    });

    test('keeps it in EC2, with its tags', async () => {
      const place = await given(open, { servers: 1 });
      await launched(place);
      const [id = ''] = idsOf(place);
      await leave(place, id);
      const Filters = [{ Name: 'tag:drs.amazonaws.com-source-server', Values: place.ids }];
      const { Reservations } = await place.clients.ec2.send(new DescribeInstancesCommand({ Filters }));
      expect(Reservations?.[0]?.Instances).toMatchObject([{ InstanceId: id, State: { Name: 'running' } }]);
    });

    test('still loses it to the next launch of the server', async () => {
      const place = await given(open, { servers: 1 });
      await launched(place);
      const [id = ''] = idsOf(place);
      await leave(place, id);
      await launched(place);
      expect(place.world.history.launches.at(-1)?.replaced).toEqual([id]);
      expect(idsOf(place)).not.toContain(id);
    });

    test('cannot delete it while it is connected, nor disconnect what DRS does not list', async () => {
      const place = await given(open, { servers: 1 });
      await launched(place);
      const [recoveryInstanceID = ''] = idsOf(place);
      const early = place.clients.drs.send(new DeleteRecoveryInstanceCommand({ recoveryInstanceID }));
      await expect(early).rejects.toMatchObject({ name: 'ConflictException', $metadata: { httpStatusCode: 409 } });
      await leave(place, recoveryInstanceID);
      const late = place.clients.drs.send(new DisconnectRecoveryInstanceCommand({ recoveryInstanceID }));
      await expect(late).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    });
  });

  describe('a source server', () => {
    test('shows whether it fails over or back', async () => {
      const { clients } = await given(open, { servers: [{}, { replicationDirection: 'FAILBACK' }] });
      const { items } = await clients.drs.send(new DescribeSourceServersCommand({}));
      expect(items?.map((server) => server.replicationDirection)).toEqual(['FAILOVER', 'FAILBACK']);
    });

    test('has a launch template that may name an interface instead of a subnet', async () => {
      const data = await templateOf(open, { template: { networkInterfaceId: 'eni-0a00000000000a001' } });
      expect(data?.NetworkInterfaces).toEqual([{ DeviceIndex: 0, NetworkInterfaceId: 'eni-0a00000000000a001' }]);
    });

    test('has a launch template that may protect the instance and keep its volumes', async () => {
      const data = await templateOf(open, { template: { disableApiTermination: true, keepsVolumes: true } });
      expect(data).toMatchObject({
        DisableApiTermination: true,
        BlockDeviceMappings: [{ Ebs: { DeleteOnTermination: false } }],
      });
    });
  });
}

async function leave({ clients }: Place, recoveryInstanceID: string): Promise<void> {
  await clients.drs.send(new DisconnectRecoveryInstanceCommand({ recoveryInstanceID }));
  await clients.drs.send(new DeleteRecoveryInstanceCommand({ recoveryInstanceID }));
}

function idsOf({ world }: Place): string[] {
  return world.liveInstances().map((instance) => instance.instanceId);
}

async function templateOf(open: Open, options: ServerOptions) {
  const { clients, world } = await given(open, { servers: [options] });
  const [server] = Object.values(world.state().sites).flatMap((site) => Object.values(site.servers));
  const { LaunchTemplateVersions } = await clients.ec2.send(
    new DescribeLaunchTemplateVersionsCommand({ LaunchTemplateId: server?.launchTemplateId, Versions: ['$Default'] }),
  );
  return LaunchTemplateVersions?.[0]?.LaunchTemplateData;
}
