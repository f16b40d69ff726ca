import {
  DescribeJobLogItemsCommand,
  DescribeJobsCommand,
  DescribeRecoveryInstancesCommand,
  DescribeRecoverySnapshotsCommand,
  DescribeSourceServersCommand,
  DrsClient,
  GetLaunchConfigurationCommand,
  ListLaunchActionsCommand,
  StartRecoveryCommand,
  TerminateRecoveryInstancesCommand,
} from '@aws-sdk/client-drs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { createDrs } from '../../src/aws/drs.ts';
import { instanceId, SITE, serverId } from '../builders.ts';

const actingClient = new DrsClient({ region: 'eu-central-1', maxAttempts: 1 });
const acting = mockClient(actingClient);
const askingClient = new DrsClient({ region: 'eu-central-1' });
const requested = mockClient(askingClient);
const drs = createDrs({ clientFor: () => askingClient, actingClientFor: () => actingClient });
const JOB = 'drsjob-0000000000000001a';

beforeEach(() => {
  requested.reset();
  acting.reset();
});

describe('a drill is started', () => {
  test('as a drill, with the chosen points and the tags of its job', async () => {
    // given
    acting.on(StartRecoveryCommand).resolves({
      job: { jobID: JOB, creationDateTime: '2026-03-01T10:00:00.123456+00:00', initiatedBy: 'START_DRILL' },
    });
    // when
    const started = await drs.startDrill(
      SITE,
      [{ sourceServerId: serverId(1) }, { sourceServerId: serverId(2), snapshotId: 'pit-00000000000000002' }],
      { DrillOwner: 'us', Wave: '1' },
    );
    // then
    expect(inputs(acting, StartRecoveryCommand)).toEqual([
      {
        isDrill: true,
        sourceServers: [
          { sourceServerID: serverId(1) },
          { sourceServerID: serverId(2), recoverySnapshotID: 'pit-00000000000000002' },
        ],
        tags: { DrillOwner: 'us', Wave: '1' },
      },
    ]);
    expect(started).toEqual({ jobId: JOB, createdAt: Date.UTC(2026, 2, 1, 10, 0, 0, 123) });
    expect(requested.calls()).toHaveLength(0);
  });

  test('only once: a client with retries is refused', async () => {
    // given
    const repeating = createDrs({ clientFor: () => askingClient, actingClientFor: () => askingClient });
    // when
    const start = repeating.startDrill(SITE, [{ sourceServerId: serverId(1) }], {});
    const termination = repeating.terminateProvenInstances(SITE, [instanceId(1)]);
    // then
    await expect(start).rejects.toThrow('must have maxAttempts 1, not 3');
    await expect(termination).rejects.toThrow('must have maxAttempts 1, not 3');
    expect(requested.calls()).toHaveLength(0);
  });

  test('with a single request, even when the connection breaks', async () => {
    // given
    let requests = 0;
    const handle = async (): Promise<never> => {
      requests++;
      throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError', code: 'ECONNRESET' });
    };
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const breaking = new DrsClient({ region: 'eu-central-1', credentials, maxAttempts: 1, requestHandler: { handle } });
    const overBreaking = createDrs({ clientFor: () => askingClient, actingClientFor: () => breaking });
    // when
    const start = overBreaking.startDrill(SITE, [{ sourceServerId: serverId(1) }], {});
    // then
    await expect(start).rejects.toMatchObject({ kind: 'UNKNOWN_RESULT' });
    expect(requests).toBe(1);
  });

  test('never without servers', async () => {
    await expect(drs.startDrill(SITE, [], {})).rejects.toMatchObject({ name: 'CallFailed', kind: 'INVALID' });
    expect(acting.calls()).toHaveLength(0);
  });

  test('with an unknown result when the response is lost or has no job', async () => {
    const start = () => drs.startDrill(SITE, [{ sourceServerId: serverId(1) }], {});
    acting.on(StartRecoveryCommand).rejectsOnce(Object.assign(new Error('socket hang up'), { name: 'TimeoutError' }));
    await expect(start()).rejects.toMatchObject({ name: 'CallFailed', kind: 'UNKNOWN_RESULT' });
    acting.on(StartRecoveryCommand).resolves({});
    await expect(start()).rejects.toMatchObject({ name: 'CallFailed', kind: 'UNKNOWN_RESULT' });
  });

  test('not when a server is busy', async () => {
    const busy = Object.assign(new Error('One or more of the Source Servers are being processed by a Job'), {
      name: 'ConflictException',
      $metadata: { httpStatusCode: 409 },
    });
    acting.on(StartRecoveryCommand).rejects(busy);
    await expect(drs.startDrill(SITE, [{ sourceServerId: serverId(1) }], {})).rejects.toMatchObject({
      kind: 'CONFLICT',
    });
  });
});

describe('instances are terminated', () => {
  test('exactly as requested', async () => {
    acting.on(TerminateRecoveryInstancesCommand).resolves({ job: { jobID: JOB } });
    const accepted = await drs.terminateProvenInstances(SITE, [instanceId(1), instanceId(2)]);
    expect(accepted).toEqual({ jobId: JOB });
    expect(inputs(acting, TerminateRecoveryInstancesCommand)).toEqual([
      { recoveryInstanceIDs: [instanceId(1), instanceId(2)] },
    ]);
  });

  test('without a call when there are none', async () => {
    await expect(drs.terminateProvenInstances(SITE, [])).rejects.toMatchObject({ kind: 'INVALID' });
    expect(acting.calls()).toHaveLength(0);
  });
});

describe('source servers', () => {
  test('are read 200 per call, every page', async () => {
    // given
    requested
      .on(DescribeSourceServersCommand)
      .resolves({ items: [] })
      .resolvesOnce({ items: [{ sourceServerID: serverId(1) }], nextToken: 'more' })
      .resolvesOnce({ items: [{ sourceServerID: serverId(2) }] })
      .resolvesOnce({ items: [{ sourceServerID: serverId(201) }] });
    const ids = Array.from({ length: 201 }, (_, n) => serverId(n + 1));
    // when
    const found = await drs.sourceServers(SITE, ids);
    // then
    expect(found.map(({ sourceServerId }) => sourceServerId)).toEqual([serverId(1), serverId(2), serverId(201)]);
    expect(inputs(requested, DescribeSourceServersCommand)).toEqual([
      { filters: { sourceServerIDs: ids.slice(0, 200) } },
      { filters: { sourceServerIDs: ids.slice(0, 200) }, nextToken: 'more' },
      { filters: { sourceServerIDs: ids.slice(200) } },
    ]);
  });

  test('are all listed, every page, when all are requested', async () => {
    requested
      .on(DescribeSourceServersCommand)
      .resolvesOnce({ items: [{ sourceServerID: serverId(1) }], nextToken: 'more' })
      .resolvesOnce({ items: [{ sourceServerID: serverId(2) }] });
    const found = await drs.sourceServers(SITE, 'all');
    expect(found.map(({ sourceServerId }) => sourceServerId)).toEqual([serverId(1), serverId(2)]);
    expect(inputs(requested, DescribeSourceServersCommand)).toEqual([{}, { nextToken: 'more' }]);
  });

  test('are mapped to the product’s types, with values and members unknown to the SDK', async () => {
    // given
    const item = {
      sourceServerID: serverId(1),
      recoveryInstanceId: instanceId(1),
      tags: { Name: 'db' },
      usageOperationData: { unmodelled: true },
      dataReplicationInfo: {
        dataReplicationState: 'A_NEW_STATE' as 'CONTINUOUS',
        lagDuration: 'PT90S',
        dataReplicationError: { error: 'A_NEW_ERROR' as 'AGENT_NOT_SEEN' },
      },
      lifeCycle: {
        lastLaunch: {
          initiated: { jobID: JOB, type: 'DRILL' as const, apiCallDateTime: '2026-02-01T00:00:00.000001+00:00' },
          status: 'LAUNCHED' as const,
        },
      },
      sourceProperties: { identificationHints: { hostname: 'db-1' } },
      stagingArea: { status: 'EXTENDED' as const, stagingAccountID: '999988887777' },
    };
    requested.on(DescribeSourceServersCommand).resolves({ items: [item] });
    // when
    const found = await drs.sourceServers(SITE, [serverId(1)]);
    // then
    expect(found).toEqual([
      {
        sourceServerId: serverId(1),
        hostname: 'db-1',
        replicationState: 'A_NEW_STATE',
        replicationError: { code: 'A_NEW_ERROR', said: null },
        lagSeconds: 90,
        lastLaunch: { jobId: JOB, status: 'LAUNCHED', type: 'DRILL', at: Date.UTC(2026, 1, 1) },
        extendedFrom: '999988887777',
        replicationDirection: null,
        tags: { Name: 'db' },
      },
    ]);
  });

  test('that were never launched have no last launch', async () => {
    const lastLaunch = { initiated: {} };
    requested.on(DescribeSourceServersCommand).resolves({
      items: [{ sourceServerID: serverId(1), lastLaunchResult: 'NOT_STARTED', lifeCycle: { lastLaunch } }],
    });
    expect(await drs.sourceServers(SITE, [serverId(1)])).toEqual([
      {
        sourceServerId: serverId(1),
        hostname: null,
        replicationState: 'UNKNOWN',
        lagSeconds: null,
        lastLaunch: { jobId: null, status: null, type: null, at: null },
        extendedFrom: null,
        replicationDirection: null,
        tags: null,
      },
    ]);
  });

  test.each([
    ['no last launch', {}],
    ['no type of it', { lastLaunchResult: 'SUCCEEDED' as const, lifeCycle: { lastLaunch: { initiated: {} } } }],
    ['an empty type', { lifeCycle: { lastLaunch: { initiated: { type: '' as 'DRILL' } } } }],
  ])('with %s may have been launched for real', async (_name, reported) => {
    requested.on(DescribeSourceServersCommand).resolves({ items: [{ sourceServerID: serverId(1), ...reported }] });
    expect((await drs.sourceServers(SITE, [serverId(1)]))[0]?.lastLaunch.type).toBe('UNKNOWN');
  });

  test('are not read without ids', async () => {
    const lists = [
      drs.sourceServers(SITE, []),
      drs.recoveryInstances(SITE, { instanceIds: [] }),
      drs.recoveryInstances(SITE, { sourceServerIds: [] }),
      drs.jobs(SITE, { jobIds: [] }),
    ];
    expect(await Promise.all(lists)).toEqual([[], [], [], []]);
    expect(requested.calls()).toHaveLength(0);
  });
});

describe('a launch configuration', () => {
  test('has the state of the launched instance, and the instance to launch into', async () => {
    requested.on(GetLaunchConfigurationCommand).resolves({
      launchDisposition: 'STOPPED',
      ec2LaunchTemplateID: 'lt-1',
      launchIntoInstanceProperties: { launchIntoEC2InstanceID: instanceId(5) },
    });
    expect(await drs.launchConfiguration(SITE, serverId(1))).toEqual({
      disposition: 'STOPPED',
      launchIntoInstanceId: instanceId(5),
      launchTemplateId: 'lt-1',
      postLaunchEnabled: null,
      rightSizing: null,
    });
    expect(inputs(requested, GetLaunchConfigurationCommand)).toEqual([{ sourceServerID: serverId(1) }]);
  });

  test('has the active post-launch actions of every page', async () => {
    requested
      .on(ListLaunchActionsCommand)
      .resolvesOnce({ items: [{ active: true, optional: false }, { active: false }], nextToken: 'more' })
      .resolvesOnce({ items: [{ active: true, optional: true }] });
    expect(await drs.activeLaunchActions(SITE, serverId(1))).toEqual([{ isOptional: false }, { isOptional: true }]);
    expect(inputs(requested, ListLaunchActionsCommand)).toEqual([
      { resourceId: serverId(1) },
      { resourceId: serverId(1), nextToken: 'more' },
    ]);
  });
});

describe('recovery points', () => {
  test('are read newest first, and the first page is enough', async () => {
    requested.on(DescribeRecoverySnapshotsCommand).resolves({
      items: [
        point('pit-1', '2026-03-01T09:00:00Z', '2026-03-01T09:00:20.5+00:00'),
        point('pit-2', '2026-03-01T09:10:00Z'),
      ],
      nextToken: 'older',
    });
    expect(await drs.recoveryPoints(SITE, serverId(1))).toEqual([
      { snapshotId: 'pit-2', at: Date.UTC(2026, 2, 1, 9, 10) },
      { snapshotId: 'pit-1', at: Date.UTC(2026, 2, 1, 9, 0, 20, 500) },
    ]);
    expect(inputs(requested, DescribeRecoverySnapshotsCommand)).toEqual([
      { sourceServerID: serverId(1), filters: {}, order: 'DESC' },
    ]);
  });

  test('in a range are read to the last page', async () => {
    // given
    requested
      .on(DescribeRecoverySnapshotsCommand)
      .resolvesOnce({ items: [point('pit-2', '2026-03-01T09:10:00Z')], nextToken: 'older' })
      .resolvesOnce({ items: [point('pit-1', '2026-03-01T09:00:00Z')] });
    // when
    const range = { from: Date.UTC(2026, 2, 1, 9), to: Date.UTC(2026, 2, 1, 10) };
    const found = await drs.recoveryPoints(SITE, serverId(1), range);
    // then
    expect(found.map(({ snapshotId }) => snapshotId)).toEqual(['pit-2', 'pit-1']);
    const filters = { fromDateTime: '2026-03-01T09:00:00.000Z', toDateTime: '2026-03-01T10:00:00.000Z' };
    expect(inputs(requested, DescribeRecoverySnapshotsCommand)).toEqual([
      { sourceServerID: serverId(1), filters, order: 'DESC' },
      { sourceServerID: serverId(1), filters, order: 'DESC', nextToken: 'older' },
    ]);
  });

  test('are found after an empty first page', async () => {
    requested
      .on(DescribeRecoverySnapshotsCommand)
      .resolvesOnce({ items: [], nextToken: 'more' })
      .resolvesOnce({ items: [point('pit-1', '2026-03-01T09:00:00Z')] });
    expect(await drs.recoveryPoints(SITE, serverId(1))).toHaveLength(1);
  });

  test('that are still being taken do not count: the newest complete one does', async () => {
    // given
    const beingTaken = { snapshotID: 'pit-2', sourceServerID: serverId(1), expectedTimestamp: '2026-03-01T09:10:00Z' };
    requested
      .on(DescribeRecoverySnapshotsCommand)
      .resolvesOnce({ items: [beingTaken], nextToken: 'older' })
      .resolvesOnce({ items: [point('pit-1', '2026-03-01T09:00:00Z')] });
    // when
    const found = await drs.recoveryPoints(SITE, serverId(1));
    // then
    expect(found.map(({ snapshotId }) => snapshotId)).toEqual(['pit-1']);
  });
});

describe('recovery instances', () => {
  test.each([
    [{ sourceServerIds: [serverId(1)] }, { filters: { sourceServerIDs: [serverId(1)] } }],
    [{ instanceIds: [instanceId(1)] }, { filters: { recoveryInstanceIDs: [instanceId(1)] } }],
    ['all' as const, {}],
  ])('are read by %o', async (by, input) => {
    requested.on(DescribeRecoveryInstancesCommand).resolvesOnce({ nextToken: 'more' }).resolvesOnce({ items: [] });
    expect(await drs.recoveryInstances(SITE, by)).toEqual([]);
    expect(inputs(requested, DescribeRecoveryInstancesCommand)).toEqual([input, { ...input, nextToken: 'more' }]);
  });

  test('are a drill only when DRS says so', async () => {
    // given
    const disks = [{ ebsVolumeID: 'vol-00000001' }, { internalDeviceName: '/dev/sdb' }];
    const known = {
      ec2InstanceID: instanceId(1),
      recoveryInstanceID: instanceId(1),
      sourceServerID: serverId(1),
      jobID: JOB,
      isDrill: true,
      ec2InstanceState: 'SHUTTING-DOWN' as const,
      pointInTimeSnapshotDateTime: '2026-03-01T09:59:59.999999+00:00',
      recoveryInstanceProperties: { disks },
    };
    requested.on(DescribeRecoveryInstancesCommand).resolves({ items: [known, { recoveryInstanceID: instanceId(2) }] });
    // when
    const found = await drs.recoveryInstances(SITE, 'all');
    // then
    expect(found).toEqual([
      {
        instanceId: instanceId(1),
        sourceServerId: serverId(1),
        jobId: JOB,
        isDrill: true,
        state: 'SHUTTING-DOWN',
        pointInTimeAt: Date.UTC(2026, 2, 1, 9, 59, 59, 999),
        volumeIds: ['vol-00000001'],
      },
      {
        instanceId: instanceId(2),
        sourceServerId: '',
        jobId: null,
        isDrill: false,
        state: 'UNKNOWN',
        pointInTimeAt: null,
        volumeIds: [],
      },
    ]);
  });
});

describe('jobs', () => {
  test('are read by id or from a time on', async () => {
    requested.on(DescribeJobsCommand).resolves({ items: [] });
    await drs.jobs(SITE, { jobIds: [JOB, JOB] });
    await drs.jobs(SITE, { since: Date.UTC(2026, 2, 1) });
    expect(inputs(requested, DescribeJobsCommand)).toEqual([
      { filters: { jobIDs: [JOB] } },
      { filters: { fromDate: '2026-03-01T00:00:00.000Z' } },
    ]);
  });

  test('are mapped to the product’s types', async () => {
    // given
    requested.on(DescribeJobsCommand).resolves({
      items: [
        {
          jobID: JOB,
          type: 'LAUNCH',
          initiatedBy: 'START_DRILL',
          status: 'COMPLETED',
          creationDateTime: '2026-03-01T10:00:00Z',
          endDateTime: '2026-03-01T10:09:00.000001+00:00',
          tags: { DrillOwner: 'us' },
          participatingServers: [{ sourceServerID: serverId(1), launchStatus: 'LAUNCHED' }, {}],
        },
        { jobID: 'drsjob-2' },
      ],
    });
    // when
    const found = await drs.jobs(SITE, { jobIds: [JOB] });
    // then
    expect(found).toEqual([
      {
        jobId: JOB,
        type: 'LAUNCH',
        initiatedBy: 'START_DRILL',
        status: 'COMPLETED',
        createdAt: Date.UTC(2026, 2, 1, 10),
        endedAt: Date.UTC(2026, 2, 1, 10, 9),
        tags: { DrillOwner: 'us' },
        servers: [{ sourceServerId: serverId(1), launchStatus: 'LAUNCHED', instanceId: null }],
        hidesServers: true,
      },
      {
        jobId: 'drsjob-2',
        type: 'UNKNOWN',
        initiatedBy: null,
        status: 'UNKNOWN',
        createdAt: null,
        endedAt: null,
        tags: {},
        servers: [],
        hidesTags: true,
      },
    ]);
  });
});

describe("a job's log", () => {
  test('is read to the last page, oldest first, with events unknown to the SDK', async () => {
    // given
    const later = {
      logDateTime: '2026-03-01T10:08:00.000002+00:00',
      event: 'LAUNCH_END' as 'LAUNCH_START',
      eventData: { sourceServerID: serverId(1), targetInstanceID: instanceId(1) },
    };
    const earlier = {
      logDateTime: '2026-03-01T10:07:00Z',
      event: 'LAUNCH_FAILED' as const,
      eventData: { sourceServerID: serverId(2), rawError: 'no capacity', conversionServerID: instanceId(3) },
    };
    requested
      .on(DescribeJobLogItemsCommand)
      .resolvesOnce({ items: [later], nextToken: 'more' })
      .resolvesOnce({ items: [earlier] });
    // when
    const log = await drs.jobLog(SITE, JOB);
    // then
    expect(log).toEqual([
      {
        at: Date.UTC(2026, 2, 1, 10, 7),
        event: 'LAUNCH_FAILED',
        sourceServerId: serverId(2),
        instanceId: null,
        errorText: 'no capacity',
        conversionServerId: instanceId(3),
      },
      {
        at: Date.UTC(2026, 2, 1, 10, 8),
        event: 'LAUNCH_END',
        sourceServerId: serverId(1),
        instanceId: instanceId(1),
        errorText: null,
      },
    ]);
    expect(inputs(requested, DescribeJobLogItemsCommand)).toEqual([{ jobID: JOB }, { jobID: JOB, nextToken: 'more' }]);
  });

  test('that is unavailable is a failed question', async () => {
    requested
      .on(DescribeJobLogItemsCommand)
      .rejects(Object.assign(new Error('later'), { $metadata: { httpStatusCode: 500 } }));
    await expect(drs.jobLog(SITE, JOB)).rejects.toMatchObject({ name: 'CallFailed', kind: 'UNAVAILABLE' });
  });
});

function point(snapshotID: string, expectedTimestamp: string, timestamp = expectedTimestamp) {
  return { snapshotID, sourceServerID: serverId(1), expectedTimestamp, timestamp };
}

function inputs(mock: typeof requested, command: Parameters<typeof requested.commandCalls>[0]): unknown[] {
  return mock.commandCalls(command).map((call) => call.args[0].input);
}
