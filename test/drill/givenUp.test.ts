import { describe, expect, test } from 'vitest';
import { endedTrials } from '../../src/history/trials.ts';
import { hardStopArmed, inspected, launching, started, starting, validating } from './chapters.ts';
import { answer, isOpen, MINUTE, publish, type Story, server, T, wake } from './given.ts';

const A = server(1);
const ALLOWANCE = { launchAllowanceSeconds: 600 };

/** StartRecovery was requested, and its answer never came. */
function inDoubt(): Story {
  return answer(starting([[A]], ALLOWANCE), 'StartRecovery', () => ({
    type: 'EffectFailed',
    kind: 'UNKNOWN_RESULT',
    message: 'socket hang up',
  }));
}

/** The late look for the launch in doubt. */
function looked(story: Story, found: boolean): Story {
  let now = story;
  for (let tries = 0; tries < 20 && !isOpen(now, 'FindLaunch'); tries++) now = wake(now, MINUTE);
  return answer(now, 'FindLaunch', ({ launch }: { launch: number }) =>
    found
      ? { type: 'LaunchStarted', launch, jobId: 'drsjob-00000000000000001', createdAt: T, found: true }
      : { type: 'LaunchNotFound', launch },
  );
}

describe('a drill whose allowance ends while it is unknown whether it has launched anything', () => {
  const completed = wake(inDoubt(), 11 * MINUTE);

  test('cleans up, and has no outcome yet', () => {
    expect([completed.drill.phase, completed.drill.outcome]).toEqual(['TERMINATING', undefined]);
  });

  test('is REJECTED when the late look finds no job, which says nothing about the server', () => {
    const { phase, outcome, cleanup, failedChecks, why } = looked(completed, false).drill;
    expect([phase, outcome, cleanup]).toEqual(['ENDED', 'REJECTED', 'NOT_NEEDED']);
    const message = 'Wave 1 did not launch within its launch allowance.';
    expect([failedChecks, why]).toEqual([[{ check: 'launch-allowance', message }], `Nothing was launched: ${message}`]);
    expect(endedTrials(looked(completed, false).drill, [])[0]).toMatchObject({ stopped: true, passed: false });
  });

  test('is FAILED when the late look finds one', () => {
    const { phase, outcome, why } = looked(completed, true).drill;
    expect([phase, outcome, why]).toEqual([
      'TERMINATING',
      'FAILED',
      'Wave 1 did not launch within its launch allowance.',
    ]);
  });
});

describe('the hard stop', () => {
  const stopped = (story: Story) => publish(story, { type: 'HardStopFired', at: story.now + 180 * MINUTE, n: 1 }).drill;

  test('rejects a drill that hung before it had launched anything', () => {
    const story = hardStopArmed(inspected(validating()));
    const refused = answer(story, 'StartRecovery', () => ({ type: 'EffectFailed', kind: 'QUOTA', message: 'no room' }));
    const { outcome, failedChecks } = stopped(refused);
    expect([outcome, failedChecks.map((one) => one.check)]).toEqual(['REJECTED', ['stood-still']]);
  });

  test('fails a drill that has launched', () => {
    expect(stopped(launching())).toMatchObject({ outcome: 'FAILED', failedChecks: [] });
    expect(started(starting()).drill.outcome).toBeUndefined();
  });
});
