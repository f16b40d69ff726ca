import { expect, test } from 'vitest';
import { jobCompleted, launching, lookedAtJob, seenInJob, started, starting } from '../chapters.ts';
import { answer, isOpen, MINUTE, publish, SECOND, type Story, server, T, wake } from '../given.ts';

const A = server(1);
const B = server(2);

test('a job that runs on after all its servers have launched is looked at less and less often', () => {
  let story = looked(wake(launching([[A]], { holdSeconds: 7200 }), 12 * MINUTE));
  const soon = secondsToLook(story);
  story = looked(wake(story, 30 * MINUTE));
  // then
  expect(soon).toBeLessThanOrEqual(5);
  expect(secondsToLook(story)).toBeGreaterThanOrEqual(60);
});

test('a completed job is not success: each server has its own result', () => {
  const story = jobCompleted(launching([[A, B]]), [A, B], [B]);
  expect([story.drill.servers[A]?.result, story.drill.servers[B]?.result]).toEqual(['LAUNCHED', 'FAILED']);
});

test('an event only triggers an earlier look', () => {
  const story = publish(launching([[A, B]]), {
    type: 'ServerReported',
    at: T + 9 * MINUTE,
    sourceServerId: A,
    jobId: 'drsjob-00000000000000001',
    result: 'FAILED',
  });
  expect(story.drill.servers[A]?.result).toBeUndefined();
  expect(story.drill.timers['launchLook']).toBe(T + 10 * MINUTE);
});

test('the journal keeps when an event arrived, and its is-drill detail as DRS wrote it', () => {
  const story = publish(launching([[A, B]]), {
    type: 'ServerReported',
    at: T + 9 * MINUTE,
    sourceServerId: A,
    jobId: 'drsjob-00000000000000001',
    result: 'LAUNCHED',
    drillWord: 'TRUE',
  });
  expect(story.facts).toContainEqual({
    type: 'ServerReported',
    sourceServerId: A,
    receivedAt: T + 9 * MINUTE,
    drillWord: 'TRUE',
  });
});

test('the arrival of an event is still known after a look has shown the result', () => {
  const report = { type: 'ServerReported', jobId: 'drsjob-00000000000000001', result: 'LAUNCHED' } as const;
  const story = jobCompleted(publish(launching([[A, B]]), { ...report, at: T + MINUTE, sourceServerId: A }), [A, B]);
  expect(story.drill.servers[A]).toMatchObject({ result: 'LAUNCHED', reported: true });
  expect(story.drill.servers[B]?.reported).toBeUndefined();
});

test('when the whole wave has reported, the drill looks once', () => {
  const report = { type: 'ServerReported', jobId: 'drsjob-00000000000000001', result: 'LAUNCHED' } as const;
  const one = publish(launching([[A, B]]), { ...report, at: T + 9 * MINUTE, sourceServerId: A });
  const both = publish(one, { ...report, at: T + 9 * MINUTE, sourceServerId: B });
  const looks = both.effects.filter(
    ({ effect, effectId }) => effect.kind === 'LookAtLaunches' && both.drill.open[effectId] !== undefined,
  );
  expect(looks.map(({ delaySeconds }) => delaySeconds)).toEqual([5]);
});

test('an event that arrives before the job’s id was stored is not lost', () => {
  const early = publish(starting(), {
    type: 'ServerReported',
    at: T + 10 * SECOND,
    sourceServerId: A,
    jobId: 'drsjob-00000000000000001',
    result: 'LAUNCHED',
  });
  expect(isOpen(started(early, 'drsjob-00000000000000001'), 'LookAtLaunches')).toBe(true);
});

test('a launch that failed without a reason is reported as such, and proves nothing about an instance', () => {
  const looking = wake(launching(), 12 * MINUTE);
  const nothing = { launchedAt: null, instanceId: null, errorText: null, neverExisted: false };
  const failed = seenInJob(A, { launchStatus: 'FAILED', lastEvent: 'LAUNCH_START', ...nothing });
  const story = lookedAtJob(looking, [failed]);
  expect(story.drill.servers[A]).toMatchObject({
    result: 'FAILED',
    error: 'Its launch failed, and DRS gave no reason (last event LAUNCH_START).',
  });
  expect(story.drill.servers[A]?.gone).toBeUndefined();
});

function looked(story: Story): Story {
  const completed = { status: 'STARTED', endedAt: null, logEnded: false };
  return answer(story, 'LookAtLaunches', ({ jobIds }: { jobIds: string[] }) => ({
    type: 'LaunchesSeen',
    jobs: jobIds.map((jobId) => ({
      jobId,
      createdAt: story.now,
      ...completed,
      servers: [seenInJob(A, { launchedAt: story.now })],
    })),
  }));
}

function secondsToLook({ drill, now }: Story): number {
  return ((drill.timers['launchLook'] ?? Number.POSITIVE_INFINITY) - now) / SECOND;
}
