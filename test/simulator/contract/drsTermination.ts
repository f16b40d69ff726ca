import {
  DescribeJobLogItemsCommand,
  DescribeJobsCommand,
  DescribeRecoveryInstancesCommand,
  StartRecoveryCommand,
  TerminateRecoveryInstancesCommand,
} from '@aws-sdk/client-drs';
import { DescribeInstanceAttributeCommand } from '@aws-sdk/client-ec2';
import { describe, expect, test } from 'vitest';
import { CALLER, given, type Open, type Place } from '../contract.ts';
import { launched } from './drsJobs.ts';

/** How DRS terminates what it launched. */
export function drsTermination(open: Open): void {
  describe('a DRS termination', () => {
    test('returns 200 and a pending job, and nothing is gone yet', async () => {
      const place = await given(open, { servers: 2 });
      await launched(place);
      const answer = await terminate(place, await instanceIds(place));
      expect(answer.$metadata.httpStatusCode).toBe(200);
      expect(answer.job).toMatchObject({
        type: 'TERMINATE',
        initiatedBy: 'TERMINATE_RECOVERY_INSTANCES',
        status: 'PENDING',
      });
      expect(place.world.liveInstances()).toHaveLength(2);
    });

    test('ends with no instance left, in EC2 and in DRS', async () => {
      const place = await given(open, { servers: 2 });
      await launched(place);
      await terminate(place, await instanceIds(place));
      place.pass(30);
      expect(place.world.liveInstances()).toEqual([]);
      expect(await instanceIds(place)).toEqual([]);
    });

    test('may finish without naming its servers', async () => {
      const place = await given(open, { servers: 1 });
      await launched(place);
      const { job } = await terminate(place, await instanceIds(place));
      place.pass(30);
      const { items } = await place.clients.drs.send(
        new DescribeJobsCommand({ filters: { jobIDs: [job?.jobID ?? ''] } }),
      );
      expect(items).toMatchObject([{ status: 'COMPLETED', participatingServers: [] }]);
    });

    test('keeps its server busy until it has completed', async () => {
      const place = await given(open, { servers: 1 });
      await launched(place);
      const [id = ''] = await instanceIds(place);
      await terminate(place, [id]);
      const again = new StartRecoveryCommand({ sourceServers: [{ sourceServerID: place.ids[0] }], isDrill: true });
      await expect(terminate(place, [id])).rejects.toMatchObject({ name: 'ConflictException' });
      await expect(place.clients.drs.send(again)).rejects.toMatchObject({ name: 'ConflictException' });
      place.pass(30);
      await expect(place.clients.drs.send(again)).resolves.toMatchObject({ job: { status: 'PENDING' } });
    });

    test('makes DRS refuse a whole real wave that names its server, but no wave of other servers', async () => {
      const place = await given(open, { servers: 3 });
      const [busy = '', idle = '', other = ''] = place.ids;
      await launched(place);
      const { items = [] } = await place.clients.drs.send(
        new DescribeRecoveryInstancesCommand({ filters: { sourceServerIDs: [busy] } }),
      );
      await terminate(place, [items[0]?.recoveryInstanceID ?? '']);
      const recover = (...ids: string[]) =>
        place.clients.drs.send(
          new StartRecoveryCommand({
            sourceServers: ids.map((sourceServerID) => ({ sourceServerID })),
            isDrill: false,
          }),
        );
      const before = place.world.history.launches.length;
      await expect(recover(idle, busy)).rejects.toMatchObject({ name: 'ConflictException' });
      expect(place.world.history.launches).toHaveLength(before);
      await expect(recover(other)).resolves.toMatchObject({ job: { initiatedBy: 'START_RECOVERY' } });
      place.pass(30);
      await expect(recover(idle, busy)).resolves.toMatchObject({ job: { status: 'PENDING' } });
    });

    test('that fails reports it only in its log, and the instance stays', async () => {
      const place = await given(open, { servers: 1, faults: { terminationFails: 1 } });
      await launched(place);
      const { job } = await terminate(place, await instanceIds(place));
      place.pass(30);
      const jobID = job?.jobID ?? '';
      const { items: jobs } = await place.clients.drs.send(new DescribeJobsCommand({ filters: { jobIDs: [jobID] } }));
      const { items: log = [] } = await place.clients.drs.send(new DescribeJobLogItemsCommand({ jobID }));
      expect(jobs?.[0]?.status).toBe('COMPLETED');
      expect(log.map((line) => String(line.event))).toContain('CLEANUP_FAIL');
      expect(place.world.liveInstances()).toHaveLength(1);
    });

    test('of a protected instance reports that in its log, as EC2 shows it, and works once the protection is removed', async () => {
      const place = await given(open, { servers: 1 });
      await launched(place);
      const [id = ''] = await instanceIds(place);
      const isProtected = async () => {
        const requested = new DescribeInstanceAttributeCommand({ InstanceId: id, Attribute: 'disableApiTermination' });
        return (await place.clients.ec2.send(requested)).DisableApiTermination?.Value;
      };
      expect(await isProtected()).toBe(false);
      place.world.protect(CALLER, id, true);
      expect(await isProtected()).toBe(true);
      const { job } = await terminate(place, [id]);
      place.pass(30);
      const { items: log = [] } = await place.clients.drs.send(new DescribeJobLogItemsCommand({ jobID: job?.jobID }));
      expect(log.find((line) => line.event === 'CLEANUP_FAIL')?.eventData?.rawError).toBe(
        'An error occurred (OperationNotPermitted) when calling the TerminateInstances operation: ' +
          `The instance '${id}' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.`,
      );
      expect(place.world.liveInstances()).toHaveLength(1);
      place.world.protect(CALLER, id, false);
      await terminate(place, [id]);
      place.pass(30);
      expect(place.world.liveInstances()).toHaveLength(0);
    });

    test('is refused as a whole while a third party fails back through one of the instances', async () => {
      const place = await given(open, { servers: 2 });
      await launched(place);
      const [failingBack = '', other = ''] = await instanceIds(place);
      place.world.failBackOutside(CALLER, failingBack);
      const { items } = await place.clients.drs.send(new DescribeRecoveryInstancesCommand({}));
      const states = items?.map((item) => [item.recoveryInstanceID, item.failback?.state]);
      const refused = terminate(place, [failingBack, other]);
      expect(Object.fromEntries(states ?? [])).toEqual({
        [failingBack]: 'FAILBACK_IN_PROGRESS',
        [other]: 'FAILBACK_NOT_STARTED',
      });
      await expect(refused).rejects.toMatchObject({
        name: 'ConflictException',
        message: 'Recovery instances cannot be terminated during failback',
      });
      place.pass(120);
      await expect(terminate(place, [failingBack, other])).resolves.toMatchObject({ job: { status: 'PENDING' } });
    });

    test('is reported only by EC2: the instance goes from shutting-down to terminated', async () => {
      const place = await given(open, { servers: 1 });
      await launched(place);
      const [id = ''] = await instanceIds(place);
      place.deliveries.length = 0;
      await terminate(place, [id]);
      place.pass(30);
      const reported = place.deliveries.flatMap((each) => (each.kind === 'event' ? [each.event] : []));
      expect(reported.map((event) => [event.source, event.detail['instance-id'], event.detail['state']])).toEqual([
        ['aws.ec2', id, 'shutting-down'],
        ['aws.ec2', id, 'terminated'],
      ]);
    });
  });
}

function terminate(place: Place, recoveryInstanceIDs: string[]) {
  return place.clients.drs.send(new TerminateRecoveryInstancesCommand({ recoveryInstanceIDs }));
}

async function instanceIds(place: Place): Promise<string[]> {
  const { items = [] } = await place.clients.drs.send(new DescribeRecoveryInstancesCommand({}));
  return items.flatMap((instance) => instance.recoveryInstanceID ?? []);
}
