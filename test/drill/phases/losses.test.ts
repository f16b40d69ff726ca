import { describe, expect, test } from 'vitest';
import type { StateSeen } from '../../../src/drill/inputs.ts';
import { goneFound, holding, jobCompleted, launching, terminated, terminating, verified } from '../chapters.ts';
import { answer, instance, MINUTE, publish, SECOND, type Story, server, wake } from '../given.ts';

const A = server(1);
const B = server(2);

/** The termination is refused for now, by a look that saw this. */
function refused(story: Story, seen: Partial<StateSeen>): Story {
  return answer(story, 'Terminate', () => ({
    type: 'EffectFailed',
    kind: 'CONFLICT',
    message: 'a job works on it',
    seen: [{ sourceServerId: A, state: 'running', ...seen }],
  }));
}

function lossOf({ drill }: Story) {
  return drill.servers[A]?.lost;
}

describe('what the look before a termination finds', () => {
  test('counts although the termination is then refused, because no later look can decide', () => {
    const story = goneFound(terminated(wake(refused(terminating(), {}), MINUTE)));
    expect(story.drill.servers[A]).toMatchObject({ held: true });
    expect(story.drill.outcome).toBe('PASSED');
    expect(lossOf(refused(terminating(), { state: 'stopped' }))).toMatchObject({ state: 'stopped' });
  });

  test('is no loss after the hold’s end, or so close to it that clock differences matter', () => {
    const story = terminating();
    const end = story.drill.holdUntil ?? 0;
    const seenAt = (downAt: number) => refused(story, { state: 'stopped', downAt }).drill.servers[A];
    expect(seenAt(end + MINUTE)).toMatchObject({ held: true });
    expect(seenAt(end - 10 * SECOND)).toMatchObject({ held: true });
    expect(seenAt(end - 11 * SECOND)).toMatchObject({ lost: { state: 'stopped', lostAt: end - 11 * SECOND } });
  });

  test('decides nothing for an instance that was terminated after the hold’s end: it may have been stopped before', () => {
    const story = terminating();
    const downAt = (story.drill.holdUntil ?? 0) + MINUTE;
    const server = refused(story, { state: 'terminated', downAt }).drill.servers[A];
    expect([server?.held, server?.lost]).toEqual([undefined, undefined]);
  });

  test('is a loss when no listing shows the instance, unless it is so new that listings may lag', () => {
    const at = (story: Story) => lossOf(refused(story, { state: 'gone' }));
    expect(at(terminating())).toEqual({ state: 'gone', lostAt: null, reason: null });
    expect(at(wake(holding({ holdSeconds: 60 }), MINUTE))).toBeUndefined();
  });

  test.each([
    ['stopped', 10],
    ['terminated', 10],
    ['gone', 30 * 60],
  ])('without a time from EC2: %s is a loss only within %d s after the hold’s end', (state, seconds) => {
    const answeredAfter = (after: number) => refused(wake(terminating(), after * SECOND - SECOND), { state });
    expect(lossOf(answeredAfter(seconds))).toEqual({ state, lostAt: null, reason: null });
    expect(lossOf(answeredAfter(seconds + 1))).toBeUndefined();
  });

  test('decides nothing with an unknown state, and a later look may', () => {
    const story = refused(terminating(), { state: 'hibernating' });
    expect(story.drill.servers[A]).not.toHaveProperty('held');
    expect(lossOf(story)).toBeUndefined();
    expect(goneFound(terminated(wake(story, MINUTE))).drill.outcome).toBe('PASSED');
  });

  test('that was up is overruled only by an earlier loss in EC2’s own record', () => {
    const held = refused(terminating(), {});
    const later = (seen: Partial<StateSeen>) => lossOf(refused(wake(held, MINUTE), { state: 'terminated', ...seen }));
    expect(later({})).toBeUndefined();
    expect(later({ downAt: (held.drill.holdUntil ?? 0) - MINUTE })).toMatchObject({ state: 'terminated' });
  });
});

describe('a drill without proof that an instance was still up', () => {
  test('is FAILED when it ends, and says so', () => {
    const unread = answer(terminating(), 'Terminate', () => ({
      type: 'TerminationAccepted',
      jobId: 'drsjob-0000000000000000t',
      found: [],
      accepted: [A],
      unproven: [],
      seen: [{ sourceServerId: A, state: null }],
    }));
    const { drill } = goneFound(unread);
    expect(drill).toMatchObject({ phase: 'ENDED', outcome: 'FAILED', cleanup: 'CLEAN' });
    expect(drill.why).toContain('it is unknown whether it was still up');
    expect(drill.servers[A]?.lost).toEqual({ state: null, lostAt: null, reason: null });
  });

  test('is not settled by the end of an instance that we terminated ourselves', () => {
    const unread = answer(terminating(), 'Terminate', () => ({
      type: 'TerminationAccepted',
      jobId: 'drsjob-0000000000000000t',
      found: [],
      accepted: [A],
      unproven: [],
      seen: [{ sourceServerId: A, state: null }],
    }));
    const looking = wake(unread, 5 * MINUTE);
    const { drill } = answer(looking, 'LookForLeftovers', () => ({
      type: 'LeftoversSeen',
      servers: [
        {
          sourceServerId: A,
          instanceId: instance(1),
          state: 'terminated',
          downAt: looking.now,
          volumeIds: [],
          volumesLeft: [],
        },
      ],
    }));
    expect(drill).toMatchObject({ phase: 'ENDED', outcome: 'FAILED' });
  });
});

describe('an event that reports an instance going down', () => {
  const report = (story: Story, state: string) =>
    publish(story, {
      type: 'InstanceReportedDown',
      at: story.now,
      sourceServerId: A,
      instanceId: instance(1),
      state,
      downAt: story.now,
    });

  test('triggers one look at a time, again after a failure, and none after an answer', () => {
    const reported = report(report(holding(), 'stopping'), 'stopped');
    expect(watches(reported)).toBe(1);
    const failed = answer(reported, 'LookAtInstances', () => ({
      type: 'EffectFailed',
      kind: 'UNAVAILABLE',
      message: 'not now',
    }));
    const again = wake(failed, MINUTE);
    expect(watches(again)).toBe(2);
    const unreported = answer(again, 'LookAtInstances', () => ({
      type: 'InstancesSeen',
      wave: 0,
      instances: [seen(null)],
    }));
    expect(watches(wake(unreported, MINUTE))).toBe(2);
    expect(unreported.drill.servers[A]).not.toHaveProperty('suspect');
    expect(lossOf(unreported)).toBeUndefined();
  });

  test('leaves the other servers of its drill in their hold', () => {
    const both = verified(jobCompleted(launching([[A, B]]), [A, B]));
    const reported = report(both, 'stopping');
    const lost = answer(reported, 'LookAtInstances', () => ({
      type: 'InstancesSeen',
      wave: 0,
      instances: [seen('stopping')],
    }));
    expect([lost.drill.phase, lost.drill.outcome]).toEqual(['HOLDING', 'FAILED']);
    expect(lost.drill.servers[B]).not.toHaveProperty('lost');
  });

  function seen(state: string | null) {
    const nothing = { statusChecks: null, pointInTimeAt: null, volumeIds: [] };
    return { sourceServerId: A, instanceId: instance(1), state, ...nothing };
  }

  function watches({ effects, drill }: Story): number {
    const earlier = Object.keys(drill.servers).length === 0 ? 0 : 1;
    return effects.filter(({ effect }) => effect.kind === 'LookAtInstances').length - earlier;
  }
});
