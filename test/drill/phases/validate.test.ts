import { expect, test } from 'vitest';
import { inspected, validating } from '../chapters.ts';
import { answer, healthy, instance, MINUTE, server, wake } from '../given.ts';

const A = server(1);
const B = server(2);

test('validation reports every failed check at once, and nothing is launched', () => {
  const story = inspected(validating([[A, B]]), (id) =>
    healthy(id, { lagSeconds: 5000, ...(id === B ? { replicationState: 'DISCONNECTED' } : {}) }),
  );
  expect(story.drill.failedChecks.map((one) => [one.check, one.sourceServerId])).toEqual([
    ['lag', A],
    ['replication-healthy', B],
    ['lag', B],
  ]);
  expect([story.drill.phase, story.drill.outcome, story.drill.cleanup]).toEqual(['ENDED', 'REJECTED', 'NOT_NEEDED']);
  expect(story.effects.some((one) => one.effect.kind === 'StartRecovery')).toBe(false);
});

test('a waived check is recorded with its reason, and the drill continues', () => {
  const waivers = [{ check: 'lag', sourceServerId: A, reason: 'a slow link is being repaired' }];
  const story = inspected(validating([[A]], { waivers }), (id) => healthy(id, { lagSeconds: 5000 }));
  expect(story.drill.waived).toEqual(waivers);
  expect(story.drill.phase).toBe('LAUNCHING');
});

test('the live instance of a real recovery is never waived', () => {
  const real = {
    instanceId: instance(9),
    sourceServerId: A,
    jobId: null,
    isDrill: false,
    state: 'RUNNING',
    pointInTimeAt: null,
    volumeIds: [],
  };
  const waivers = [{ check: 'no-real-instance', sourceServerId: A, reason: 'please' }];
  const story = inspected(validating([[A]], { waivers }), (id) => healthy(id, { liveInstances: [real] }));
  expect(story.drill.failedChecks.map((one) => one.check)).toEqual(['no-real-instance']);
});

test('another drill’s instance is replaced only for a server that the waiver names', () => {
  const other = {
    instanceId: instance(9),
    sourceServerId: A,
    jobId: null,
    isDrill: true,
    state: 'RUNNING',
    pointInTimeAt: null,
    volumeIds: [],
  };
  const look = (id: string) => healthy(id, { liveInstances: [other] });
  const forAll = inspected(validating([[A]], { waivers: [{ check: 'no-drill-instance', reason: 'all' }] }), look);
  const byName = inspected(
    validating([[A]], { waivers: [{ check: 'no-drill-instance', sourceServerId: A, reason: 'old one' }] }),
    look,
  );
  expect([forAll.drill.outcome, byName.drill.phase]).toEqual(['REJECTED', 'LAUNCHING']);
});

test.each([
  ['server-exists', { sourceServerId: A, exists: false as const }],
  ['recovery-point', healthy(A, { points: [] })],
  ['no-active-job', healthy(A, { lastLaunch: { jobId: 'drsjob-x', status: 'PENDING', type: 'DRILL' } })],
  ['not-launch-into-instance', healthy(A, { launchIntoInstanceId: instance(7) })],
  ['not-extended', healthy(A, { extendedFrom: '999900001111' })],
  ['lag', healthy(A, { lagSeconds: null })],
])('validation refuses a server because of %s', (check, found) => {
  expect(inspected(validating(), () => found).drill.failedChecks.map((one) => one.check)).toEqual([check]);
});

test('validation refuses a server that is in a third party’s job', () => {
  const seen = answer(validating(), 'Inspect', () => ({ type: 'Inspected', servers: [healthy(A)] }));
  const story = answer(seen, 'FindBusy', () => ({
    type: 'BusyFound',
    jobs: [{ sourceServerId: A, jobId: 'drsjob-theirs', tags: {} }],
    recoveryJobIds: [],
  }));
  expect(story.drill.failedChecks.map((one) => one.check)).toEqual(['no-active-job']);
});

test('a job is reported once, although both the server and the list of jobs show it', () => {
  const lastLaunch = { jobId: 'drsjob-theirs', status: 'PENDING', type: 'DRILL' };
  const seen = answer(validating(), 'Inspect', () => ({ type: 'Inspected', servers: [healthy(A, { lastLaunch })] }));
  const story = answer(seen, 'FindBusy', () => ({
    type: 'BusyFound',
    jobs: [{ sourceServerId: A, jobId: 'drsjob-theirs', tags: {} }],
    recoveryJobIds: [],
  }));
  const said = {
    check: 'no-active-job',
    sourceServerId: A,
    message: 'Job drsjob-theirs is working on it right now.',
  };
  expect([story.drill.failedChecks, story.drill.failedCheckCount]).toEqual([[said], 1]);
});

test('validation gives up when AWS does not answer in time', () => {
  const story = wake(validating(), 31 * MINUTE);
  expect([story.drill.outcome, story.drill.failedChecks[0]?.check]).toEqual(['REJECTED', 'aws-answers']);
});

test('validation gives up at once when AWS denies the call', () => {
  const story = answer(validating(), 'Inspect', () => ({
    type: 'EffectFailed',
    kind: 'DENIED',
    message: 'no right to ask',
  }));
  expect(story.drill.outcome).toBe('REJECTED');
});
