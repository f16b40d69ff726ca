import { describe, expect, test } from 'vitest';
import type { Fact } from '../../../src/drill/facts.ts';
import { someTerms } from '../../builders.ts';
import {
  at,
  ending,
  failed,
  journalOf,
  launching,
  one,
  passing,
  reported,
  someContext,
  starting,
  timeAt,
  two,
} from './given.ts';

/** What deviated in a drill in which these facts were recorded at minute 20. */
function deviations(...facts: Fact[]) {
  return reported(journalOf({ waves: [[one, two]] }, ...launching([one, two]), [20, ...facts])).deviations.map(
    ({ at: _at, ...one }) => one,
  );
}

const ofDrill = { sourceServerId: null, inTheirWords: null };

describe('what did not go as planned', () => {
  test('is nothing in a drill without trouble', () => {
    expect(reported(journalOf({}, ...passing())).deviations).toEqual([]);
  });

  test('has the words of DRS when DRS gave them, and none when it gave none', () => {
    const made = journalOf({ waves: [[one, two]] }, ...starting([one, two]), [
      12,
      failed(one, 'Launch failed: insufficient capacity'),
      failed(two, 'Its launch failed, and DRS gave no reason (last event none).'),
    ]);
    expect(reported(made).deviations).toEqual([
      {
        at: timeAt(12),
        kind: 'FAILED',
        sourceServerId: one,
        what: 'DRS did not launch it.',
        inTheirWords: 'Launch failed: insufficient capacity',
      },
      {
        at: timeAt(12),
        kind: 'FAILED',
        sourceServerId: two,
        what: 'It was not launched: Its launch failed, and DRS gave no reason (last event none).',
        inTheirWords: null,
      },
    ]);
  });

  test('has a loss with EC2’s reason, but not with one of ours as if it were EC2’s', () => {
    const lost = (sourceServerId: string, reason: string) => ({
      sourceServerId,
      state: 'stopped',
      lostAt: at(19),
      reason,
    });
    const servers = [lost(one, 'Client.UserInitiatedShutdown'), lost(two, 'started again at noon')];
    expect(deviations({ type: 'ServersLost', servers })).toEqual([
      {
        kind: 'LOST',
        sourceServerId: one,
        what: `Its instance was lost before the end of the hold (stopped since ${timeAt(19)}).`,
        inTheirWords: 'Client.UserInitiatedShutdown',
      },
      {
        kind: 'LOST',
        sourceServerId: two,
        what: `Its instance was lost before the end of the hold (stopped since ${timeAt(19)}): started again at noon.`,
        inTheirWords: null,
      },
    ]);
  });

  test('counts calls of a kind that failed alike, with the first words of AWS', () => {
    const requested = (n: number): Fact => ({
      type: 'EffectRequested',
      effectId: `e${n}`,
      kind: 'LookAtLaunches',
      key: 'launches',
      dueAt: at(20),
      attempt: n,
    });
    const throttled = (n: number): Fact => ({
      type: 'EffectAnswered',
      effectId: `e${n}`,
      failed: { kind: 'THROTTLED', message: `DescribeJobs: ThrottlingException: Rate exceeded (${n})` },
    });
    expect(deviations(requested(1), throttled(1), requested(2), throttled(2))).toEqual([
      {
        kind: 'RETRIED',
        sourceServerId: null,
        what: 'A look at the launches failed 2 times (THROTTLED).',
        inTheirWords: 'DescribeJobs: ThrottlingException: Rate exceeded (1)',
      },
    ]);
  });

  test('does not pass our own words off as those of AWS', () => {
    const requested: Fact = {
      type: 'EffectRequested',
      effectId: 'e1',
      kind: 'Terminate',
      key: 'terminate/0',
      dueAt: at(20),
      attempt: 1,
    };
    const stopped: Fact = {
      type: 'EffectAnswered',
      effectId: 'e1',
      failed: { kind: 'LEVER', message: 'Frozen: storm' },
    };
    expect(deviations(requested, stopped)).toEqual([
      { ...ofDrill, kind: 'RETRIED', what: 'A termination request failed 1 time (LEVER). Frozen: storm' },
    ]);
  });

  test.each([
    ['the table was restored', 'Restored.', []],
    [
      'the connection broke',
      'DescribeJobs: TimeoutError: socket hang up',
      ['A look at the launches failed 1 time (UNAVAILABLE). DescribeJobs: TimeoutError: socket hang up'],
    ],
    [
      'a listing of AWS had no end',
      'A token was repeated: the listing has no end.',
      ['A look at the launches failed 1 time (UNAVAILABLE). A token was repeated: the listing has no end.'],
    ],
  ])('has no words of AWS when %s', (_when, message, said) => {
    const requested: Fact = {
      type: 'EffectRequested',
      ...{ effectId: 'e1', kind: 'LookAtLaunches', key: 'launches', dueAt: at(20), attempt: 1 },
    };
    const answered: Fact = { type: 'EffectAnswered', effectId: 'e1', failed: { kind: 'UNAVAILABLE', message } };
    expect(deviations(requested, answered)).toEqual(said.map((what) => ({ ...ofDrill, kind: 'RETRIED', what })));
  });

  test('is a missed objective, by each server', () => {
    const terms = someTerms({ objectives: { recoveryTimeSeconds: 60 } });
    const made = journalOf({ terms }, ...passing().slice(0, -1), ending('OBJECTIVE_MISSED', 'Too slow.'));
    expect(reported(made).deviations).toEqual([
      {
        ...{ at: timeAt(51), kind: 'FAILED', sourceServerId: one, inTheirWords: null },
        what: `The recovery time of ${one} was 540 s to 780 s; the objective is 60 s.`,
      },
    ]);
    expect(reported(journalOf({ terms }, ...launching())).deviations).toEqual([]);
  });

  test('has the words in which DRS refused while the drill waited for it', () => {
    const wait = {
      for: 'DRS' as const,
      since: at(20),
      instances: 1,
      because: 'TerminateRecoveryInstances: ConflictException: busy',
    };
    expect(deviations({ type: 'WaitBegan', wait })).toEqual([
      {
        ...ofDrill,
        kind: 'WAITED',
        what: 'It waited for DRS, which refused to terminate, and still does.',
        inTheirWords: 'TerminateRecoveryInstances: ConflictException: busy',
      },
    ]);
  });

  test('is no warning of the checks before the launch', () => {
    expect(deviations({ type: 'ChecksWarned', warnings: [{ check: 'volumes-deleted', sourceServerId: one }] })).toEqual(
      [],
    );
  });

  test.each<[string, Fact, object]>([
    [
      'a check that did not pass',
      { type: 'CheckDecided', check: 'books', state: 'TIMED_OUT', because: 'nobody came' },
      { ...ofDrill, kind: 'FAILED', what: 'Check books did not pass (TIMED_OUT): nobody came' },
    ],
    [
      'a cancellation',
      { type: 'CancelRequested', by: 'bob', reason: 'storm' },
      { ...ofDrill, kind: 'CANCELLED', what: 'bob cancelled it: storm' },
    ],
    [
      'an instance that the guard terminated',
      { type: 'GuardTerminated', jobId: 'drsjob-3', instanceIds: ['i-1', 'i-2'] },
      { ...ofDrill, kind: 'DEGRADED', what: 'The guard terminated i-1, i-2 (job drsjob-3).' },
    ],
    [
      'a lost answer to a launch',
      { type: 'LaunchUnanswered', launch: 0 },
      { ...ofDrill, kind: 'DEGRADED', what: 'The answer to the request of launch 1 was lost.' },
    ],
    [
      'a real recovery',
      { type: 'YieldedTo', jobId: 'drsjob-9', sourceServerIds: [one] },
      { ...ofDrill, kind: 'YIELDED', what: `It gave way to real recovery drsjob-9. It names ${one}.` },
    ],
    [
      'a leak, with what AWS says of it',
      {
        type: 'LeakReported',
        sourceServerIds: [one],
        standing: { [one]: 'i-1 running' },
        why: { [one]: { lastWords: 'is protected' } },
      },
      { kind: 'LEAKED', sourceServerId: one, what: 'Not proved gone: i-1 running.', inTheirWords: 'is protected' },
    ],
    [
      'a drill that was given up',
      { type: 'GivenUp', failure: { check: 'hard-stop', message: 'No hard stop could be armed.' } },
      { ...ofDrill, kind: 'FAILED', what: 'It was given up: No hard stop could be armed.' },
    ],
    [
      'events that never came',
      { type: 'ChecksWarned', warnings: [{ check: 'events-received' }] },
      { ...ofDrill, kind: 'DEGRADED', what: expect.stringContaining('No event from DRS or EC2') },
    ],
    [
      'a termination without effect',
      { type: 'TerminationUnconfirmed', sourceServerIds: [one] },
      { ...ofDrill, kind: 'RETRIED', sourceServerId: one, what: expect.stringContaining('showed no effect') },
    ],
  ])('is %s', (_what, fact, deviation) => {
    expect(deviations(fact)).toEqual([deviation]);
  });

  test('says how long the drill waited, and for what', () => {
    const wait = { for: 'LEVER' as const, since: at(20), instances: 1, because: 'storm' };
    const made = journalOf({}, ...launching(), [20, { type: 'WaitBegan', wait }], [30, { type: 'WaitEnded' }]);
    expect(reported(made).deviations[0]?.what).toBe(
      `It waited for the lever, which forbids terminations, until ${timeAt(30)}: storm`,
    );
    const open = journalOf({}, ...launching(), [20, { type: 'WaitBegan', wait }]);
    expect(reported(open).deviations[0]?.what).toBe(
      'It waited for the lever, which forbids terminations, and still does: storm',
    );
  });

  test('has the quarantine', () => {
    const context = someContext({ quarantined: { violation: 'a drill is bounded', at: at(20) } });
    expect(reported(journalOf({}, ...launching()), { context }).deviations).toMatchObject([
      { at: timeAt(20), kind: 'QUARANTINED', what: 'The drill was quarantined and stood still: a drill is bounded' },
    ]);
  });
});
