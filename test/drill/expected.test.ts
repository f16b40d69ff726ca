import { describe, expect, test } from 'vitest';
import type { PastDurations } from '../../src/drill/drill.ts';
import { hardStopArmed, inspected, jobCompleted, started, validating, verified } from './chapters.ts';
import { answer, healthy, instance, MINUTE, SECOND, type Story, server, wake } from './given.ts';

const A = server(1);
const B = server(2);

describe('when to look, with earlier drills of the same servers', () => {
  test('a launch is looked at when the slowest server should have launched', () => {
    // given
    const story = launchingAfter({
      [A]: { launchSeconds: 500, terminationSeconds: null },
      [B]: { launchSeconds: 800, terminationSeconds: null },
    });
    // then
    expect(lookAt(story, 'launches')).toBe(story.now + 820 * SECOND);
  });

  test('a launch that once hung for hours delays the look to half an hour at most', () => {
    // given
    const story = launchingAfter({ [A]: { launchSeconds: 14_400, terminationSeconds: null } });
    // then
    expect(story.drill.timers['launchLook']).toBe(story.now + 30 * MINUTE + 20 * SECOND);
  });

  test('a launch without an earlier drill is looked at after twelve minutes', () => {
    const story = launchingAfter({ [A]: undefined });
    expect(lookAt(story, 'launches')).toBe(story.now + 12 * MINUTE);
  });

  test('a termination is looked at when the fastest server should be nearly gone, and each minute from then on', () => {
    // given
    const launched = jobCompleted(launchingAfter({ [A]: { launchSeconds: 500, terminationSeconds: 600 } }), [A]);
    const ending = wake(verified(launched), 61 * MINUTE);
    // when
    const accepted = answer(ending, 'Terminate', () => ({
      type: 'TerminationAccepted',
      jobId: 'drsjob-1',
      found: [],
      accepted: [A],
      unproven: [],
    }));
    // then
    expect(lookAt(accepted, 'leftovers/0')).toBe(accepted.now + 540 * SECOND);
    const running = {
      sourceServerId: A,
      instanceId: instance(1),
      state: 'shutting-down',
      volumeIds: [],
      volumesLeft: null,
    };
    const looked = answer(accepted, 'LookForLeftovers', () => ({ type: 'LeftoversSeen', servers: [running] }));
    expect(lookAt(looked, 'leftovers/0')).toBe(looked.now + MINUTE);
  });
});

function launchingAfter(earlier: Record<string, PastDurations | undefined>): Story {
  const look = (id: string) => healthy(id, earlier[id] === undefined ? {} : { pastDurations: earlier[id] });
  return started(hardStopArmed(inspected(validating([Object.keys(earlier)], { holdSeconds: 3600 }), look)));
}

/** When the open look under a key is due. */
function lookAt({ drill }: Story, key: string): number | undefined {
  return Object.values(drill.open).find((open) => open.key === key)?.dueAt;
}
