import {
  DeleteJobCommand,
  DescribeJobsCommand,
  DescribeRecoveryInstancesCommand,
  StartRecoveryCommand,
  TerminateRecoveryInstancesCommand,
} from '@aws-sdk/client-drs';
import { DescribeInstancesCommand, type Instance } from '@aws-sdk/client-ec2';
import { describe, expect, test } from 'vitest';
import { CALLER, given, type Open, type Place } from '../contract.ts';
import { launched } from './drsJobs.ts';

/** Instances that are listed under a job that did not make them, and instances of a job that is no longer listed. */
export function drsLaunchInto(open: Open): void {
  describe('a DRS launch into an existing instance', () => {
    test('starts that instance, and lists it as this job’s drill instance', async () => {
      const { place, machine, jobID } = await launchedInto(open);
      const { items } = await place.clients.drs.send(new DescribeRecoveryInstancesCommand({}));
      expect(items).toMatchObject([{ recoveryInstanceID: machine, ec2InstanceID: machine, isDrill: true, jobID }]);
      expect((await described(place, machine)).State?.Name).toBe('running');
    });

    test('changes its LaunchTime, and leaves its primary network interface attached as before', async () => {
      const { place, machine, before } = await launchedInto(open);
      const after = await described(place, machine);
      expect(attachment(after)).toEqual(attachment(before));
      expect(attachment(after)).toMatchObject({ DeviceIndex: 0, Status: 'attached', AttachTime: expect.any(Date) });
      expect(after.LaunchTime?.getTime()).toBeGreaterThan(before.LaunchTime?.getTime() ?? Number.NaN);
    });

    test('makes a termination delete it', async () => {
      const { place, machine } = await launchedInto(open);
      await place.clients.drs.send(new TerminateRecoveryInstancesCommand({ recoveryInstanceIDs: [machine] }));
      place.pass(30);
      expect((await described(place, machine)).State?.Name).toBe('terminated');
    });

    test('makes the next launch, into a new instance, delete it', async () => {
      const { place, machine } = await launchedInto(open);
      place.world.launchInto(CALLER, place.ids[0] ?? '', null);
      await launched(place);
      expect((await described(place, machine)).State?.Name).toBe('terminated');
    });

    test('is refused while that instance runs', async () => {
      const { place } = await launchedInto(open);
      const again = new StartRecoveryCommand({ sourceServers: [{ sourceServerID: place.ids[0] }], isDrill: true });
      await expect(place.clients.drs.send(again)).rejects.toMatchObject({
        name: 'ConflictException',
        message: expect.stringContaining('needs to be in a stopped state but is in a running state'),
      });
    });
  });

  describe('an instance that a launch makes', () => {
    test('gets its primary network interface after the job’s creation, and has none once it is terminated', async () => {
      const place = await given(open, { servers: 1 });
      const jobID = await launched(place);
      const { items: jobs = [] } = await place.clients.drs.send(
        new DescribeJobsCommand({ filters: { jobIDs: [jobID] } }),
      );
      const instanceId = place.world.liveInstances()[0]?.instanceId ?? '';
      const attachedAt = attachment(await described(place, instanceId))?.AttachTime?.getTime();
      expect(attachedAt).toBeGreaterThan(Date.parse(jobs[0]?.creationDateTime ?? ''));
      place.world.terminateOutside(CALLER, instanceId);
      place.pass(5);
      expect((await described(place, instanceId)).NetworkInterfaces ?? []).toEqual([]);
    });

    test('that is stopped and started again keeps it, and has a later LaunchTime', async () => {
      const place = await given(open, { servers: 1 });
      await launched(place);
      const instanceId = place.world.liveInstances()[0]?.instanceId ?? '';
      const before = await described(place, instanceId);
      place.world.stopOutside(CALLER, instanceId);
      place.pass(5);
      place.world.startOutside(CALLER, instanceId);
      place.pass(5);
      const after = await described(place, instanceId);
      expect(after.State?.Name).toBe('running');
      expect(attachment(after)).toEqual(attachment(before));
      expect(after.LaunchTime?.getTime()).toBeGreaterThan(before.LaunchTime?.getTime() ?? Number.NaN);
    });
  });

  describe('a DRS job', () => {
    test('can be deleted once it has completed: it is no longer listed, and what it made stays', async () => {
      const place = await given(open, { servers: 1 });
      const jobID = await launched(place);
      const deleted = await place.clients.drs.send(new DeleteJobCommand({ jobID }));
      expect(deleted.$metadata.httpStatusCode).toBe(204);
      const { items: jobs } = await place.clients.drs.send(new DescribeJobsCommand({ filters: { jobIDs: [jobID] } }));
      const { items: made } = await place.clients.drs.send(new DescribeRecoveryInstancesCommand({}));
      expect(jobs).toEqual([]);
      expect(made).toMatchObject([{ jobID, isDrill: true }]);
      await expect(place.clients.drs.send(new DeleteJobCommand({ jobID }))).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
      });
    });

    test('cannot be deleted while it is open', async () => {
      const { clients, ids } = await given(open, { servers: 1 });
      const sourceServers = ids.map((sourceServerID) => ({ sourceServerID }));
      const { job } = await clients.drs.send(new StartRecoveryCommand({ sourceServers, isDrill: true }));
      const deletion = clients.drs.send(new DeleteJobCommand({ jobID: job?.jobID ?? '' }));
      await expect(deletion).rejects.toMatchObject({ name: 'ConflictException' });
    });
  });
}

async function launchedInto(open: Open) {
  const place = await given(open, { servers: 1 });
  const machine = place.world.addMachine(CALLER, 'stopped');
  place.world.launchInto(CALLER, place.ids[0] ?? '', machine);
  const before = await described(place, machine);
  return { place, machine, before, jobID: await launched(place) };
}

async function described({ clients }: Place, instanceId: string): Promise<Instance> {
  const { Reservations = [] } = await clients.ec2.send(new DescribeInstancesCommand({ InstanceIds: [instanceId] }));
  return Reservations[0]?.Instances?.[0] ?? {};
}

function attachment({ NetworkInterfaces }: Instance) {
  return NetworkInterfaces?.[0]?.Attachment;
}
