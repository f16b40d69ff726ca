import {
  DescribeJobLogItemsCommand,
  DescribeJobsCommand,
  DescribeRecoveryInstancesCommand,
  DescribeRecoverySnapshotsCommand,
  StartRecoveryCommand,
  TerminateRecoveryInstancesCommand,
} from '@aws-sdk/client-drs';
import { DescribeInstancesCommand } from '@aws-sdk/client-ec2';
import { describe, expect, test } from 'vitest';
import { BEGINNING, given, type Open, type Place } from '../contract.ts';
import { launched } from './drsJobs.ts';

/** Undocumented behaviour of DRS that people observed. The simulator names the source of each case. */
export function drsSeenLive(open: Open): void {
  describe('DRS, as people observed it', () => {
    test('ends a launch right after its snapshot without logging what failed', async () => {
      const place = await given(open, { servers: [{ outcome: 'ENDS_AFTER_SNAPSHOT' }] });
      const { log, statuses } = await timelineOf(place, await launched(place));
      expect(log.map(({ event }) => event)).toEqual(['JOB_START', 'SNAPSHOT_START', 'SNAPSHOT_END', 'JOB_END']);
      expect(seconds(log, 'SNAPSHOT_END', 'JOB_END')).toBeLessThan(6);
      expect([statuses, errorsIn(log)]).toEqual([['FAILED'], []]);
    });

    test('ends a launch a moment after its launch step began without logging what failed', async () => {
      const place = await given(open, { servers: [{ outcome: 'ENDS_AT_LAUNCH' }] });
      const { log, statuses } = await timelineOf(place, await launched(place));
      expect(log.slice(-2).map(({ event }) => event)).toEqual(['LAUNCH_START', 'JOB_END']);
      expect(seconds(log, 'LAUNCH_START', 'JOB_END')).toBeLessThan(6);
      expect([statuses, errorsIn(log)]).toEqual([['FAILED'], []]);
    });

    test('reports that a server failed ten minutes after the other one was launched and listed', async () => {
      const place = await given(open, { servers: [{}, { outcome: 'FAILS_LATE', errorText: 'DeleteVolume denied' }] });
      const jobID = await launched({ ...place, pass: () => place.pass(14) });
      const meanwhile = await jobOf(place, jobID);
      const { items } = await place.clients.drs.send(new DescribeRecoveryInstancesCommand({}));
      place.pass(16);
      const { log, statuses } = await timelineOf(place, jobID);
      expect(meanwhile?.status).toBe('STARTED');
      expect(meanwhile?.participatingServers?.map((server) => server.launchStatus)).toEqual(['LAUNCHED', 'PENDING']);
      expect(items?.map((instance) => instance.sourceServerID)).toEqual([place.ids[0]]);
      expect(seconds(log, 'LAUNCH_END', 'LAUNCH_FAILED')).toBeGreaterThan(500);
      expect([statuses, errorsIn(log)]).toEqual([['LAUNCHED', 'FAILED'], ['DeleteVolume denied']]);
    });

    test('hangs in a conversion for hours: its server runs, the job stays open, and nothing is logged', async () => {
      const place = await given(open, { servers: [{ outcome: 'HANGS' }] });
      const jobID = await launched({ ...place, pass: () => place.pass(119) });
      const hanging = await timelineOf(place, jobID);
      const { Reservations = [] } = await place.clients.ec2.send(new DescribeInstancesCommand({}));
      place.pass(12 * 60);
      const completed = await timelineOf(place, jobID);
      expect(hanging.log.at(-1)?.event).toBe('CONVERSION_START');
      expect([hanging.status, hanging.statuses]).toEqual(['STARTED', ['PENDING']]);
      expect(Reservations.flatMap(({ Instances = [] }) => Instances.map(({ State }) => State?.Name))).toEqual([
        'running',
      ]);
      expect(completed.log.slice(-2).map(({ event }) => event)).toEqual(['CONVERSION_START', 'JOB_END']);
      expect([completed.status, completed.statuses, errorsIn(completed.log)]).toEqual(['COMPLETED', ['FAILED'], []]);
    });

    test('gives up on a snapshot after five or ten minutes, and a second later uses the previous one', async () => {
      const servers = Array.from({ length: 12 }, () => ({ usesPreviousSnapshot: true }));
      const place = await given(open, { servers });
      const { log, statuses } = await timelineOf(place, await launched(place));
      const waits = place.ids.map((id) => seconds(log, 'SNAPSHOT_START', 'SNAPSHOT_FAIL', id));
      const then = place.ids.map((id) => seconds(log, 'SNAPSHOT_FAIL', 'USING_PREVIOUS_SNAPSHOT', id));
      expect([...new Set(waits)].sort((one, other) => one - other)).toEqual([300, 600]);
      expect(new Set(then)).toEqual(new Set([1]));
      expect(new Set(statuses)).toEqual(new Set(['LAUNCHED']));
    });

    test('removes the older instance before it takes the snapshot', async () => {
      const place = await given(open, { servers: 1 });
      await launched(place);
      const { log } = await timelineOf(place, await launched(place));
      expect(log.slice(0, 4).map(({ event }) => event)).toEqual([
        'JOB_START',
        'CLEANUP_START',
        'CLEANUP_END',
        'SNAPSHOT_START',
      ]);
      expect(seconds(log, 'JOB_START', 'CLEANUP_START')).toBe(1);
      expect(seconds(log, 'CLEANUP_START', 'CLEANUP_END')).toBeGreaterThan(20);
    });

    test('lists a terminated instance as TERMINATED for a while, even for an hour', async () => {
      const place = await given(open, { servers: 6, faults: { terminatedListedSecondsMax: 5400 } });
      await launched(place);
      const recoveryInstanceIDs = place.world.liveInstances().map((instance) => instance.instanceId);
      await place.clients.drs.send(new TerminateRecoveryInstancesCommand({ recoveryInstanceIDs }));
      place.pass(10);
      const { items: early = [] } = await place.clients.drs.send(new DescribeRecoveryInstancesCommand({}));
      place.pass(100);
      const { items: late = [] } = await place.clients.drs.send(new DescribeRecoveryInstancesCommand({}));
      expect(new Set(early.map((instance) => instance.ec2InstanceState))).toEqual(new Set(['TERMINATED']));
      expect(early.length).toBeLessThan(6);
      expect(late).toEqual([]);
    });

    test('launches without a conversion in recovery mode FAST', async () => {
      const place = await given(open, { servers: [{ recoveryMode: 'FAST' }] });
      const { log, statuses } = await timelineOf(place, await launched(place));
      expect(log.filter(({ event }) => event.startsWith('CONVERSION'))).toEqual([]);
      expect(statuses).toEqual(['LAUNCHED']);
    });

    test('spends most of a Windows server’s launch on its conversion, which begins a minute after the snapshot', async () => {
      const place = await given(open, { servers: [{ windows: true, launchSeconds: 1250 }] });
      const { log } = await timelineOf(place, await launched(place));
      expect(seconds(log, 'SNAPSHOT_END', 'CONVERSION_START')).toBeGreaterThan(50);
      expect(seconds(log, 'CONVERSION_START', 'CONVERSION_END')).toBeGreaterThan(13 * 60);
      expect(seconds(log, 'CONVERSION_END', 'LAUNCH_START')).toBeLessThan(4);
    });

    test('returns empty launch actions when a job starts, and none when it has completed', async () => {
      const place = await given(open, { servers: 1 });
      const sourceServers = place.ids.map((sourceServerID) => ({ sourceServerID }));
      const { job } = await place.clients.drs.send(new StartRecoveryCommand({ sourceServers, isDrill: true }));
      place.pass(30);
      const [sourceServerID] = place.ids;
      expect(job?.participatingServers).toEqual([
        { sourceServerID, launchStatus: 'PENDING', launchActionsStatus: { runs: [] } },
      ]);
      expect((await jobOf(place, job?.jobID ?? ''))?.participatingServers).toEqual([
        { sourceServerID, launchStatus: 'LAUNCHED' },
      ]);
    });

    test('tags a job with its own ARN, which nobody requested', async () => {
      const place = await given(open, { servers: 1, faults: { jobTaggedWithArn: 1 } });
      const job = await jobOf(place, await launched(place));
      expect(job?.tags).toEqual({ Launch: 'd1/0/0', resourceArn: job?.arn });
    });

    test('lists points that are still being taken without a timestamp, and launches from none of them', async () => {
      const servers = [{ snapshots: [BEGINNING - 3_600_000, BEGINNING - 60_000] }];
      const place = await given(open, { servers, faults: { pointTakesSeconds: 600 } });
      const [sourceServerID] = place.ids;
      const points = () => place.clients.drs.send(new DescribeRecoverySnapshotsCommand({ sourceServerID }));
      const { items: early = [] } = await points();
      const recoverySnapshotID = early[1]?.snapshotID ?? '';
      const start = new StartRecoveryCommand({
        sourceServers: [{ sourceServerID, recoverySnapshotID }],
        isDrill: true,
      });
      const refused = await place.clients.drs.send(start).catch((error: Error) => error.name);
      place.pass(10);
      const { items: late = [] } = await points();
      expect(
        early.map(({ timestamp, expectedTimestamp }) => [timestamp !== undefined, Boolean(expectedTimestamp)]),
      ).toEqual([
        [true, true],
        [false, true],
      ]);
      expect(refused).toBe('ValidationException');
      expect(late.map(({ timestamp }) => timestamp !== undefined)).toEqual([true, true]);
      await expect(place.clients.drs.send(start)).resolves.toMatchObject({ job: { status: 'PENDING' } });
    });
  });
}

interface Line {
  at: number;
  event: string;
  sourceServerID: string | undefined;
  rawError: string | undefined;
}

async function timelineOf(place: Place, jobID: string) {
  const job = await jobOf(place, jobID);
  const { items = [] } = await place.clients.drs.send(new DescribeJobLogItemsCommand({ jobID }));
  const log = items.map(
    ({ logDateTime = '', event, eventData }): Line => ({
      at: Date.parse(logDateTime),
      event: String(event),
      sourceServerID: eventData?.sourceServerID,
      rawError: eventData?.rawError,
    }),
  );
  return { log, status: job?.status, statuses: job?.participatingServers?.map((server) => server.launchStatus) };
}

async function jobOf(place: Place, jobID: string) {
  const { items } = await place.clients.drs.send(new DescribeJobsCommand({ filters: { jobIDs: [jobID] } }));
  return items?.[0];
}

function errorsIn(log: Line[]): string[] {
  return log.flatMap(({ rawError }) => rawError ?? []);
}

/** The time between the first log lines of these events, for one server if it is named. */
function seconds(log: Line[], from: string, to: string, sourceServerID?: string): number {
  const atOf = (event: string) =>
    log.find((line) => line.event === event && (sourceServerID ?? line.sourceServerID) === line.sourceServerID)?.at ??
    Number.NaN;
  return Math.round((atOf(to) - atOf(from)) / 1000);
}
