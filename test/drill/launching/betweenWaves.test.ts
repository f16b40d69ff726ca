import { describe, expect, test } from 'vitest';
import { HARD_STOP_MARGIN_SECONDS } from '../../../src/drill/bounds.ts';
import type { Drill, Terms, WaveTerms } from '../../../src/drill/drill.ts';
import { waitOf } from '../../../src/drill/waits.ts';
import { hardStopArmed, inspected, jobCompleted, started, verified } from '../chapters.ts';
import {
  answer,
  begin,
  isOpen,
  lastRequested,
  MINUTE,
  requestedWaves,
  SECOND,
  type Story,
  server,
  wake,
} from '../given.ts';

const A = server(1);
const B = server(2);

describe('a wave that waits for the one before to be verified', () => {
  test('is launched only when that one is verified, and behind a hard stop that covers all of it', () => {
    const launched = firstLaunched({ startWhen: 'VERIFIED' });
    expect(launched.drill.waves[1]?.state).toBe('WAITING');
    const { launchedAt = 0 } = launched.drill.waves[0] ?? {};
    const { bootSecondsMax, launchAllowanceSeconds } = launched.drill.terms;
    const longest = 2 * bootSecondsMax + launchAllowanceSeconds;
    expect(lastRequested(launched, 'ArmHardStop').stopAt).toBe(
      launchedAt + (longest + HARD_STOP_MARGIN_SECONDS) * SECOND,
    );
    const unstopped = verified(launched);
    expect(unstopped.drill.waves[1]?.state).toBe('WAITING');
    expect(hardStopArmed(unstopped).drill.waves[1]?.state).toBe('LAUNCHING');
    expect(verified(hardStopArmed(launched)).drill.waves[1]?.state).toBe('LAUNCHING');
  });

  test('says what it waits for, and with how many instances up', () => {
    const story = hardStopArmed(firstLaunched({ startWhen: 'VERIFIED' }));
    expect(waitOf(story.drill, story.now)).toMatchObject({ for: 'WAVE', wave: 1, until: null, instances: 1 });
    expect(story.drill.waits?.for).toBe('WAVE');
  });

  test.each([
    ['HOLD', 'HOLDING'],
    ['TERMINATE', 'TERMINATING'],
    ['CONTINUE', 'LAUNCHING'],
  ] as const)('an unverified server counts like one that did not launch: %s', (onLaunchFailure, phase) => {
    const story = unverified(hardStopArmed(firstLaunched({ startWhen: 'VERIFIED' }, { onLaunchFailure })));
    expect(story.drill).toMatchObject({ phase, outcome: 'FAILED' });
    expect(story.drill.waves[1]?.state).toBe(onLaunchFailure === 'CONTINUE' ? 'LAUNCHING' : 'WAITING');
  });

  test('goes on after an optional wave, whatever that one has verified', () => {
    const waves: Waves = [
      { ids: [A], optional: true },
      { ids: [B], startWhen: 'VERIFIED' },
    ];
    const story = unverified(hardStopArmed(launchedFirst(waves)));
    expect(story.drill.outcome).toBeUndefined();
    expect(story.drill.waves[1]?.state).toBe('LAUNCHING');
  });
});

describe('a pause before a wave', () => {
  test('begins when its hard stop is armed, is woken from, and then the wave is launched', () => {
    const launched = firstLaunched({ waitSeconds: 1200 });
    expect(launched.drill.waves[1]?.waitsUntil).toBeUndefined();
    const paused = hardStopArmed(launched);
    expect(paused.drill.waves[1]?.waitsUntil).toBe(paused.now + 1200 * SECOND);
    expect(paused.drill.timers.wave).toBe(paused.now + 1200 * SECOND);
    expect(waitOf(paused.drill, paused.now)).toMatchObject({ for: 'WAVE', until: paused.now + 1200 * SECOND });
    expect(wake(paused, 19 * MINUTE).drill.waves[1]?.state).toBe('WAITING');
    const begun = wake(paused, 20 * MINUTE);
    expect(begun.drill.waves[1]?.state).toBe('LAUNCHING');
    expect(begun.drill.waits).toBeUndefined();
  });

  test('follows the verification where the wave waits for both', () => {
    const story = verified(hardStopArmed(firstLaunched({ startWhen: 'VERIFIED', waitSeconds: 600 })));
    expect(story.drill.waves[1]).toMatchObject({ state: 'WAITING', waitsUntil: expect.any(Number) });
    expect(wake(story, 10 * MINUTE).drill.waves[1]?.state).toBe('LAUNCHING');
  });

  test('ends the drill when no hard stop can be armed for it', () => {
    let story = firstLaunched({ waitSeconds: 600 });
    for (let n = 0; n < 7 && story.drill.phase === 'LAUNCHING'; n++) {
      if (isOpen(story, 'ArmHardStop'))
        story = answer(story, 'ArmHardStop', () => ({ type: 'EffectFailed', kind: 'THROTTLED', message: 'busy' }));
      story = wake(story, 5 * MINUTE);
    }
    expect(story.drill.phase).toBe('TERMINATING');
    expect(story.drill.outcome).toBe('FAILED');
    expect(story.drill.waves[1]?.state).toBe('WAITING');
  });
});

type Waves = (WaveTerms & { ids: string[] })[];

/** Two waves of one server; the second one has these terms, and the first one is launched. */
function firstLaunched(second: WaveTerms, changes: Partial<Terms> = {}): Story {
  return launchedFirst([{ ids: [A] }, { ids: [B], ...second }], changes);
}

function launchedFirst(waves: Waves, changes: Partial<Terms> = {}): Story {
  const story = started(hardStopArmed(inspected(begin(requestedWaves(waves, changes)))));
  return jobCompleted(story, [A]);
}

/** The instance of the first wave never passes its status checks. */
function unverified(story: Story): Story {
  let current = story;
  for (let looks = 0; looks < 40 && isUndecided(current.drill); looks++)
    current = answer(current, 'LookAtInstances', () => ({
      type: 'InstancesSeen',
      wave: 0,
      instances: [
        {
          sourceServerId: A,
          instanceId: 'i-00000000000000001',
          state: 'running',
          statusChecks: 'impaired',
          pointInTimeAt: null,
          volumeIds: [],
        },
      ],
    }));
  return current;
}

function isUndecided({ servers }: Drill): boolean {
  return servers[A]?.verified === undefined && servers[A]?.verificationFailed !== true;
}
