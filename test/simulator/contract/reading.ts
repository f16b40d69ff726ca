import {
  DescribeJobsCommand,
  DescribeRecoverySnapshotsCommand,
  DescribeSourceServersCommand,
  GetLaunchConfigurationCommand,
} from '@aws-sdk/client-drs';
import { DescribeInstancesCommand } from '@aws-sdk/client-ec2';
import { GetScheduleCommand } from '@aws-sdk/client-scheduler';
import { GetQueueUrlCommand } from '@aws-sdk/client-sqs';
import { describe, expect, test } from 'vitest';
import type { Clients } from '../contract.ts';

/** Cases that only read. They hold for any account with DRS initialised and at least two source servers. */
export function reading(open: () => Promise<Clients>): void {
  describe('reading', () => {
    test('pages are linked by tokens', async () => {
      const { drs } = await open();
      const { items: all = [] } = await drs.send(new DescribeSourceServersCommand({}));
      const found: (string | undefined)[] = [];
      let nextToken: string | undefined;
      do {
        const page = await drs.send(
          new DescribeSourceServersCommand({ maxResults: 1, ...(nextToken === undefined ? {} : { nextToken }) }),
        );
        found.push(...(page.items ?? []).map((server) => server.sourceServerID));
        nextToken = page.nextToken;
      } while (nextToken !== undefined && found.length <= all.length);
      expect(all.length).toBeGreaterThan(1);
      expect(found).toEqual(all.map((server) => server.sourceServerID));
    });

    test('a source server has an id, an ARN, a replication state and a lag', async () => {
      const { drs } = await open();
      const { items: [server] = [] } = await drs.send(new DescribeSourceServersCommand({ maxResults: 1 }));
      expect(server).toMatchObject({
        sourceServerID: expect.stringMatching(/^s-[0-9a-zA-Z]{17}$/),
        arn: expect.stringMatching(/^arn:aws[a-z-]*:drs:[a-z0-9-]+:\d{12}:source-server\/s-/),
        dataReplicationInfo: { dataReplicationState: expect.stringMatching(/^[A-Z_]+$/) },
        lifeCycle: { addedToServiceDateTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*(Z|\+00:00)$/) },
      });
    });

    test('a source server is found by its id, and no other is returned', async () => {
      const { drs } = await open();
      const { items: all = [] } = await drs.send(new DescribeSourceServersCommand({}));
      const sourceServerIDs = all.slice(-1).flatMap((server) => server.sourceServerID ?? []);
      const { items } = await drs.send(new DescribeSourceServersCommand({ filters: { sourceServerIDs } }));
      expect(items?.map((server) => server.sourceServerID)).toEqual(sourceServerIDs);
    });

    test('recovery snapshots come newest first on request', async () => {
      const { drs } = await open();
      const { items: [server] = [] } = await drs.send(new DescribeSourceServersCommand({ maxResults: 1 }));
      const { items = [] } = await drs.send(
        new DescribeRecoverySnapshotsCommand({ sourceServerID: server?.sourceServerID, order: 'DESC' }),
      );
      const moments = items.map((snapshot) => Date.parse(snapshot.timestamp ?? snapshot.expectedTimestamp ?? ''));
      expect(moments.length).toBeGreaterThan(1);
      expect(moments).toEqual(moments.toSorted((one, other) => other - one));
    });

    test('an unknown job gives an empty list, not an error', async () => {
      const { drs } = await open();
      const { items } = await drs.send(new DescribeJobsCommand({ filters: { jobIDs: ['drsjob-00000000000000000'] } }));
      expect(items).toEqual([]);
    });

    test('a malformed id is refused', async () => {
      const { drs } = await open();
      await expect(drs.send(new DescribeJobsCommand({ filters: { jobIDs: ['nonsense'] } }))).rejects.toMatchObject({
        name: 'ValidationException',
        $metadata: { httpStatusCode: 400 },
      });
    });

    test('the launch configuration of an unknown server is not found', async () => {
      const { drs } = await open();
      const unknown = new GetLaunchConfigurationCommand({ sourceServerID: 's-00000000000000000' });
      await expect(drs.send(unknown)).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
        $metadata: { httpStatusCode: 404 },
      });
    });

    test('an instance that EC2 does not know is omitted by a filter and refused by id', async () => {
      const { ec2 } = await open();
      const id = 'i-00000000000000000';
      const Filters = [{ Name: 'instance-id', Values: [id] }];
      expect((await ec2.send(new DescribeInstancesCommand({ Filters }))).Reservations).toEqual([]);
      await expect(ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }))).rejects.toMatchObject({
        name: 'InvalidInstanceID.NotFound',
        message: `The instance ID '${id}' does not exist`,
      });
    });

    test('a queue and a schedule that do not exist are refused by name', async () => {
      const { sqs, scheduler } = await open();
      await expect(sqs.send(new GetQueueUrlCommand({ QueueName: 'drs-drill-none' }))).rejects.toMatchObject({
        name: 'QueueDoesNotExist',
      });
      await expect(scheduler.send(new GetScheduleCommand({ Name: 'drs-drill-none' }))).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
        $metadata: { httpStatusCode: 404 },
      });
    });
  });
}
