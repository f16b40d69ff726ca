import { describe, expect, test } from 'vitest';
import { reportOf, trialResult } from '../../../src/page/server/trialResult.ts';
import { aTrial } from './trials.ts';

describe('what a drill says about a server', () => {
  test('a running drill says nothing yet', () => {
    expect(trialResult(aTrial({ endedAt: null, passed: null }))).toBe('RUNNING');
  });

  test('a server may have passed in a drill that failed', () => {
    expect(trialResult(aTrial({ outcome: 'FAILED' }))).toBe('PASSED');
  });

  test('a drill that the lever stopped is no failure of the server', () => {
    const trial = aTrial({ passed: false, failedBy: 'DRILL', error: 'The lever was at NO_LAUNCHES' });
    expect(trialResult(trial)).toBe('STOPPED');
    expect(reportOf(trial)).toEqual({ by: 'The drill', why: 'The lever was at NO_LAUNCHES' });
  });

  test("a failed launch is reported by DRS, in DRS's own words", () => {
    const trial = aTrial({ passed: false, failedBy: 'DRS', error: 'Conversion failed' });
    expect(trialResult(trial)).toBe('FAILED');
    expect(reportOf(trial)).toEqual({ by: 'DRS', why: 'Conversion failed' });
  });

  test('an instance that went down is lost, with the cause that EC2 gives', () => {
    const trial = aTrial({ passed: false, lost: true, lostState: 'stopped', lostReason: 'User initiated' });
    expect(trialResult(trial)).toBe('LOST');
    expect(reportOf(trial)?.why).toBe('It was stopped before its hold ended: User initiated');
  });

  test('a lost instance of unknown state is not called gone', () => {
    const trial = aTrial({ passed: false, lost: true, lostState: null });
    expect(reportOf(trial)?.why).toBe('Its state was unknown when its hold ended');
  });

  test('a server whose actions had no time has not passed, and has not failed', () => {
    const trial = aTrial({ passed: false, actionsUndone: true });
    expect(trialResult(trial)).toBe('NOT_PASSED');
    expect(reportOf(trial)?.why).toContain('before its required post-launch actions had succeeded');
  });

  test('nobody reported anything about a server that passed', () => {
    expect(reportOf(aTrial())).toBeUndefined();
  });
});
