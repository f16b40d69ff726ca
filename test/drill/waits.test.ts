import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Drill, Wait } from '../../src/drill/drill.ts';
import { evolve } from '../../src/drill/evolve.ts';
import type { FailureKind } from '../../src/drill/inputs.ts';
import { isAnyRequested } from '../../src/drill/retries.ts';
import { waitOf } from '../../src/drill/waits.ts';
import {
  hardStopArmed,
  holding,
  inspected,
  jobCompleted,
  launching,
  starting,
  terminated,
  terminating,
  unproven,
  validating,
  verified,
} from './chapters.ts';
import { answer, healthy, instance, isOpen, MINUTE, publish, SECOND, type Story, server, wake } from './given.ts';

const [A, B] = [server(1), server(2)];
const REAL = 'drsjob-0000000000000real';

/** A call of this kind fails this often in a row, each time when it is due. */
function failing(story: Story, effect: 'Terminate' | 'StartRecovery' | 'Inspect', times: number, how = OUTAGE): Story {
  let now = story;
  for (let n = 0; n < times; n++) {
    for (let tries = 0; tries < 20 && !isOpen(now, effect); tries++) now = wake(now, 10 * SECOND);
    now = answer(now, effect, () => ({ type: 'EffectFailed', ...how }));
  }
  return now;
}

const FROZEN: { kind: FailureKind; message: string } = { kind: 'LEVER', message: 'The lever is FROZEN' };
const OUTAGE: { kind: FailureKind; message: string } = { kind: 'UNAVAILABLE', message: 'DRS: socket hang up' };

const waits = ({ drill, now }: Story) => waitOf(drill, now);
const began = ({ facts }: Story) => facts.flatMap((fact) => (fact.type === 'WaitBegan' ? [fact.wait] : []));
const isCompleted = ({ facts }: Story) => facts.some((fact) => fact.type === 'WaitEnded');

describe('a drill that proceeds by itself waits for nothing', () => {
  test.each<[string, Story]>([
    ['is validated', validating()],
    ['launches', launching()],
    ['is held', holding()],
    ['terminates', terminating()],
    ['has had its termination accepted', terminated(terminating())],
    ['has had two calls fail', failing(terminating(), 'Terminate', 2)],
  ])('while it %s', (_what, story) => {
    expect([waits(story), story.drill.waits]).toEqual([undefined, undefined]);
  });
});

describe('AWS, when calls keep failing,', () => {
  test.each<[string, Story, 'Terminate' | 'StartRecovery' | 'Inspect', number]>([
    ['to terminate', terminating(), 'Terminate', 1],
    ['to launch', starting(), 'StartRecovery', 0],
    ['before the launch', validating(), 'Inspect', 0],
  ])(
    '%s is named with its message, since the first failure, with the instances that are up, and is notified once',
    (_when, story, effect, instances) => {
      // given
      const first = failing(story, effect, 1);
      const third = failing(first, effect, 2);
      // then
      const wait = { for: 'AWS', since: first.now, because: 'DRS: socket hang up', instances };
      expect(waits(third)).toEqual(wait);
      expect([began(first), began(third)]).toEqual([[], [wait]]);
      const later = failing(third, effect, 1, { kind: 'THROTTLED', message: 'slow down' });
      expect([waits(later)?.since, began(later)]).toEqual([first.now, []]);
      expect(waits(later)).toMatchObject({ because: 'slow down' });
    },
  );

  test('is named as DRS when terminations are refused, since the first refusal, and only if that continues', () => {
    const conflict = { kind: 'CONFLICT' as const, message: 'TerminateRecoveryInstances: in use by a job' };
    const late = wake(terminating(), 10 * MINUTE);
    const first = failing(late, 'Terminate', 1, conflict);
    const third = failing(first, 'Terminate', 2, conflict);
    const wait = { for: 'DRS', since: first.now, instances: 1, because: conflict.message };
    expect([waits(first), waits(third), began(third)]).toEqual([undefined, wait, [wait]]);
  });

  test('is no longer waited for once it has answered', () => {
    const answered = terminated(wake(failing(terminating(), 'Terminate', 4), 4 * MINUTE));
    expect([waits(answered), isCompleted(answered)]).toEqual([undefined, true]);
  });

  test('is named when it has no capacity for the second wave, with the instances of the first that are up meanwhile', () => {
    const armed = hardStopArmed(jobCompleted(launching([[A], [B]]), [A]));
    const ready = answer(armed, 'Inspect', () => ({ type: 'Inspected', servers: [healthy(B)], lookedAt: armed.now }));
    const full = failing(ready, 'StartRecovery', 3, {
      kind: 'QUOTA',
      message: 'StartRecovery: 10 jobs are open here',
    });
    expect(waits(full)).toMatchObject({ for: 'AWS', instances: 1, because: 'StartRecovery: 10 jobs are open here' });
  });
});

test.each<[FailureKind, string]>([
  ['LEVER', 'The lever is NO_LAUNCHES'],
  ['BLACKOUT', 'A blackout of all Regions'],
])('a launch without an answer that may not be repeated is waited for, and not AWS: %s', (kind, message) => {
  // given
  const lost = failing(starting([[A, B]]), 'StartRecovery', 1, { kind: 'UNKNOWN_RESULT', message: 'no answer' });
  // when
  const forbidden = failing(wake(lost, 5 * MINUTE), 'StartRecovery', 3, { kind, message });
  // then
  expect(waits(forbidden)).toEqual({ for: 'LAUNCH', since: expect.any(Number), instances: 2, jobIds: [] });
  const outage = failing(forbidden, 'StartRecovery', 1);
  expect(waits(outage)).toMatchObject({ for: 'AWS', since: outage.now, because: OUTAGE.message });
});

test('a failure that does not say whose refusal it is makes the record of the version that wrote it', () => {
  // given
  const late = (story: Story) => {
    let now = wake(story, MINUTE);
    while (!isOpen(now, 'StartRecovery')) now = wake(now, 10 * SECOND);
    return now;
  };
  const { drill, now } = late(failing(starting([[A, B]]), 'StartRecovery', 1));
  const [effectId = ''] = Object.entries(drill.open).find(([, { kind }]) => kind === 'StartRecovery') ?? [];
  // when
  const failed = { kind: 'LEVER', message: 'The lever is NO_LAUNCHES' };
  const folded = evolve(drill, now, [{ type: 'EffectAnswered', effectId, failed }]);
  // then
  expect(folded?.stuck).toEqual({ ...drill.stuck, because: failed.message });
});

describe('a drill that cleans up', () => {
  test('shows since when it waits for a real recovery that began after the hold, and notifies once', () => {
    const late = wake(failing(terminating(), 'Terminate', 1), 20 * MINUTE);
    const reported = answer(late, 'Terminate', () => ({
      type: 'TerminationPostponed',
      recoveries: [{ jobId: REAL, isReal: true, completed: false, sourceServerIds: [] }],
    }));
    const wait = {
      for: 'REAL_RECOVERY',
      since: reported.now,
      instances: 1,
      jobId: REAL,
      endedAt: null,
      released: false,
    };
    expect([waits(reported), began(reported)]).toEqual([wait, [wait]]);
    const later = wake(reported, 30 * MINUTE);
    expect([waits(later)?.since, began(later)]).toEqual([reported.now, []]);
  });

  test('under a frozen lever waits for it, also when no instance is left whose termination it forbids', () => {
    // given
    const late = wake(terminating(), 10 * MINUTE);
    const frozen = failing(late, 'Terminate', 1, FROZEN);
    const stuck = failing(frozen, 'Terminate', 2, FROZEN);
    // when
    const gone = publish(stuck, {
      type: 'InstanceReportedGone',
      at: stuck.now + SECOND,
      sourceServerId: A,
      instanceId: instance(1),
    });
    // then
    const wait = { for: 'LEVER', since: frozen.now, instances: 1, because: FROZEN.message };
    expect([waits(stuck), waits(gone)]).toEqual([wait, { ...wait, instances: 0 }]);
    expect(began(gone)).toEqual([]);
  });

  test('under a frozen lever waits for it, also for an instance whose proof the termination would look for again', () => {
    // given
    const late = wake(unproven(terminating(), A), 31 * MINUTE);
    // when
    const stuck = failing(late, 'Terminate', 3, FROZEN);
    // then
    expect(waits(stuck)).toMatchObject({ for: 'LEVER', instances: 1, because: FROZEN.message });
  });

  test('no longer waits for the lever once DRS has accepted the termination', () => {
    const stuck = failing(wake(terminating(), 10 * MINUTE), 'Terminate', 3, FROZEN);
    const through = terminated(wake(stuck, 10 * MINUTE));
    expect(waits(through)).toBeUndefined();
  });

  test('waits for a running launch, whose instances cannot be terminated before and may be up', () => {
    const cancelled = publish(launching([[A, B]]), {
      type: 'CancelRequested',
      at: 1.8e12,
      by: 'ann',
      reason: 'enough',
    });
    const wait = { for: 'LAUNCH', since: cancelled.now, instances: 2, jobIds: ['drsjob-00000000000000001'] };
    expect([waits(cancelled), began(cancelled)]).toEqual([wait, [wait]]);
  });

  test('waits for the proof that an instance is its own, and counts it as up', () => {
    const story = unproven(terminating(), A);
    const missing = 'DRS does not list it as a drill instance';
    expect(waits(story)).toEqual({
      for: 'PROOF',
      since: story.now,
      instances: 1,
      sourceServerIds: [A],
      because: missing,
    });
  });

  test('shows that it waits for an accepted termination, once that takes longer than a quarter of an hour', () => {
    const accepted = terminated(terminating());
    expect(waits(wake(accepted, 14 * MINUTE))).toBeUndefined();
    const late = wake(accepted, 16 * MINUTE);
    expect(waits(late)).toEqual({ for: 'TERMINATION', since: accepted.drill.phaseAt, instances: 1 });
  });
});

test('a drill that looks twice at a server after a real recovery shows that it waits', () => {
  const unseen = inspected(validating(), (id) => healthy(id, { recoveryUnseen: true }));
  const wait: Partial<Wait> = { for: 'SECOND_LOOK', since: unseen.now - SECOND, instances: 0 };
  expect(waits(unseen)).toMatchObject({ ...wait, sourceServerIds: [A] });
});

test('a drill whose termination the lever forbids waits for the lever, whatever else becomes of its instances', () => {
  // given
  const found = new Set<string>();
  const happening = fc.constantFrom(
    'FROZEN',
    'FROZEN',
    'FROZEN',
    'OUTAGE',
    'UNPROVEN',
    'A GONE',
    'B GONE',
    'HALF AN HOUR',
  );
  // when
  const held = verified(jobCompleted(launching([[A, B]]), [A, B]));
  fc.assert(
    fc.property(fc.array(happening, { minLength: 4, maxLength: 12 }), (happenings) => {
      let story = wake(held, 31 * MINUTE);
      for (const what of happenings) {
        story = happened(story, what);
        const wait = waits(story);
        if (isForbidden(story.drill)) found.add(`${wait?.for} ${wait?.instances}`);
      }
    }),
    { numRuns: 300, seed: 20_261_201 },
  );
  // then
  expect([...found].sort()).toEqual(['LEVER 0', 'LEVER 1', 'LEVER 2']);
});

function happened(story: Story, what: string): Story {
  const gone = { type: 'InstanceReportedGone' as const, at: story.now + SECOND };
  switch (what) {
    case 'FROZEN':
      return isRetried(story) ? failing(story, 'Terminate', 1, FROZEN) : story;
    case 'OUTAGE':
      return isRetried(story) ? failing(story, 'Terminate', 1, OUTAGE) : story;
    case 'UNPROVEN':
      return isOpen(story, 'Terminate') ? unproven(story, A) : story;
    case 'A GONE':
      return publish(story, { ...gone, sourceServerId: A, instanceId: instance(1) });
    case 'B GONE':
      return publish(story, { ...gone, sourceServerId: B, instanceId: instance(2) });
    default:
      return wake(story, 30 * MINUTE);
  }
}

/** `failing` waits no longer for it. */
function isRetried(story: Story): boolean {
  return isOpen(story, 'Terminate') || isOpen(wake(story, 200 * SECOND), 'Terminate');
}

function isForbidden(drill: Drill): boolean {
  return drill.frozen !== undefined && isAnyRequested(drill, 'terminate');
}
