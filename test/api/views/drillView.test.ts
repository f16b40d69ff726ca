import { expect, test } from 'vitest';
import { drillView } from '../../../src/api/views/drillView.ts';
import { waitView } from '../../../src/api/views/waitView.ts';
import type { Recovery, Wait } from '../../../src/drill/drill.ts';
import { aDrill, instanceId, START, serverId } from '../../builders.ts';

test('an unmeasured value is null; a measured one has the sources of its start and end', () => {
  const drill = aDrill({
    phase: 'HOLDING',
    holdUntil: START + 3_600_000,
    launches: [{ wave: 0, state: 'COMPLETED', attempts: 1, jobId: 'drsjob-00000000000000001', createdAt: START }],
    servers: {
      [serverId(1)]: {
        wave: 0,
        launch: 0,
        result: 'LAUNCHED',
        instanceId: instanceId(1),
        verified: 'STATUS_CHECKS',
        verifiedAt: START + 600_000,
      },
      [serverId(2)]: { wave: 0, launch: 0, result: 'FAILED', error: 'Conversion failed' },
    },
  });

  const view = drillView({ drill, quarantined: null });

  expect(view).toMatchObject({ phase: 'HOLDING', outcome: null, why: null, endedAt: null });
  expect(view.hold.until).toBe('2026-03-01T11:00:00.000Z');
  expect(view.servers[0]).toMatchObject({
    wave: 1,
    jobId: 'drsjob-00000000000000001',
    instanceId: instanceId(1),
    recoveryTime: { seconds: 600, from: { at: '2026-03-01T10:00:00.000Z', source: expect.stringContaining('DRS') } },
    recoveryPoint: { seconds: null, reason: expect.any(String) },
  });
  expect(view.servers[1]).toMatchObject({
    result: 'FAILED',
    error: 'Conversion failed',
    links: { finding: `/v1/servers/${serverId(2)}` },
    recoveryTime: { seconds: null, to: null },
  });
  expect(JSON.parse(JSON.stringify(view))).toEqual(view);
});

test('each server with post-launch actions shows them, with some of those that have not succeeded', () => {
  const none = { succeeded: 0, failed: 0, open: 0 };
  const reported = { required: { ...none, failed: 1 }, optional: none };
  const failed = { name: 'Join domain', optional: false, status: 'FAILED', reason: 'No domain controller' };
  const drill = aDrill({
    servers: {
      [serverId(1)]: { wave: 0, actions: { required: 1, optional: 0, reported, agentAt: START } },
      [serverId(2)]: { wave: 0, actions: { required: 2, optional: 0 } },
      [serverId(3)]: { wave: 0 },
    },
    unfinishedActions: [{ sourceServerId: serverId(1), ...failed }],
  });
  expect(drillView({ drill, quarantined: null }).servers.map(({ launchActions }) => launchActions)).toEqual([
    { required: 1, optional: 0, runs: reported, agentSeenAt: '2026-03-01T10:00:00.000Z', unfinished: [failed] },
    { required: 2, optional: 0, runs: null, agentSeenAt: null, unfinished: [] },
    null,
  ]);
});

test('a failed check has a remedy', () => {
  const failed = { check: 'lag', sourceServerId: serverId(1), message: 'Its replication lag is 5000 s.' };
  const { failedChecks } = drillView({
    drill: aDrill({ failedChecks: [failed], failedCheckCount: 1 }),
    quarantined: null,
  });
  expect(failedChecks).toEqual({ total: 1, first: [{ ...failed, remedy: expect.stringContaining('lagSecondsMax') }] });
});

test('leftovers say what blocks their cleanup, as far as AWS reports it', () => {
  const lastWords = 'CLEANUP_FAIL: OperationNotPermitted';
  const view = drillView({
    quarantined: null,
    drill: aDrill({
      phase: 'TERMINATING',
      standing: { [serverId(1)]: `${instanceId(1)} running`, [serverId(2)]: 'vol-2' },
      whyStanding: { [serverId(1)]: { isProtected: true, lastWords } },
    }),
  });
  expect(view.leftStanding).toEqual([
    { sourceServerId: serverId(1), what: `${instanceId(1)} running`, isProtected: true, failback: null, lastWords },
    { sourceServerId: serverId(2), what: 'vol-2', isProtected: false, failback: null, lastWords: null },
  ]);
});

test('a drill that waits for a real recovery names the job and how many instances are up', () => {
  const waitsFor = (recovery: Partial<Recovery>) =>
    drillView({
      quarantined: null,
      drill: aDrill({
        phase: 'TERMINATING',
        servers: {
          [serverId(1)]: { wave: 0, launch: 0, instanceId: instanceId(1) },
          [serverId(2)]: { wave: 0, launch: 0, instanceId: instanceId(2) },
        },
        recoveries: { 'drsjob-0000000000000real': { servers: [serverId(1)], state: 'RUNNING', ...recovery } },
      }),
    }).waitsFor;
  expect(waitsFor({})).toBe(
    'Real recovery drsjob-0000000000000real is running; 2 instances stay up until 15 minutes after its end.',
  );
  expect(waitsFor({ state: 'COMPLETED', completedAt: START })).toBe(
    'Real recovery drsjob-0000000000000real ended at 2026-03-01T10:00:00.000Z; 2 instances stay up until 15 minutes after that.',
  );
  expect(waitsFor({ released: true })).toMatch(/hangs and was released; 1 instance stays up on its servers until/);
  expect(waitsFor({ state: 'REPORTED' })).toBeNull();
});

test.each<[Wait, RegExp]>([
  [{ for: 'TURN', since: START, instances: 0, drillIds: ['d-2'], until: START }, /^Its turn .* before it: d-2\.$/],
  [
    { for: 'SECOND_LOOK', since: START, instances: 0, sourceServerIds: ['s-1'], until: START },
    /^A second look at .* s-1\.$/,
  ],
  [
    { for: 'LEVER', since: START, instances: 2, because: 'FROZEN' },
    /^FROZEN; 2 instances stay up until it is opened\.$/,
  ],
  [{ for: 'LEVER', since: START, instances: 0, because: 'FROZEN' }, /^FROZEN; no instance is known to be up\.$/],
  [
    { for: 'DRS', since: START, instances: 1, because: 'no' },
    /^DRS refuses to terminate, .*: no; 1 instance stays up\.$/,
  ],
  [
    { for: 'AWS', since: START, instances: 1, because: 'no' },
    /^A call to AWS that keeps failing, and that the drill retries: no; 1 instance stays up\.$/,
  ],
  [
    { for: 'LAUNCH', since: START, instances: 2, jobIds: ['drsjob-1'] },
    /^The end of drsjob-1, .* 2 instances may be up\.$/,
  ],
  [{ for: 'LAUNCH', since: START, instances: 1, jobIds: [] }, /^The end of a launch without a response from DRS, /],
  [
    { for: 'PROOF', since: START, instances: 1, sourceServerIds: ['s-1'], because: 'no tag' },
    /of s-1 belongs to this drill: no tag; 1/,
  ],
  [
    { for: 'TERMINATION', since: START, instances: 3 },
    /^The end of the termination, and proof of it; 3 instances may be up\.$/,
  ],
])('a wait says what it waits for and how many instances are up: %o', (wait, words) => {
  const { waitsFor, waits } = waitView(wait);
  expect(waitsFor).toMatch(words);
  expect(waits).toEqual({ for: wait.for, since: new Date(START).toISOString(), instancesUp: wait.instances });
});

test('a quarantined drill waits for an operator while its instances may be up', () => {
  const servers = { [serverId(1)]: { wave: 0, launch: 0, instanceId: instanceId(1) } };
  const launches = [{ wave: 0, state: 'COMPLETED' as const, attempts: 1 }];
  const drill = aDrill({ phase: 'HOLDING', servers, launches });
  const { waitsFor, waits } = drillView({ drill, quarantined: 'it does not hold' });
  expect(waits).toEqual({ for: 'PERSON', since: new Date(drill.at).toISOString(), instancesUp: 1 });
  expect(waitsFor).toBe(
    'An operator: the drill was quarantined (it does not hold), and only the guard cleans up after it; 1 instance may be up.',
  );
});
