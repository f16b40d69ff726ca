import {
  DescribeJobLogItemsCommand,
  DescribeJobsCommand,
  DescribeRecoveryInstancesCommand,
  DescribeRecoverySnapshotsCommand,
  DescribeSourceServersCommand,
  StartRecoveryCommand,
  TagResourceCommand,
} from '@aws-sdk/client-drs';
import { describe, expect, test } from 'vitest';
import { CALLER, given, type Open, type Place } from '../contract.ts';

/** How DRS launches drills, and what it reports about them. */
export function drsJobs(open: Open): void {
  describe('a DRS launch', () => {
    test('returns 202 and a new pending job with our tags', async () => {
      const { clients, ids } = await given(open, { servers: 2 });
      const sourceServers = ids.map((sourceServerID) => ({ sourceServerID }));
      const started = await clients.drs.send(
        new StartRecoveryCommand({ sourceServers, isDrill: true, tags: { DrillId: 'd1' } }),
      );
      expect(started.$metadata.httpStatusCode).toBe(202);
      expect(started.job).toMatchObject({
        jobID: expect.stringMatching(/^drsjob-[0-9a-zA-Z]{17}$/),
        type: 'LAUNCH',
        initiatedBy: 'START_DRILL',
        status: 'PENDING',
        tags: { DrillId: 'd1' },
        participatingServers: sourceServers.map((server) => ({ ...server, launchStatus: 'PENDING' })),
      });
    });

    test('is a real recovery unless the request says that it is a drill', async () => {
      const { clients, ids } = await given(open, { servers: 1 });
      const sourceServers = ids.map((sourceServerID) => ({ sourceServerID }));
      const { job } = await clients.drs.send(new StartRecoveryCommand({ sourceServers }));
      expect(job?.initiatedBy).toBe('START_RECOVERY');
    });

    test('may hang silently during conversion: nothing is logged, and the server stays PENDING', async () => {
      const place = await given(open, { servers: 1 });
      const jobID = place.world.startRealRecovery(CALLER, place.ids, 3 * 3600);
      const log = async () =>
        (await place.clients.drs.send(new DescribeJobLogItemsCommand({ jobID }))).items?.map((line) =>
          String(line.event),
        );
      place.pass(30);
      const before = await log();
      expect(before?.at(-1)).toBe('CONVERSION_START');
      place.pass(130);
      expect(await log()).toEqual(before);
      const { items } = await place.clients.drs.send(new DescribeJobsCommand({ filters: { jobIDs: [jobID] } }));
      expect(items).toMatchObject([{ status: 'STARTED', participatingServers: [{ launchStatus: 'PENDING' }] }]);
      place.pass(60);
      expect((await log())?.at(-1)).toBe('JOB_END');
    });

    test('that is started twice is two jobs: there is no idempotency token', async () => {
      const place = await given(open, { servers: 1 });
      const first = await launched(place);
      const second = await launched(place);
      const { items } = await place.clients.drs.send(new DescribeJobsCommand({}));
      expect(items?.map((job) => job.jobID)).toEqual([second, first]);
    });

    test('that has finished does not prove success: each server has its own launchStatus', async () => {
      const place = await given(open, { servers: [{}, { outcome: 'FAILS_LAUNCH' }, { outcome: 'FAILS_CONVERSION' }] });
      const jobID = await launched(place);
      const { items } = await place.clients.drs.send(new DescribeJobsCommand({ filters: { jobIDs: [jobID] } }));
      expect(items).toHaveLength(1);
      expect(items?.[0]?.status).toBe('COMPLETED');
      expect(items?.[0]?.participatingServers?.map((server) => server.launchStatus)).toEqual([
        'LAUNCHED',
        'FAILED',
        'FAILED',
      ]);
    });

    test('names its instances, and the reason why a server failed, only in its log', async () => {
      const place = await given(open, {
        servers: [{}, { outcome: 'FAILS_LAUNCH', errorText: 'No capacity & <none>' }],
      });
      const jobID = await launched(place);
      const { items: jobs } = await place.clients.drs.send(new DescribeJobsCommand({}));
      const { items: log = [] } = await place.clients.drs.send(new DescribeJobLogItemsCommand({ jobID }));
      const events = log.map((line) => String(line.event));
      const lineOf = (event: string) => log.find((line) => String(line.event) === event)?.eventData;
      expect(jobs?.[0]?.participatingServers?.map((server) => server.recoveryInstanceID)).toEqual([
        undefined,
        undefined,
      ]);
      expect([events[0], events.at(-1)]).toEqual(['JOB_START', 'JOB_END']);
      expect(lineOf('LAUNCH_END')).toMatchObject({
        sourceServerID: place.ids[0],
        targetInstanceID: expect.stringMatching(/^i-/),
      });
      expect(lineOf('LAUNCH_FAILED')).toMatchObject({ sourceServerID: place.ids[1], rawError: 'No capacity & <none>' });
    });

    test('has a log that is listed oldest first, with timestamps in microseconds', async () => {
      const place = await given(open, { servers: 2 });
      const jobID = await launched(place);
      const { items: log = [] } = await place.clients.drs.send(new DescribeJobLogItemsCommand({ jobID }));
      const moments = log.map((line) => line.logDateTime ?? '');
      expect(moments.length).toBeGreaterThan(8);
      expect(moments.filter((moment) => !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/.test(moment))).toEqual([]);
      expect(moments.map((moment) => Date.parse(moment))).toEqual(
        moments.map((moment) => Date.parse(moment)).toSorted(),
      );
    });

    test('leaves a recovery instance with its server, its job and isDrill', async () => {
      const place = await given(open, { servers: 1 });
      const jobID = await launched(place);
      const { items } = await place.clients.drs.send(
        new DescribeRecoveryInstancesCommand({ filters: { sourceServerIDs: place.ids } }),
      );
      expect(items).toMatchObject([
        {
          sourceServerID: place.ids[0],
          jobID,
          isDrill: true,
          ec2InstanceState: 'RUNNING',
          ec2InstanceID: expect.stringMatching(/^i-/),
        },
      ]);
      expect(items?.[0]?.recoveryInstanceID).toBe(items?.[0]?.ec2InstanceID);
    });

    test('is recorded as the last launch of its source server', async () => {
      const place = await given(open, { servers: 1 });
      const before = await place.clients.drs.send(new DescribeSourceServersCommand({}));
      const jobID = await launched(place);
      const after = await place.clients.drs.send(new DescribeSourceServersCommand({}));
      expect(before.items?.[0]).toMatchObject({
        lastLaunchResult: 'NOT_STARTED',
        lifeCycle: { lastLaunch: { initiated: {} } },
      });
      expect(after.items?.[0]).toMatchObject({
        lastLaunchResult: 'SUCCEEDED',
        lifeCycle: { lastLaunch: { initiated: { jobID, type: 'DRILL' }, status: 'LAUNCHED' } },
      });
    });

    test('removes the previous instance of the server', async () => {
      const place = await given(open, { servers: 1 });
      const firstJob = await launched(place);
      const secondJob = await launched(place);
      const { items } = await place.clients.drs.send(new DescribeRecoveryInstancesCommand({}));
      expect(items?.map((instance) => instance.jobID)).toEqual([secondJob]);
      expect(place.world.liveInstances().map((instance) => instance.jobId)).toEqual([secondJob]);
      expect(firstJob).not.toBe(secondJob);
    });

    test('uses the requested recovery point, or takes one if none was requested', async () => {
      const place = await given(open, { servers: 2 });
      const [pinned = '', free = ''] = place.ids;
      const points = await place.clients.drs.send(
        new DescribeRecoverySnapshotsCommand({ sourceServerID: pinned, order: 'DESC' }),
      );
      const [newest, older] = points.items ?? [];
      const recoverySnapshotID = older?.snapshotID ?? '';
      const sourceServers = [{ sourceServerID: pinned, recoverySnapshotID }, { sourceServerID: free }];
      const before = place.world.now();
      await place.clients.drs.send(new StartRecoveryCommand({ sourceServers, isDrill: true }));
      place.pass(30);
      const { items = [] } = await place.clients.drs.send(new DescribeRecoveryInstancesCommand({}));
      const pointOf = (id: string) =>
        Date.parse(items.find((item) => item.sourceServerID === id)?.pointInTimeSnapshotDateTime ?? '');
      expect(pointOf(pinned)).toBe(Date.parse(older?.timestamp ?? ''));
      expect(pointOf(free)).toBeGreaterThanOrEqual(before);
      expect(Date.parse(newest?.timestamp ?? '')).toBeGreaterThan(Date.parse(older?.timestamp ?? ''));
    });

    test('keeps the tags that are added to its job', async () => {
      const place = await given(open, { servers: 1 });
      const jobID = await launched(place);
      const read = async () => (await place.clients.drs.send(new DescribeJobsCommand({}))).items?.[0];
      await place.clients.drs.send(new TagResourceCommand({ resourceArn: (await read())?.arn, tags: { Wave: '2' } }));
      expect(await read()).toMatchObject({ jobID, tags: { Launch: 'd1/0/0', Wave: '2' } });
    });

    test('is reported by one event per server, and by none for the job', async () => {
      const place = await given(open, { servers: [{}, { outcome: 'FAILS_LAUNCH' }] });
      const jobID = await launched(place);
      const reported = place.deliveries.flatMap((each) =>
        each.kind === 'event' && each.event.source === 'aws.drs' ? [each.event] : [],
      );
      expect(
        reported.map((event) => [event.detail['state'], event.detail['job-id'], event.detail['is-drill']]).sort(),
      ).toEqual([
        ['RECOVERY_LAUNCH_FAILED', jobID, 'TRUE'],
        ['RECOVERY_LAUNCH_SUCCEEDED', jobID, 'TRUE'],
      ]);
    });
  });
}

/** Launches a drill of all servers and lets it finish; returns its job's id. */
export async function launched(place: Place): Promise<string> {
  const sourceServers = place.ids.map((sourceServerID) => ({ sourceServerID }));
  const started = await place.clients.drs.send(
    new StartRecoveryCommand({ sourceServers, isDrill: true, tags: { Launch: 'd1/0/0' } }),
  );
  place.pass(30);
  return started.job?.jobID ?? '';
}
