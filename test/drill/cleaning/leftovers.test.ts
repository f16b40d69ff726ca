import { describe, expect, test } from 'vitest';
import { LAST_WORDS_BYTES_KEPT } from '../../../src/drill/bounds.ts';
import { jobCompleted, launching, lookedAtJob, seenInJob, terminated, terminating } from '../chapters.ts';
import {
  answer,
  instance,
  isOpen,
  lastRequested,
  MINUTE,
  publish,
  SECOND,
  type Story,
  server,
  wake,
} from '../given.ts';

const FAILED = server(1);
const LAUNCHED = server(2);

test('empty looks within five minutes of the job’s end prove nothing, however many there are', () => {
  // given: one server failed and may have left something; the other one's termination makes the drill look soon
  const jobEnded = oneFailed(wake(launching([[FAILED, LAUNCHED]], { onLaunchFailure: 'TERMINATE' }), 12 * MINUTE));
  let story = looked(terminated(jobEnded), 'running');
  expect(story.drill.servers[FAILED]).toMatchObject({ result: 'FAILED', emptyAt: story.now });
  // when: it looks again a minute later
  story = looked(wake(story, MINUTE), 'terminated');
  // then
  expect(story.now - jobEnded.now).toBeLessThan(5 * MINUTE);
  expect(story.drill.servers[LAUNCHED]?.gone).toBe('TERMINATED');
  expect([story.drill.phase, story.drill.servers[FAILED]?.gone]).toEqual(['TERMINATING', undefined]);
  story = looked(wake(story, 5 * MINUTE), 'terminated');
  expect([story.drill.phase, story.drill.servers[FAILED]?.gone]).toEqual(['ENDED', 'ABSENT_TWICE']);
});

function oneFailed(story: Story): Story {
  const failed = { launchStatus: 'FAILED', instanceId: null, launchedAt: null, errorText: 'no capacity' };
  return lookedAtJob(story, [seenInJob(FAILED, failed), seenInJob(LAUNCHED)]);
}

test('one look without volumes proves a launch gone that ended before it had an instance', () => {
  // given
  const failed = jobCompleted(launching([[FAILED]], { onLaunchFailure: 'TERMINATE' }), [FAILED], [FAILED]);
  const volumesLeft = (ids: string[] | null) => (story: Story) =>
    answer(story, 'LookForLeftovers', () => ({
      type: 'LeftoversSeen',
      servers: [{ sourceServerId: FAILED, instanceId: null, state: null, volumeIds: [], volumesLeft: ids }],
    }));
  expect([failed.drill.phase, failed.drill.servers[FAILED]?.gone]).toEqual(['TERMINATING', undefined]);
  // when
  const left = volumesLeft(['vol-00000000000000001'])(failed);
  const none = volumesLeft(null)(failed);
  // then
  expect([left.drill.phase, left.drill.servers[FAILED]?.gone]).toEqual(['TERMINATING', undefined]);
  expect([none.drill.phase, none.drill.servers[FAILED]?.gone]).toEqual(['ENDED', 'NEVER_EXISTED']);
});

/** The drill looks. Nothing of the failed server is found, and the other one's instance is in this state. */
function looked(story: Story, state: string): Story {
  return answer(
    story,
    'LookForLeftovers',
    ({ servers }: { servers: { sourceServerId: string }[] }) => ({
      type: 'LeftoversSeen',
      servers: servers.map(({ sourceServerId }) => ({
        sourceServerId,
        instanceId: sourceServerId === LAUNCHED ? instance(2) : null,
        state: sourceServerId === LAUNCHED ? state : null,
        volumeIds: [],
        volumesLeft: [],
      })),
    }),
    SECOND,
  );
}

describe('an instance that does not go', () => {
  const jobId = 'drsjob-0000000000000000t';
  const running = (story: Story): Story =>
    answer(wake(story, 16 * MINUTE), 'LookForLeftovers', () => ({
      type: 'LeftoversSeen',
      servers: [{ sourceServerId: FAILED, instanceId: instance(1), state: 'running', volumeIds: [], volumesLeft: [] }],
    }));

  test('is examined with its terminate job, once the termination has had no visible effect', () => {
    const story = terminated(terminating());
    expect(isOpen(story, 'LookIntoLeak')).toBe(false);
    expect(lastRequested(running(story), 'LookIntoLeak')).toEqual({
      kind: 'LookIntoLeak',
      servers: [{ sourceServerId: FAILED, instanceId: instance(1) }],
      terminateJobIds: [jobId],
    });
  });

  const failed = (story: Story): Story =>
    answer(story, 'LookIntoLeak', () => ({ type: 'EffectFailed', kind: 'UNAVAILABLE', message: 'no answer' }));
  const explained = (story: Story): Story =>
    answer(story, 'LookIntoLeak', () => ({ type: 'LeakLookedInto', servers: [{ sourceServerId: FAILED }] }));
  const timesRequested = ({ effects }: Story) => effects.filter(({ effect }) => effect.kind === 'LookIntoLeak').length;

  test('is examined again while AWS is unreachable, and no longer once AWS has answered', () => {
    // given: AWS is out of reach when nothing shows of the termination
    let story = failed(running(terminated(terminating())));
    expect(isOpen(story, 'LookIntoLeak')).toBe(false);
    // when: the pause ends, twice
    for (const requested of [2, 3]) {
      story = wake(story, MINUTE);
      expect([isOpen(story, 'LookIntoLeak'), timesRequested(story)]).toEqual([true, requested]);
      story = failed(story);
    }
    // then: the answer comes at last
    story = wake(explained(wake(story, MINUTE)), MINUTE);
    expect([isOpen(story, 'LookIntoLeak'), timesRequested(story)]).toEqual([false, 4]);
  });

  test('is examined again when no answer comes', () => {
    const story = wake(running(terminated(terminating())), 4 * MINUTE);
    expect([isOpen(story, 'LookIntoLeak'), timesRequested(story)]).toEqual([true, 2]);
  });

  test('is examined once more when the leak becomes due before AWS has answered', () => {
    // given: it is looked into some minutes before
    const requested = running(wake(terminated(terminating()), 97 * MINUTE));
    expect([requested.drill.cleanup, timesRequested(requested)]).toEqual(['RUNNING', 1]);
    // when
    const due = explained(wake(requested, 2 * MINUTE));
    expect([due.drill.cleanup, timesRequested(due)]).toEqual(['RUNNING', 2]);
    // then
    const story = explained(due);
    expect([isOpen(story, 'LookIntoLeak'), story.drill.cleanup]).toEqual([false, 'LEAKED']);
  });

  test('counts as protected until AWS answers otherwise', () => {
    const reported = (story: Story, why: object) =>
      answer(running(terminated(story)), 'LookIntoLeak', () => ({
        type: 'LeakLookedInto',
        servers: [{ sourceServerId: FAILED, ...why }],
      }));
    const once = reported(terminating(), { isProtected: true });
    const silent = reported(once, { unreported: ['isProtected'], lastWords: 'CLEANUP_FAIL' });
    expect(silent.drill.whyStanding?.[FAILED]).toEqual({ isProtected: true, lastWords: 'CLEANUP_FAIL' });
    expect(reported(silent, {}).drill.whyStanding?.[FAILED]).toBeUndefined();
  });

  test('is explained once with the same message, which the record shortens', () => {
    const lastWords = `CLEANUP_FAIL: ${'失'.repeat(500)}`;
    const reported = (story: Story) =>
      answer(running(terminated(story)), 'LookIntoLeak', () => ({
        type: 'LeakLookedInto',
        servers: [{ sourceServerId: FAILED, isProtected: true, lastWords }],
      }));
    const once = reported(terminating());
    const again = reported(once);
    const isExplained = ({ facts }: Story) => facts.some(({ type }) => type === 'StandingExplained');
    expect([isExplained(once), isExplained(again)]).toEqual([true, false]);
    const kept = again.drill.whyStanding?.[FAILED];
    expect(kept?.isProtected).toBe(true);
    expect(Buffer.byteLength(kept?.lastWords ?? '')).toBeLessThanOrEqual(LAST_WORDS_BYTES_KEPT);
  });
});

test('an event that reports a termination only triggers a look', () => {
  const story = terminated(terminating());
  const reported = publish(story, {
    type: 'InstanceReportedGone',
    at: story.now + MINUTE,
    instanceId: instance(1),
    sourceServerId: FAILED,
  });
  expect(reported.drill.servers[FAILED]?.gone).toBeUndefined();
  expect(isOpen(wake(reported, 2 * SECOND), 'LookForLeftovers')).toBe(true);
});

test('an instance is gone when EC2 says terminated and its volumes are gone, not before', () => {
  const looking = wake(terminated(terminating()), 5 * MINUTE);
  const seen = (volumesLeft: string[]) =>
    answer(looking, 'LookForLeftovers', () => ({
      type: 'LeftoversSeen',
      servers: [{ sourceServerId: FAILED, instanceId: instance(1), state: 'terminated', volumeIds: [], volumesLeft }],
    }));
  expect([seen(['vol-1']).drill.phase, seen([]).drill.phase]).toEqual(['TERMINATING', 'ENDED']);
});

test('one empty list proves nothing: it takes two looks, the later one five minutes after the job’s end', () => {
  const looking = wake(launching(), 12 * MINUTE);
  const failed = seenInJob(FAILED, {
    launchStatus: 'FAILED',
    instanceId: null,
    errorText: 'no capacity',
    neverExisted: false,
  });
  let story = lookedAtJob(looking, [failed]);
  const empty = {
    type: 'LeftoversSeen' as const,
    servers: [{ sourceServerId: FAILED, instanceId: null, state: null, volumeIds: [], volumesLeft: null }],
  };
  story = answer(story, 'LookForLeftovers', () => empty);
  expect([story.drill.phase, story.drill.servers[FAILED]?.gone]).toEqual(['TERMINATING', undefined]);
  story = answer(wake(story, 5 * MINUTE), 'LookForLeftovers', () => empty);
  expect([story.drill.phase, story.drill.servers[FAILED]?.gone]).toEqual(['ENDED', 'ABSENT_TWICE']);
});

test('an instance that turns up late is terminated', () => {
  const looking = wake(launching(), 12 * MINUTE);
  const failed = seenInJob(FAILED, { launchStatus: 'FAILED', instanceId: null, errorText: 'no capacity' });
  const story = lookedAtJob(looking, [failed]);
  const found = answer(story, 'LookForLeftovers', () => ({
    type: 'LeftoversSeen',
    servers: [{ sourceServerId: FAILED, instanceId: instance(1), state: 'running', volumeIds: [], volumesLeft: [] }],
  }));
  expect(isOpen(found, 'Terminate')).toBe(true);
});
