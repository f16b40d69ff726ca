import { describe, expect, test } from 'vitest';
import { decide } from '../../../src/drill/decide.ts';
import type { RecoverySeen } from '../../../src/drill/inputs.ts';
import { closedFor, type LeverRecord, leverInForce } from '../../../src/drill/lever.ts';
import { emptySite } from '../../../src/drill/site.ts';
import { waitOf } from '../../../src/drill/waits.ts';
import {
  goneFound,
  hardStopArmed,
  holding,
  jobCompleted,
  launching,
  starting,
  terminated,
  terminating,
  validating,
} from '../chapters.ts';
import {
  answer,
  begin,
  healthy,
  isOpen,
  lastRequested,
  MINUTE,
  publish,
  requested,
  SECOND,
  SITE,
  type Story,
  server,
  T,
  wake,
} from '../given.ts';

const A = server(1);
const B = server(2);
const REAL = 'drsjob-0000000000000real';

function reported(story: Story): Story {
  return publish(story, { type: 'RecoveryReported', at: story.now + SECOND, jobId: REAL });
}

function seen(story: Story, reported: Partial<RecoverySeen> = {}): Story {
  const job = { jobId: REAL, isReal: true, completed: false, sourceServerIds: ['s-0000000000000other'], ...reported };
  return answer(story, 'LookAtRecovery', () => ({ type: 'RecoveriesSeen', jobs: [job] }));
}

function postponed(story: Story, reported: Partial<RecoverySeen>): Story {
  const job = { jobId: REAL, isReal: true, completed: true, sourceServerIds: [B], ...reported };
  return answer(story, 'Terminate', () => ({ type: 'TerminationPostponed', recoveries: [job] }));
}

describe('a real recovery comes first', () => {
  test('an event about it only triggers a look', () => {
    const story = reported(launching());
    expect([story.drill.phase, lastRequested(story, 'LookAtRecovery').jobIds]).toEqual(['LAUNCHING', [REAL]]);
  });

  test('a drill that finds one confirmed launches nothing more and cleans up', () => {
    const story = seen(reported(launching([[A], [B]])));
    expect([story.drill.phase, story.drill.outcome]).toEqual(['TERMINATING', 'YIELDED']);
    expect(story.drill.waves.map((wave) => wave.state)).toEqual(['LAUNCHING', 'WAITING']);
  });

  test('it closes the lever of its site until a person opens it', () => {
    expect(leverInForce([closedFor(UNMOVED, REAL, T).lever], T + 1e12)).toMatchObject({
      state: 'NO_LAUNCHES',
      by: 'drs-drill',
      expiresAt: null,
    });
  });

  test('a launch that no performer has taken is withdrawn', () => {
    const before = starting();
    const story = seen(reported(before));
    expect(story.drill.outcome).toBe('YIELDED');
    expect(story.withdrawn).toContain(before.requested.find((one) => one.effect.kind === 'StartRecovery')?.effectId);
  });

  test('a job that proves to be a drill changes nothing', () => {
    const story = seen(reported(holding()), { isReal: false });
    expect([story.drill.phase, story.drill.outcome]).toEqual(['HOLDING', undefined]);
  });

  test('our own job is not mistaken for one', () => {
    const story = launching();
    expect(
      publish(story, { type: 'RecoveryReported', at: story.now, jobId: 'drsjob-00000000000000001' }).facts,
    ).toEqual([]);
  });

  test('one that is found during validation stops the drill before anything is launched', () => {
    const story = answer(validating(), 'FindBusy', () => ({ type: 'BusyFound', jobs: [], recoveryJobIds: [REAL] }));
    const yielded = seen(story);
    expect([yielded.drill.phase, yielded.drill.outcome, yielded.drill.cleanup]).toEqual([
      'ENDED',
      'YIELDED',
      'NOT_NEEDED',
    ]);
  });

  test('it does not change the outcome of a drill that is already cleaning up', () => {
    const cleaning = terminated(wake(holding(), 30 * MINUTE));
    expect(seen(reported(cleaning)).drill.outcome).toBeUndefined();
  });
});

describe('while a real recovery runs', () => {
  test('nothing is terminated, not even for servers that it does not name', () => {
    const during = seen(reported(holding()), { sourceServerIds: [B] });
    expect([during.drill.phase, isOpen(during, 'Terminate')]).toEqual(['TERMINATING', false]);
    expect(isOpen(wake(during, 50 * MINUTE), 'Terminate')).toBe(false);
  });

  test('the cleaning waits until fifteen minutes after the end in DRS, and then completes', () => {
    const running = seen(reported(holding()));
    const endedAt = running.now + MINUTE;
    const completed = seen(wake(running, 5 * MINUTE), { completed: true, endedAt });
    expect(isOpen(wake(completed, endedAt + 15 * MINUTE - SECOND - completed.now), 'Terminate')).toBe(false);
    const free = wake(completed, endedAt + 15 * MINUTE - completed.now);
    expect(isOpen(free, 'Terminate')).toBe(true);
    expect(goneFound(terminated(free)).drill).toMatchObject({ phase: 'ENDED', outcome: 'YIELDED', cleanup: 'CLEAN' });
  });

  test('without an end in DRS the first look that found it completed counts', () => {
    const completed = seen(wake(seen(reported(holding())), 5 * MINUTE), { completed: true });
    expect(completed.drill.recoveries[REAL]?.completedAt).toBe(completed.now);
    expect(isOpen(wake(completed, 14 * MINUTE), 'Terminate')).toBe(false);
    expect(isOpen(wake(completed, 15 * MINUTE), 'Terminate')).toBe(true);
  });

  test('one that no event reported makes the termination wait, and is notified once', () => {
    const reported = postponed(terminating(), { completed: false });
    expect(reported.facts.filter((fact) => fact.type === 'YieldedTo')).toHaveLength(1);
    expect(reported.drill.outcome).toBeUndefined();
    const later = seen(wake(reported, 3 * MINUTE));
    expect(isOpen(later, 'Terminate')).toBe(false);
    expect(later.facts.some((fact) => fact.type === 'YieldedTo')).toBe(false);
  });

  test('the end of the hold and an operator’s cancel begin the cleaning, which waits', () => {
    const reported = publish(postponed(terminating(), { completed: false }), { type: 'Woken', at: T + 1e8 });
    expect(isOpen(reported, 'Terminate')).toBe(false);
    const cancelled = publish(holding(), { type: 'CancelRequested', at: T + 1e7, by: 'operator', reason: 'enough' });
    expect(isOpen(postponed(cancelled, { completed: false }), 'Terminate')).toBe(false);
  });

  test('its next wave restarts the wait', () => {
    const first = postponed(terminating(), { completed: true, endedAt: terminating().now - MINUTE });
    const again = wake(first, 14 * MINUTE);
    const second = postponed(again, { completed: false, jobId: 'drsjob-0000000000000two1' });
    expect(isOpen(wake(second, 60 * MINUTE), 'Terminate')).toBe(false);
    expect(lastRequested(wake(second, 60 * MINUTE), 'LookAtRecovery').jobIds).toEqual(['drsjob-0000000000000two1']);
  });

  test('an instance that waits is no leak, however long it takes; one that is not proved ours is still a leak', () => {
    const waiting = wake(seen(reported(holding())), 5 * 60 * MINUTE);
    expect(waiting.drill.cleanup).toBe('RUNNING');
    const completed = seen(waiting, { completed: true });
    expect(wake(completed, 15 * MINUTE).drill.cleanup).toBe('RUNNING');
    const overdue = wake(wake(completed, 15 * MINUTE), 121 * MINUTE);
    expect(wake(overdue, 10 * MINUTE).drill.cleanup).toBe('LEAKED');
  });

  test('the time until a leak is reported restarts when the wait ends', () => {
    const running = seen(reported(holding()));
    const completed = seen(wake(running, 105 * MINUTE), { completed: true });
    const free = wake(completed, 15 * MINUTE);
    expect(isOpen(free, 'Terminate')).toBe(true);
    expect(wake(terminated(free), 5 * MINUTE).drill.cleanup).toBe('RUNNING');
  });

  test('the wait is shown, with the number of instances', () => {
    const running = seen(reported(holding()));
    expect(waitOf(running.drill, running.now)).toEqual({
      for: 'REAL_RECOVERY',
      since: running.now,
      ...{ jobId: REAL, instances: 1, endedAt: null, released: false },
    });
    const completed = seen(wake(running, 5 * MINUTE), { completed: true });
    expect(waitOf(completed.drill, completed.now)).toMatchObject({ endedAt: completed.now });
    expect(waitOf(completed.drill, completed.now + 15 * MINUTE)).toBeUndefined();
    expect(waitOf(terminating().drill, T)).toBeUndefined();
  });
});

describe('a real recovery that hangs', () => {
  test('and is released holds up only the servers that it names, until it has completed', () => {
    const named = seen(seen(reported(holding()), { sourceServerIds: [A] }), { sourceServerIds: [A], released: true });
    expect([isOpen(named, 'Terminate'), waitOf(named.drill, named.now)?.instances]).toEqual([false, 1]);
    const others = seen(seen(reported(holding())), { released: true });
    expect([isOpen(others, 'Terminate'), waitOf(others.drill, others.now)]).toEqual([true, undefined]);
  });

  test('and turns out to be running holds up everything again', () => {
    const released = seen(seen(reported(holding()), { sourceServerIds: [A] }), {
      sourceServerIds: [A],
      released: true,
    });
    const awake = seen(wake(released, 3 * MINUTE), { sourceServerIds: [A] });
    expect(awake.drill.recoveries[REAL]).toEqual({ servers: [A], state: 'RUNNING' });
  });
});

describe('reports of real recoveries', () => {
  test('a job that DRS does not list yet is looked for again before it counts as none', () => {
    const unlisted = seen(reported(holding()), { isReal: false, completed: true, isUnknown: true });
    expect(unlisted.drill.recoveries[REAL]?.state).toBe('REPORTED');
    const found = seen(wake(unlisted, 2 * MINUTE));
    expect(found.drill.outcome).toBe('YIELDED');
    const never = seen(wake(unlisted, 4 * MINUTE), { isReal: false, completed: true, isUnknown: true });
    expect([never.drill.recoveries[REAL]?.state, never.drill.phase]).toEqual(['COMPLETED', 'HOLDING']);
  });

  test('twenty false reports leave room for a real one', () => {
    const jobs = Array.from({ length: 20 }, (_, n) => `drsjob-${String(100 + n).padStart(17, '0')}`);
    let story = holding();
    for (const jobId of jobs) story = publish(story, { type: 'RecoveryReported', at: story.now + SECOND, jobId });
    const none = jobs.map((jobId) => ({ jobId, isReal: false, completed: true, sourceServerIds: [] }));
    story = answer(story, 'LookAtRecovery', () => ({ type: 'RecoveriesSeen', jobs: none }));
    expect(Object.keys(story.drill.recoveries)).toHaveLength(20);
    const yielded = seen(reported(story));
    expect([yielded.drill.outcome, Object.keys(yielded.drill.recoveries).length]).toEqual(['YIELDED', 20]);
  });
});

const UNMOVED: LeverRecord = { schema: 2, ...SITE };

describe('the safety lever', () => {
  const lever = { state: 'NO_LAUNCHES', reason: 'change freeze', by: 'operator', at: T, expiresAt: null } as const;

  test('rejects a drill that is requested while it is closed', () => {
    const { drill } = begin(requested([[A]]), undefined, lever);
    expect([drill.outcome, drill.failedChecks.map((one) => one.check)]).toEqual(['REJECTED', ['lever-open']]);
  });

  test('is reported along with every other reason to reject the request', () => {
    const taken = { claims: { 'd-000000000000000000000002': [A] } };
    const { drill } = begin(requested([[A]]), { ...emptySite(SITE.accountId, SITE.region), ...taken }, lever);
    expect(drill.failedChecks.map((one) => one.check)).toEqual(['not-claimed', 'lever-open']);
  });

  test('does not open by itself when a real recovery has closed it', () => {
    const audit = { ...lever, expiresAt: T + 60 * MINUTE };
    const before: LeverRecord = { ...UNMOVED, lever: audit };
    const { lever: after } = closedFor(closedFor(before, REAL, T), REAL, T + MINUTE);
    expect(leverInForce([after], T)).toMatchObject({ reason: 'change freeze' });
    expect(leverInForce([after], T + 61 * MINUTE)).toMatchObject({ state: 'NO_LAUNCHES', by: 'drs-drill' });
    const frozen = closedFor({ ...before, lever: { ...audit, state: 'FROZEN' } }, REAL, T).lever;
    expect([leverInForce([frozen], T)?.state, leverInForce([frozen], T + 61 * MINUTE)?.state]).toEqual([
      'FROZEN',
      'NO_LAUNCHES',
    ]);
  });

  test('counts as open once it has expired', () => {
    expect(leverInForce([{ ...lever, expiresAt: T }], T)).toBeUndefined();
  });

  test('of all sites or of one: the stricter is in force', () => {
    expect(leverInForce([lever, { ...lever, state: 'FROZEN' }], T)?.state).toBe('FROZEN');
    expect(leverInForce([undefined, lever], T)?.state).toBe('NO_LAUNCHES');
    expect(leverInForce([{ ...lever, state: 'OPEN' }, undefined], T)).toBeUndefined();
  });

  test.each(['HOLD', 'CONTINUE', 'TERMINATE'] as const)(
    'closed before the first StartRecovery rejects the drill, whatever onLaunchFailure says: %s',
    (onLaunchFailure) => {
      const story = answer(starting([[A], [B]], { onLaunchFailure }), 'StartRecovery', () => ({
        type: 'EffectFailed',
        kind: 'LEVER',
        message: 'The lever is NO_LAUNCHES',
      }));
      const { phase, outcome, why, cleanup, failedChecks } = story.drill;
      expect([phase, outcome, cleanup]).toEqual(['ENDED', 'REJECTED', 'NOT_NEEDED']);
      expect(why).toBe('Nothing was launched: The lever is NO_LAUNCHES');
      expect(failedChecks).toEqual([{ check: 'lever-open', message: 'The lever is NO_LAUNCHES' }]);
    },
  );

  test('closed after a launch fails the drill, which says what stopped the rest', () => {
    const second = hardStopArmed(jobCompleted(launching([[A], [B]]), [A]));
    const ready = answer(second, 'Inspect', () => ({ type: 'Inspected', servers: [healthy(B)], lookedAt: second.now }));
    const story = answer(ready, 'StartRecovery', () => ({
      type: 'EffectFailed',
      kind: 'LEVER',
      message: 'The lever is NO_LAUNCHES',
    }));
    expect(story.drill.outcome).toBe('FAILED');
    expect(story.drill.why).toBe(
      '1 of 1 servers of wave 2 did not launch. 1 of them were stopped: The lever is NO_LAUNCHES',
    );
  });

  test('rejects a new drill with the reason of the operator who closed it', () => {
    const lever = { state: 'NO_LAUNCHES' as const, reason: 'storm', by: 'ann', at: T, expiresAt: null };
    const answered = decide(undefined, requested([[A]]), undefined, { own: undefined, forAll: lever });
    const facts = 'facts' in answered ? answered.facts : [];
    const message = `The lever of all Regions is NO_LAUNCHES: “storm”, by ann since ${new Date(T).toISOString()}`;
    expect(facts).toContainEqual({ type: 'ChecksFailed', failures: [{ check: 'lever-open', message }] });
    expect(facts).toContainEqual(expect.objectContaining({ type: 'OutcomeDecided', outcome: 'REJECTED' }));
  });

  test('frozen before a termination makes it wait and retry', () => {
    const story = answer(wake(holding(), 30 * MINUTE), 'Terminate', () => ({
      type: 'EffectFailed',
      kind: 'LEVER',
      message: 'The lever is FROZEN',
    }));
    expect([story.drill.phase, isOpen(story, 'Terminate')]).toEqual(['TERMINATING', false]);
    expect(waitOf(story.drill, story.now)).toEqual({
      for: 'LEVER',
      since: story.now,
      instances: 1,
      because: 'The lever is FROZEN',
    });
    const again = wake(story, MINUTE);
    expect(isOpen(again, 'Terminate')).toBe(true);
    // An outage in between says nothing about the lever, which is closed since the same moment.
    const outage = answer(again, 'Terminate', () => ({
      type: 'EffectFailed',
      kind: 'UNAVAILABLE',
      message: 'no answer',
    }));
    expect(waitOf(outage.drill, outage.now)).toMatchObject({ for: 'LEVER', since: story.now });
    expect(waitOf(terminated(again).drill, again.now)).toBeUndefined();
  });

  test('a wave that failed is not launched again when the lever opens', () => {
    const story = jobCompleted(launching([[A], [B]]), [A], [A]);
    expect(story.drill.waves[1]?.state).toBe('WAITING');
  });
});
