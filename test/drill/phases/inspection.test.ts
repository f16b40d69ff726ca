import { describe, expect, test } from 'vitest';
import { INSPECTION_FRESH_SECONDS } from '../../../src/drill/bounds.ts';
import type { ServerInspection } from '../../../src/drill/inputs.ts';
import { hardStopArmed, inspected, jobCompleted, started, starting, validating } from '../chapters.ts';
import { answer, healthy, isOpen, lastRequested, MINUTE, SECOND, type Story, server, wake } from '../given.ts';

const [A, B, C] = [server(1), server(2), server(3)];
const LATER = (INSPECTION_FRESH_SECONDS + 60) * SECOND;

describe('a launch that is due long after the inspection of its servers', () => {
  test('waits for another inspection', () => {
    const story = secondWaveDue();
    expect([isOpen(story, 'StartRecovery'), lastRequested(story, 'Inspect').sourceServerIds]).toEqual([false, [B, C]]);
    const launched = lookedAgain(story);
    expect(lastRequested(launched, 'StartRecovery').servers.map((one) => one.sourceServerId)).toEqual([B, C]);
  });

  test('leaves out a server that was denied meanwhile, says why, and launches the rest', () => {
    // when
    const story = lookedAgain(secondWaveDue(), (id) => healthy(id, id === B ? { tags: { 'drs-drill': 'deny' } } : {}));
    // then
    expect(story.drill.servers[B]).toMatchObject({
      result: 'FAILED',
      error: expect.stringContaining('drs-drill=deny'),
    });
    expect(lastRequested(story, 'StartRecovery').servers.map((one) => one.sourceServerId)).toEqual([C]);
  });

  test('is not requested when the inspection fails, until another one succeeds', () => {
    const failed = answer(secondWaveDue(), 'Inspect', () => ({
      type: 'EffectFailed',
      kind: 'UNAVAILABLE',
      message: 'not now',
    }));
    expect(isOpen(failed, 'StartRecovery')).toBe(false);
    const again = lookedAgain(wake(failed, MINUTE));
    expect(isOpen(again, 'StartRecovery')).toBe(true);
  });

  test('is requested at once when the inspection was a few minutes ago', () => {
    const story = starting([[A]]);
    expect(isOpen(story, 'StartRecovery')).toBe(true);
    expect(story.effects.filter((one) => one.effect.kind === 'Inspect')).toHaveLength(1);
  });

  test('is inspected again before a late retry when DRS had no capacity', () => {
    // given
    let story = starting([[A]]);
    const full = { type: 'EffectFailed', kind: 'QUOTA', message: 'full', retryAfterSeconds: LATER / SECOND } as const;
    story = answer(story, 'StartRecovery', () => full);
    // when
    story = wake(story, LATER);
    // then
    expect([isOpen(story, 'StartRecovery'), isOpen(story, 'Inspect')]).toEqual([false, true]);
    expect(isOpen(lookedAgain(story), 'StartRecovery')).toBe(true);
  });

  test('that a lost attempt may have started is not mistaken for a third party’s: that attempt is searched first', () => {
    // given
    let story = starting([[A]]);
    story = answer(story, 'StartRecovery', () => ({ type: 'EffectFailed', kind: 'UNKNOWN_RESULT', message: 'lost' }));
    // when
    story = wake(story, LATER);
    // then
    expect([isOpen(story, 'StartRecovery'), isOpen(story, 'Inspect')]).toEqual([true, false]);
    // when: no job of it is found
    story = answer(story, 'StartRecovery', () => ({ type: 'LaunchNotFound', launch: 0 }));
    expect([isOpen(story, 'StartRecovery'), isOpen(story, 'Inspect')]).toEqual([false, true]);
    expect(isOpen(lookedAgain(story), 'StartRecovery')).toBe(true);
  });
});

test('a launch is dated by the oldest of its looks, including the one at jobs', () => {
  const story = inspected(validating([[A]]));
  const looked = answerBoth(story.now - 90 * SECOND, story.now);
  expect(lastRequested(hardStopArmed(looked), 'StartRecovery').lookedAt).toBe(story.now - 90 * SECOND);
});

function answerBoth(jobsAt: number, serversAt: number): Story {
  const jobs = answer(validating([[A]]), 'FindBusy', () => ({
    type: 'BusyFound',
    jobs: [],
    recoveryJobIds: [],
    lookedAt: jobsAt,
  }));
  return answer(jobs, 'Inspect', () => ({ type: 'Inspected', servers: [healthy(A)], lookedAt: serversAt }));
}

/** The first wave is complete, more than ten minutes after the validation. */
function secondWaveDue(): Story {
  const launched = jobCompleted(started(starting([[A], [B, C]])), [A]);
  return isOpen(launched, 'ArmHardStop') ? hardStopArmed(launched) : launched;
}

function lookedAgain(story: Story, look: (id: string) => ServerInspection = (id) => healthy(id)): Story {
  return answer(story, 'Inspect', ({ sourceServerIds }: { sourceServerIds: string[] }) => ({
    type: 'Inspected',
    servers: sourceServerIds.map(look),
    lookedAt: story.now,
  }));
}
