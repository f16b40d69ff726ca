import { describe, expect, it } from 'vitest';
import { beginning, caller, drs, ec2, faulty, givenWorld, jobOf, logOf, startDrill, wait } from '../../given.ts';

describe('the timeline of a launch job', () => {
  it('answers StartRecovery with a pending job that has its servers and tags', () => {
    const { world } = givenWorld();
    const [server = ''] = world.addServers(caller, 1);
    const started = drs(world, 'StartRecovery', {
      sourceServers: [{ sourceServerID: server }],
      isDrill: true,
      tags: { DrillId: 'd-1' },
    });
    expect(started.at('job')).toMatchObject({
      type: 'LAUNCH',
      initiatedBy: 'START_DRILL',
      status: 'PENDING',
      participatingServers: [{ sourceServerID: server, launchStatus: 'PENDING', launchActionsStatus: { runs: [] } }],
      participatingResources: [],
      tags: { DrillId: 'd-1' },
    });
    expect(started.text('job.jobID')).toMatch(/^drsjob-[0-9a-zA-Z]{17}$/);
    expect(started.text('job.creationDateTime')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/);
    expect(started.at('job.endDateTime')).toBeUndefined();
  });

  it('completes in about nine minutes, with launchStatus PENDING until near the end', () => {
    const { world } = givenWorld();
    const job = startDrill(world, world.addServers(caller, 2));
    wait(world, 10);
    expect(jobOf(world, job).at('job.status')).toBe('STARTED');
    wait(world, 440);
    expect(
      jobOf(world, job)
        .list('job.participatingServers')
        .map((each) => each.at('launchStatus')),
    ).toEqual(['PENDING', 'PENDING']);
    wait(world, 200);
    expect(jobOf(world, job).at('job.status')).toBe('COMPLETED');
    expect(
      jobOf(world, job)
        .list('job.participatingServers')
        .map((each) => each.raw),
    ).toEqual([
      { sourceServerID: expect.any(String), launchStatus: 'LAUNCHED' },
      { sourceServerID: expect.any(String), launchStatus: 'LAUNCHED' },
    ]);
  });

  it('logs the events of a real job in order, with JOB_END shortly after the end of the job', () => {
    const { world } = givenWorld();
    const [server = ''] = world.addServers(caller, [{ launchSeconds: 529 }]);
    const job = startDrill(world, [server]);
    wait(world, 700);
    const log = logOf(world, job);
    expect(log.map((line) => line.at('event'))).toEqual([
      'JOB_START',
      'SNAPSHOT_START',
      'SNAPSHOT_END',
      'CONVERSION_START',
      'CONVERSION_END',
      'LAUNCH_START',
      'LAUNCH_END',
      'JOB_END',
    ]);
    expect(log[0]?.at('eventData')).toEqual({});
    expect(log[4]?.text('eventData.conversionServerID')).toMatch(/^i-[0-9a-f]{17}$/);
    expect(log[6]?.at('eventData')).toEqual({
      sourceServerID: server,
      targetInstanceID: expect.stringMatching(/^i-[0-9a-f]{17}$/),
    });
    const ended = Date.parse(jobOf(world, job).text('job.endDateTime'));
    expect(Date.parse(log[7]?.text('logDateTime') ?? '') - ended).toBe(26);
    expect((Date.parse(log[6]?.text('logDateTime') ?? '') - beginning) / 1000).toBeCloseTo(529, -1);
  });

  it('shows only past events in the log', () => {
    const { world } = givenWorld();
    const job = startDrill(world, world.addServers(caller, 1));
    expect(logOf(world, job)).toEqual([]);
    wait(world, 100);
    expect(logOf(world, job).map((line) => line.at('event'))).not.toContain('CONVERSION_END');
  });

  it('lists the drill instance some seconds after the launch, with its job and its point in time', () => {
    const { world } = givenWorld();
    const [server = ''] = world.addServers(caller, [{ lagSeconds: 90 }]);
    const job = startDrill(world, [server]);
    expect(drs(world, 'DescribeRecoveryInstances').list('items')).toEqual([]);
    wait(world, 700);
    const [instance] = drs(world, 'DescribeRecoveryInstances', { filters: { sourceServerIDs: [server] } }).list(
      'items',
    );
    expect(instance?.raw).toMatchObject({
      jobID: job,
      isDrill: true,
      sourceServerID: server,
      ec2InstanceState: 'RUNNING',
    });
    expect(instance?.at('recoveryInstanceID')).toBe(instance?.at('ec2InstanceID'));
    const newest = drs(world, 'DescribeRecoverySnapshots', { sourceServerID: server, order: 'DESC' }).list('items');
    const used = newest.find((each) => each.at('timestamp') === instance?.at('pointInTimeSnapshotDateTime'));
    expect(used?.text('snapshotID')).toMatch(/^pit-/);
    const behind = beginning - Date.parse(used?.text('timestamp') ?? '');
    expect(behind / 1000).toBeGreaterThan(80);
    const [shown] = drs(world, 'DescribeSourceServers', { filters: { sourceServerIDs: [server] } }).list('items');
    expect(shown?.at('recoveryInstanceId')).toBe(instance?.at('recoveryInstanceID'));
    expect(shown?.at('lastLaunchResult')).toBe('SUCCEEDED');
    expect(shown?.at('lifeCycle.lastLaunch')).toMatchObject({
      initiated: { jobID: job, type: 'DRILL' },
      status: 'LAUNCHED',
    });
  });

  it('sends a launch result event for every server, and none for the job', () => {
    const { world, delivered } = givenWorld();
    const [good = '', bad = ''] = world.addServers(caller, [{}, { outcome: 'FAILS_LAUNCH' }]);
    const job = startDrill(world, [good, bad]);
    wait(world, 700);
    const results = delivered.flatMap((each) =>
      each.kind === 'event' && each.event.source === 'aws.drs' ? [each.event] : [],
    );
    expect(results.map((event) => event['detail-type'])).toEqual(Array(2).fill('DRS Source Server Launch Result'));
    const detailOf = (server: string) => results.find((event) => event.resources[0]?.endsWith(server))?.detail;
    expect(detailOf(good)).toEqual({ state: 'RECOVERY_LAUNCH_SUCCEEDED', 'job-id': job, 'is-drill': 'TRUE' });
    expect(detailOf(bad)).toEqual({ state: 'RECOVERY_LAUNCH_FAILED', 'job-id': job, 'is-drill': 'TRUE' });
  });

  it('sends lower-case EC2 events for both recovery instances and conversion servers', () => {
    const { world, delivered } = givenWorld();
    startDrill(world, world.addServers(caller, 1));
    wait(world, 700);
    const states = delivered.flatMap((each) =>
      each.kind === 'event' && each.event.source === 'aws.ec2' ? [each.event.detail] : [],
    );
    const ids = [...new Set(states.map((detail) => detail['instance-id']))];
    const statesOf = (id: unknown) =>
      states.filter((detail) => detail['instance-id'] === id).map((detail) => detail['state']);
    expect(ids.map(statesOf)).toEqual([
      ['pending', 'running', 'shutting-down', 'terminated'],
      ['pending', 'running'],
    ]);
  });

  it.each([
    ['terminates the conversion server of a failed conversion', {}, 60, 'terminated'],
    ['may terminate it late', { failedConversionLeavesServer: 1 }, 5, 'running'],
    ['may terminate it late, yet does', { failedConversionLeavesServer: 1 }, 3700, 'terminated'],
    ['may leave it running indefinitely', { failedConversionKeepsServer: 1 }, 24 * 3600, 'running'],
  ])('%s', (_, faults, seconds, state) => {
    const { world } = givenWorld({ faults: faulty(faults) });
    const job = startDrill(world, world.addServers(caller, [{ outcome: 'FAILS_CONVERSION' }]));
    wait(world, 600);
    const failure = logOf(world, job).find((line) => line.at('event') === 'CONVERSION_FAIL');
    const InstanceIds = [failure?.text('eventData.conversionServerID')];
    wait(world, seconds);
    const answered = ec2(world, 'DescribeInstances', { InstanceIds });
    expect(answered.text('Reservations.0.Instances.0.State.Name')).toBe(state);
  });

  it('names the conversion server of a hung conversion only when it is named at the start', () => {
    const namedIn = (conversionServerNamedAtStart: number): unknown[] => {
      const { world } = givenWorld({ faults: faulty({ conversionServerNamedAtStart }) });
      const job = startDrill(world, world.addServers(caller, [{ outcome: 'HANGS' }]));
      wait(world, 3600);
      return logOf(world, job).flatMap((line) => line.at('eventData.conversionServerID') ?? []);
    };
    expect([namedIn(0), namedIn(1)]).toEqual([[], [expect.stringMatching(/^i-/)]]);
  });

  it('takes longer for Windows', () => {
    const { world } = givenWorld();
    const job = startDrill(world, world.addServers(caller, [{ windows: true }]));
    wait(world, 1_000);
    expect(jobOf(world, job).at('job.status')).toBe('STARTED');
  });

  it('stops the machine again when the launch configuration says STOPPED', () => {
    const { world } = givenWorld();
    const [server = ''] = world.addServers(caller, [{ launchDisposition: 'STOPPED' }]);
    startDrill(world, [server]);
    wait(world, 700);
    expect(drs(world, 'DescribeRecoveryInstances').at('items.0.ec2InstanceState')).toBe('STOPPED');
    expect(drs(world, 'GetLaunchConfiguration', { sourceServerID: server }).at('launchDisposition')).toBe('STOPPED');
  });
});

describe('servers that fail', () => {
  it.each([
    ['FAILS_SNAPSHOT', 'SNAPSHOT_FAIL'],
    ['FAILS_CONVERSION', 'CONVERSION_FAIL'],
    ['FAILS_LAUNCH', 'LAUNCH_FAILED'],
    ['SKIPPED', 'SERVER_SKIPPED'],
  ] as const)('%s: the job is COMPLETED, and only the log shows why', (outcome, event) => {
    const { world } = givenWorld();
    const [bad = '', good = ''] = world.addServers(caller, [{ outcome, errorText: 'no capacity left' }, {}]);
    const job = startDrill(world, [bad, good]);
    wait(world, 1_500);
    const shown = jobOf(world, job);
    expect(shown.at('job.status')).toBe('COMPLETED');
    expect(shown.list('job.participatingServers').map((each) => each.at('launchStatus'))).toEqual([
      'FAILED',
      'LAUNCHED',
    ]);
    const line = logOf(world, job).find((each) => each.at('event') === event);
    expect(line?.at('eventData')).toMatchObject({ sourceServerID: bad, rawError: 'no capacity left' });
    expect(world.liveInstances(caller).map((each) => each.sourceServerId)).toEqual([good]);
  });

  it('falls back to the last consistent snapshot when a new one times out', () => {
    const { world } = givenWorld();
    const [server = ''] = world.addServers(caller, [{ usesPreviousSnapshot: true }]);
    const before = drs(world, 'DescribeRecoverySnapshots', { sourceServerID: server, order: 'DESC' }).at(
      'items.0.timestamp',
    );
    const job = startDrill(world, [server]);
    wait(world, 1_500);
    expect(logOf(world, job).map((line) => line.at('event'))).toContain('USING_PREVIOUS_SNAPSHOT');
    expect(drs(world, 'DescribeRecoveryInstances').at('items.0.pointInTimeSnapshotDateTime')).toBe(before);
  });

  it('hangs no longer than the faults allow, and completes', () => {
    const { world } = givenWorld({ faults: faulty({ jobHangs: 1, jobHangSecondsMax: 7_200 }) });
    const job = startDrill(world, world.addServers(caller, 1));
    wait(world, 900 + 7_200);
    expect(jobOf(world, job).at('job.status')).toBe('COMPLETED');
  });
});

describe('a launch of a server that already has an instance', () => {
  it('deletes the previous instance, drill or real, and logs it', () => {
    const { world } = givenWorld();
    const [server = ''] = world.addServers(caller, 1);
    world.startRealRecovery(caller, [server]);
    wait(world, 700);
    const [real] = world.liveInstances(caller);
    expect(real?.isDrill).toBe(false);
    const job = startDrill(world, [server]);
    expect(world.history.launches.at(-1)).toMatchObject({ jobId: job, isDrill: true, replaced: [real?.instanceId] });
    wait(world, 1_000);
    expect(world.liveInstances(caller)).toMatchObject([{ jobId: job, isDrill: true }]);
    expect(
      logOf(world, job)
        .map((line) => line.at('event'))
        .slice(0, 4),
    ).toEqual(['JOB_START', 'CLEANUP_START', 'CLEANUP_END', 'SNAPSHOT_START']);
    expect(
      drs(world, 'DescribeRecoveryInstances')
        .list('items')
        .map((each) => each.at('jobID')),
    ).toEqual([job]);
    const gone = ec2(world, 'DescribeInstances', { InstanceIds: [real?.instanceId] });
    expect(gone.at('Reservations.0.Instances.0.State')).toEqual({ Name: 'terminated', Code: 48 });
  });
});

describe('recovery points', () => {
  it('follow the policy: every ten minutes for an hour, hourly for a day, daily for a week', () => {
    const { world } = givenWorld();
    const [server = ''] = world.addServers(caller, 1);
    const times = drs(world, 'DescribeRecoverySnapshots', { sourceServerID: server })
      .list('items')
      .map((each) => beginning - Date.parse(each.text('expectedTimestamp')));
    const within = (from: number, to: number) =>
      times.filter((age) => age > from * 3_600_000 && age <= to * 3_600_000).length;
    expect([within(0, 1), within(1, 24), within(24, 168)]).toEqual([6, 23, 6]);
    expect(times).toEqual(times.toSorted((one, other) => other - one));
  });

  it('keep their ids until they expire', () => {
    const { world } = givenWorld();
    const [server = ''] = world.addServers(caller, 1);
    const ids = () =>
      drs(world, 'DescribeRecoverySnapshots', { sourceServerID: server, order: 'DESC' })
        .list('items')
        .map((each) => each.text('snapshotID'));
    const before = ids();
    wait(world, 1_800);
    const after = ids();
    expect(after.slice(3, 6)).toEqual(before.slice(0, 3));
    wait(world, 3_600);
    expect(ids()).not.toContain(before.find((_, place) => place === 1));
  });

  it('can be pinned; the instance then has that point, and no snapshot is taken', () => {
    const { world } = givenWorld();
    const [server = ''] = world.addServers(caller, 1);
    const pinned = drs(world, 'DescribeRecoverySnapshots', { sourceServerID: server, order: 'DESC' }).list('items')[8];
    const sourceServers = [{ sourceServerID: server, recoverySnapshotID: pinned?.at('snapshotID') }];
    const job = drs(world, 'StartRecovery', { sourceServers, isDrill: true }).text('job.jobID');
    wait(world, 700);
    expect(
      logOf(world, job)
        .map((line) => line.text('event'))
        .filter((event) => event.startsWith('SNAPSHOT')),
    ).toEqual([]);
    expect(drs(world, 'DescribeRecoveryInstances').at('items.0.pointInTimeSnapshotDateTime')).toBe(
      pinned?.at('timestamp'),
    );
  });

  it('end where replication stopped, while the lag grows', () => {
    const { world } = givenWorld();
    const [server = ''] = world.addServers(caller, [{ replicationState: 'STALLED', lagSeconds: 7_200 }]);
    wait(world, 3_600);
    const [newest] = drs(world, 'DescribeRecoverySnapshots', { sourceServerID: server, order: 'DESC' }).list('items');
    expect(Date.parse(newest?.text('expectedTimestamp') ?? '')).toBeLessThanOrEqual(beginning - 7_200_000);
    const [shown] = drs(world, 'DescribeSourceServers').list('items');
    expect(shown?.at('dataReplicationInfo.lagDuration')).toBe('PT3H');
    expect(shown?.at('dataReplicationInfo.dataReplicationState')).toBe('STALLED');
  });
});

it('shows the recovery mode in the launch configuration', () => {
  const { world } = givenWorld();
  const [fast = '', usual = ''] = world.addServers(caller, [{ recoveryMode: 'FAST' }, {}]);
  const modeOf = (sourceServerID: string) =>
    drs(world, 'GetLaunchConfiguration', { sourceServerID }).at('recoveryMode');
  expect([modeOf(fast), modeOf(usual)]).toEqual(['FAST', 'OPTIMAL']);
});
