import { GetLaunchConfigurationCommand, TerminateRecoveryInstancesCommand } from '@aws-sdk/client-drs';
import {
  DescribeInstanceStatusCommand,
  DescribeInstancesCommand,
  DescribeLaunchTemplatesCommand,
  DescribeLaunchTemplateVersionsCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSnapshotsCommand,
  DescribeSubnetsCommand,
  DescribeVolumesCommand,
} from '@aws-sdk/client-ec2';
import { describe, expect, test } from 'vitest';
import { CALLER, given, type Open, type Place } from '../contract.ts';
import { launched } from './drsJobs.ts';

/** What EC2 reports about the instances that DRS launches. */
export function ec2(open: Open): void {
  describe('EC2', () => {
    test('finds an instance by the server and the job that its tags name', async () => {
      const place = await given(open, { servers: 2 });
      const jobId = await launched(place);
      const Filters = [
        { Name: 'tag:AWSElasticDisasterRecoverySourceServerID', Values: place.ids.slice(0, 1) },
        { Name: 'instance-state-name', Values: ['pending', 'running'] },
      ];
      const { Reservations = [] } = await place.clients.ec2.send(new DescribeInstancesCommand({ Filters }));
      const found = Reservations.flatMap((reservation) => reservation.Instances ?? []);
      expect(found).toMatchObject([{ State: { Name: 'running', Code: 16 }, LaunchTime: expect.any(Date) }]);
      expect(found[0]?.Tags).toContainEqual({ Key: 'drs.amazonaws.com-job', Value: jobId });
      expect(found[0]?.BlockDeviceMappings?.[0]?.Ebs?.VolumeId).toMatch(/^vol-/);
    });

    test('an instance’s interface has the instance’s tags, and is deleted with it', async () => {
      const place = await given(open, { servers: 1 });
      const jobId = await launched(place);
      const Filters = [{ Name: 'tag:drs.amazonaws.com-job', Values: [jobId] }];
      const look = () => place.clients.ec2.send(new DescribeNetworkInterfacesCommand({ Filters }));
      const { NetworkInterfaces = [] } = await look();
      expect(NetworkInterfaces).toMatchObject([
        { Status: 'in-use', Attachment: { InstanceId: idsOf(place)[0], DeviceIndex: 0, AttachTime: expect.any(Date) } },
      ]);
      expect(NetworkInterfaces[0]?.TagSet).toContainEqual({ Key: 'drs.amazonaws.com-job', Value: jobId });
      await terminated(place);
      expect((await look()).NetworkInterfaces).toEqual([]);
    });

    test('an instance has an address of its own in its template’s subnet, across stops, until it is terminated', async () => {
      const inOther = { subnetId: 'subnet-0000000000000001', securityGroupId: 'sg-0000000000000001' };
      const place = await given(open, { servers: [{}, {}, inOther] });
      await launched(place);
      const before = await networksOf(place);
      const [first = ''] = idsOf(place);
      place.world.stopOutside(CALLER, first);
      place.pass(2);
      expect(await networksOf(place)).toEqual(before);
      const { Subnets = [] } = await place.clients.ec2.send(new DescribeSubnetsCommand({}));
      for (const { PrivateIpAddress = '', SubnetId } of before) {
        const block = Subnets.find((subnet) => subnet.SubnetId === SubnetId)?.CidrBlock ?? '';
        expect(block.replace(/0\/24$/, '')).toBe(PrivateIpAddress.replace(/\d+$/, ''));
      }
      expect(new Set(before.map(({ PrivateIpAddress }) => PrivateIpAddress)).size).toBe(3);
      expect(before[2]).toMatchObject({ SubnetId: inOther.subnetId, groups: [inOther.securityGroupId] });
      await terminated(place);
      expect(await networksOf(place)).toEqual(before.map(() => ({ groups: [] })));
    });

    test('shows the EBS snapshots of the recovery point that a launch has taken', async () => {
      const place = await given(open, { servers: 1 });
      await launched(place);
      const { Snapshots } = await place.clients.ec2.send(new DescribeSnapshotsCommand({ OwnerIds: ['self'] }));
      expect(Snapshots).toMatchObject([{ SnapshotId: expect.stringMatching(/^snap-/), StartTime: expect.any(Date) }]);
      expect(Snapshots?.[0]?.Tags).toEqual([{ Key: 'AWSElasticDisasterRecoveryManaged', Value: 'drs.amazonaws.com' }]);
    });

    test('a launch template has DRS’s tags; a missing one makes the call fail', async () => {
      const place = await given(open, { servers: 1 });
      const [sourceServerID = ''] = place.ids;
      const configured = new GetLaunchConfigurationCommand({ sourceServerID });
      const { ec2LaunchTemplateID = '' } = await place.clients.drs.send(configured);
      const look = (id: string) => new DescribeLaunchTemplatesCommand({ LaunchTemplateIds: [id] });
      const { LaunchTemplates = [] } = await place.clients.ec2.send(look(ec2LaunchTemplateID));
      expect(LaunchTemplates).toMatchObject([{ LaunchTemplateId: ec2LaunchTemplateID, DefaultVersionNumber: 1 }]);
      expect(LaunchTemplates[0]?.Tags).toContainEqual({
        Key: 'AWSElasticDisasterRecoverySourceServerID',
        Value: sourceServerID,
      });
      await expect(place.clients.ec2.send(look('lt-0123456789abcdef0'))).rejects.toMatchObject({
        name: 'InvalidLaunchTemplateId.NotFound',
      });
    });

    test('omits instances that it no longer knows from a filter, and refuses them by id', async () => {
      const place = await given(open, { servers: 1 });
      await launched(place);
      const [id = ''] = idsOf(place);
      await terminated(place);
      place.pass(120);
      const Filters = [{ Name: 'instance-id', Values: [id] }];
      const filtered = await place.clients.ec2.send(new DescribeInstancesCommand({ Filters }));
      const byId = place.clients.ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }));
      expect(filtered.Reservations).toEqual([]);
      await expect(byId).rejects.toMatchObject({
        name: 'InvalidInstanceID.NotFound',
        $metadata: { httpStatusCode: 400 },
      });
    });

    test('shows a terminated instance for a while, without its volumes', async () => {
      const place = await given(open, { servers: 1 });
      await launched(place);
      const [id = ''] = idsOf(place);
      const before = await volumesOf(place, id);
      await terminated(place);
      const { Reservations } = await place.clients.ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }));
      expect(Reservations?.[0]?.Instances?.[0]?.State?.Name).toBe('terminated');
      expect(before.length).toBeGreaterThan(0);
      expect(await volumesOf(place, id)).toEqual([]);
    });

    test('reports who stopped or terminated an instance, and when; for a shutdown from within it gives no time', async () => {
      const place = await given(open, { servers: 3 });
      await launched(place);
      const [stopped = '', ended = '', shutDown = ''] = idsOf(place);
      const at = Math.floor(place.world.now() / 1000) * 1000;
      const runs = await transitionOf(place, stopped);
      place.world.stopOutside(CALLER, stopped);
      place.world.terminateOutside(CALLER, ended);
      place.world.shutDownInside(CALLER, shutDown);
      place.pass(2);
      const byUser = {
        StateTransitionReason: `User initiated (${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} GMT)`,
        StateReason: { Code: 'Client.UserInitiatedShutdown' },
      };
      expect(runs).toMatchObject({ State: { Name: 'running' }, StateTransitionReason: '' });
      expect(await transitionOf(place, stopped)).toMatchObject({ State: { Name: 'stopped' }, ...byUser });
      expect(await transitionOf(place, ended)).toMatchObject({ State: { Name: 'terminated' }, ...byUser });
      expect(await transitionOf(place, shutDown)).toMatchObject({
        State: { Name: 'stopped' },
        StateTransitionReason: '',
        StateReason: {
          Code: 'Client.InstanceInitiatedShutdown',
          Message: 'Client.InstanceInitiatedShutdown: Instance initiated shutdown',
        },
      });
    });

    test('checks an instance only some time after it has started', async () => {
      const place = await given(open, { servers: [{ launchSeconds: 600, bootSeconds: 400 }] });
      const started = launched({ ...place, pass: () => place.pass(9) });
      await started;
      const early = await statusesOf(place);
      place.pass(30);
      expect(early).toEqual([['running', 'initializing', 'initializing']]);
      expect(await statusesOf(place)).toEqual([['running', 'ok', 'ok']]);
    });

    test('reports the status of stopped instances only when all are requested', async () => {
      const place = await given(open, { servers: [{ launchDisposition: 'STOPPED' }] });
      await launched(place);
      expect(await statusesOf(place)).toEqual([]);
      expect(await statusesOf(place, true)).toEqual([['stopped', 'not-applicable', 'not-applicable']]);
    });

    test('lists page by page, each page with the token of the next', async () => {
      const place = await given(open, { servers: 5, pageSize: 2 });
      await launched(place);
      const pages: number[] = [];
      let NextToken: string | undefined;
      do {
        const page = await place.clients.ec2.send(new DescribeInstancesCommand({ NextToken, Filters: RECOVERED }));
        pages.push(page.Reservations?.length ?? 0);
        NextToken = page.NextToken;
      } while (NextToken !== undefined && pages.length < 10);
      expect(pages).toEqual([2, 2, 1]);
    });

    test('has the launch template that a server’s launch configuration names', async () => {
      const { clients, ids } = await given(open, { servers: [{ hostname: 'web-1', launchDisposition: 'STOPPED' }] });
      const sourceServerID = ids[0];
      const configuration = await clients.drs.send(new GetLaunchConfigurationCommand({ sourceServerID }));
      const { LaunchTemplateVersions } = await clients.ec2.send(
        new DescribeLaunchTemplateVersionsCommand({
          LaunchTemplateId: configuration.ec2LaunchTemplateID,
          Versions: ['$Default'],
        }),
      );
      expect(configuration).toMatchObject({ name: 'web-1', launchDisposition: 'STOPPED' });
      expect(LaunchTemplateVersions).toMatchObject([
        {
          LaunchTemplateId: configuration.ec2LaunchTemplateID,
          DefaultVersion: true,
          VersionNumber: 1,
          LaunchTemplateData: {
            TagSpecifications: ['instance', 'volume', 'network-interface'].map((ResourceType) => ({
              ResourceType,
              Tags: [
                { Key: 'Name', Value: 'web-1' },
                { Key: 'AWSElasticDisasterRecoveryManaged', Value: 'drs.amazonaws.com' },
                { Key: 'AWSElasticDisasterRecoverySourceServerID', Value: sourceServerID },
              ],
            })),
          },
        },
      ]);
    });

    test('returns RequestLimitExceeded when it is called too often', async () => {
      const { clients } = await given(open, { faults: { throttled: { ec2: 1 } } });
      await expect(clients.ec2.send(new DescribeInstancesCommand({}))).rejects.toMatchObject({
        name: 'RequestLimitExceeded',
        $metadata: { httpStatusCode: 503 },
      });
    });
  });
}

/** Instances of servers, not the conversion servers that DRS uses on the way. */
const RECOVERED = [{ Name: 'tag-key', Values: ['AWSElasticDisasterRecoverySourceServerID'] }];

function idsOf(place: Place): string[] {
  return place.world.liveInstances().map((instance) => instance.instanceId);
}

async function terminated(place: Place): Promise<void> {
  const recoveryInstanceIDs = idsOf(place);
  await place.clients.drs.send(new TerminateRecoveryInstancesCommand({ recoveryInstanceIDs }));
  place.pass(15);
}

async function transitionOf(place: Place, instanceId: string) {
  const { Reservations } = await place.clients.ec2.send(new DescribeInstancesCommand({ InstanceIds: [instanceId] }));
  return Reservations?.[0]?.Instances?.[0];
}

/** The networks of the servers' instances. */
async function networksOf(place: Place) {
  const { Reservations = [] } = await place.clients.ec2.send(new DescribeInstancesCommand({ Filters: RECOVERED }));
  return Reservations.flatMap(({ Instances = [] }) => Instances).map(
    ({ PrivateIpAddress, SubnetId, SecurityGroups = [] }) => ({
      ...(PrivateIpAddress && { PrivateIpAddress, SubnetId }),
      groups: SecurityGroups.map(({ GroupId }) => GroupId),
    }),
  );
}

async function volumesOf(place: Place, instanceId: string): Promise<string[]> {
  const Filters = [{ Name: 'attachment.instance-id', Values: [instanceId] }];
  const { Volumes = [] } = await place.clients.ec2.send(new DescribeVolumesCommand({ Filters }));
  return Volumes.flatMap((volume) => volume.VolumeId ?? []);
}

async function statusesOf(place: Place, IncludeAllInstances = false) {
  const InstanceIds = idsOf(place);
  const { InstanceStatuses = [] } = await place.clients.ec2.send(
    new DescribeInstanceStatusCommand({ InstanceIds, IncludeAllInstances }),
  );
  return InstanceStatuses.map((status) => [
    status.InstanceState?.Name,
    status.SystemStatus?.Status,
    status.InstanceStatus?.Status,
  ]);
}
