import { describe, expect, test } from 'vitest';
import type { JobSeen, JobServerSeen } from '../../src/drill/inputs.ts';
import { launching, lookedAtJob, seenInJob } from './chapters.ts';
import { answer, instance, isOpen, MINUTE, type Story, server, T, wake } from './given.ts';

const A = server(1);
const NOTHING_YET = { instanceId: null, launchedAt: null, lastEvent: 'LAUNCH_START' };

describe('an entry that DRS’s log does not show yet decides nothing:', () => {
  test.each([
    ['the launch of a server whose job no longer names it', { ...NOTHING_YET, launchStatus: 'UNKNOWN' }],
    ['why a server failed, and how far it had come', { ...NOTHING_YET, launchStatus: 'FAILED', neverExisted: false }],
    ['when a server was launched', { ...NOTHING_YET, launchStatus: 'LAUNCHED' }],
  ])('%s', (_what, seen) => {
    // when: the job has completed, and its log does not show the end yet
    const story = looked(waited(), seen, { logEnded: false });
    // then: it is looked at again soon
    expect(story.drill.servers[A]?.result).toBeUndefined();
    expect(story.drill.launches[0]?.state).toBe('COMPLETED');
    expect(isOpen(story, 'LookAtLaunches')).toBe(true);
    const [again] = Object.values(story.drill.open).filter(({ kind }) => kind === 'LookAtLaunches');
    expect((again?.dueAt ?? 0) - story.now).toBeLessThanOrEqual(MINUTE);
  });

  test('a complete log counts in the next look', () => {
    // given
    const before = looked(waited(), { ...NOTHING_YET, launchStatus: 'UNKNOWN' }, { logEnded: false });
    // when
    const story = looked(before, {}, {});
    // then
    expect(story.drill.servers[A]).toMatchObject({ result: 'LAUNCHED', launchedAt: T + 9 * MINUTE });
  });

  test('a complete log without a launch proves that there was none', () => {
    const failed = { ...NOTHING_YET, launchStatus: 'FAILED', neverExisted: true };
    const story = looked(waited(), failed, {});
    expect(story.drill.servers[A]).toMatchObject({ result: 'FAILED', neverExisted: true });
    expect(story.drill.servers[A]?.error).toContain('Its launch failed, and DRS gave no reason');
  });

  test('a server’s failure counts while its job still works on others, once DRS says why', () => {
    const failed = { ...NOTHING_YET, launchStatus: 'FAILED', errorText: 'no capacity' };
    const story = looked(waited(), failed, { status: 'STARTED', endedAt: null, logEnded: false });
    expect(story.drill.servers[A]).toMatchObject({ result: 'FAILED', error: 'no capacity' });
  });

  test('a log that never shows the end is waited for until five minutes after the end', () => {
    // given
    const failed = { ...NOTHING_YET, launchStatus: 'FAILED' };
    const before = looked(waited(), failed, { logEnded: false, endedAt: null });
    // when
    const story = looked(wake(before, 5 * MINUTE), failed, { logEnded: false, endedAt: null });
    // then: a missing entry is no proof, so the instance is looked for
    expect(story.drill.servers[A]).toMatchObject({ result: 'FAILED' });
    expect([story.drill.phase, story.drill.servers[A]?.gone]).toEqual(['TERMINATING', undefined]);
  });

  test('a status that is not final when the job completes may still change, whatever the log shows', () => {
    // given
    const settling = { launchStatus: 'SETTLING' };
    const before = looked(waited(), settling, {});
    expect(before.drill.servers[A]?.result).toBeUndefined();
    // when: it does not change
    const story = looked(wake(before, 5 * MINUTE), settling, {});
    // then: the log decides
    expect(story.drill.servers[A]).toMatchObject({ result: 'LAUNCHED', instanceId: instance(1) });
  });

  test('a server that a completed job left pending fails in the end, and is looked for', () => {
    const pending = { ...NOTHING_YET, launchStatus: 'PENDING' };
    const story = looked(wake(looked(waited(), pending, {}), 5 * MINUTE), pending, {});
    expect([story.drill.servers[A]?.result, story.drill.servers[A]?.gone]).toEqual(['FAILED', undefined]);
  });

  test('a job that is not listed yet is looked at again within a minute', () => {
    const story = answer(waited(), 'LookAtLaunches', () => ({ type: 'LaunchesSeen', jobs: [] }));
    const [again] = Object.values(story.drill.open).filter(({ kind }) => kind === 'LookAtLaunches');
    expect((again?.dueAt ?? 0) - story.now).toBe(MINUTE);
  });

  test('a completed job that is deleted before its log shows the end is waited for no longer than five minutes', () => {
    // given: the job has completed, and its log does not show what became of the server
    const completed = looked(waited(), { ...NOTHING_YET, launchStatus: 'LAUNCHED' }, { logEnded: false });
    // when: it is no longer listed
    const missed = answer(completed, 'LookAtLaunches', () => ({ type: 'LaunchesSeen', jobs: [] }));
    expect(missed.drill.servers[A]?.result).toBeUndefined();
    const story = answer(wake(missed, 5 * MINUTE), 'LookAtLaunches', () => ({ type: 'LaunchesSeen', jobs: [] }));
    // then: its instance is looked for
    expect(story.drill.servers[A]).toMatchObject({
      result: 'FAILED',
      error: expect.stringMatching(/^DRS no longer lists job/),
    });
    expect([story.drill.phase, story.drill.servers[A]?.gone]).toEqual(['TERMINATING', undefined]);
  });
});

/** The job is running, and it is time for a look. */
function waited(): Story {
  return wake(launching([[A]]), 12 * MINUTE);
}

const ENDED_AT = T + 12 * MINUTE;

function looked(story: Story, server: Partial<JobServerSeen>, job: Partial<JobSeen>): Story {
  return lookedAtJob(story, [seenInJob(A, server)], { endedAt: ENDED_AT, ...job });
}
