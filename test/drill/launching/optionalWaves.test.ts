import { describe, expect, test } from 'vitest';
import type { Effect } from '../../../src/drill/effects.ts';
import { violatedInvariants } from '../../../src/drill/invariants.ts';
import { hardStopArmed, inspected, jobCompleted, lookedAtJob, seenInJob, started, verified } from '../chapters.ts';
import {
  answer,
  begin,
  healthy,
  instance,
  isOpen,
  lastRequested,
  MINUTE,
  requestedWaves,
  type Story,
  server,
  wake,
} from '../given.ts';

const A = server(1);
const B = server(2);
type Looking = Extract<Effect, { kind: 'LookForLeftovers' }>;

const JOBS = ['drsjob-00000000000000001', 'drsjob-00000000000000002'] as const;

describe('an optional wave', () => {
  test('that does not launch neither fails the drill nor ends it', () => {
    const story = jobCompleted(secondStarted(), [B], [B], JOBS[1]);
    expect([story.drill.phase, story.drill.outcome]).toEqual(['VERIFYING', undefined]);
    expect(story.drill.servers[B]?.result).toBe('FAILED');
    expect(verified(story).drill.phase).toBe('HOLDING');
  });

  test('that comes first and does not launch lets the next wave launch, even under TERMINATE', () => {
    const waves = [{ ids: [A], optional: true as const }, { ids: [B] }];
    const first = started(hardStopArmed(inspected(begin(requestedWaves(waves, { onLaunchFailure: 'TERMINATE' })))));
    const story = jobCompleted(first, [A], [A]);
    expect(story.drill.outcome).toBeUndefined();
    expect(hardStopArmed(story).drill.waves[1]?.state).toBe('LAUNCHING');
  });

  test('whose job hangs is left behind at its deadline, and its servers are cleaned up like the others', () => {
    const late = wake(verified(secondStarted()), 91 * MINUTE);
    expect([late.drill.phase, late.drill.outcome]).toEqual(['HOLDING', undefined]);
    expect(late.drill.servers[B]).toMatchObject({ result: 'FAILED', error: expect.stringContaining('allowance') });
    expect(late.drill.launches[1]?.state).toBe('STARTED');
    const ending = wake(late, 40 * MINUTE);
    expect(ending.drill.phase).toBe('TERMINATING');
    expect(ending.drill.servers[B]?.gone).toBeUndefined();
    expect(isOpen(ending, 'LookAtLaunches')).toBe(true);
  });

  test('that was left behind is not clean before the conversion servers that its log names later are looked for', () => {
    // given
    const ending = wake(wake(verified(secondStarted()), 91 * MINUTE), 40 * MINUTE);
    const failed = seenInJob(B, { launchStatus: 'FAILED', instanceId: null, launchedAt: null });
    // when: the job has ended, its log is not complete yet
    const over = lookedAtJob(ending, [failed], { jobId: JOBS[1], logEnded: false });
    // then
    expect(over.drill.launches[1]?.state).toBe('STARTED');
    expect(isOpen(wake(over, 2 * MINUTE), 'LookAtLaunches')).toBe(true);
    // when
    const named = { ...failed, conversionServerIds: [instance(9)] };
    const complete = lookedAtJob(wake(over, 2 * MINUTE), [named], { jobId: JOBS[1] });
    // A later answer may lag behind.
    const seenOnce = lookedAtJob(wake(over, 2 * MINUTE), [named], { jobId: JOBS[1], logEnded: false });
    const lagging = lookedAtJob(wake(seenOnce, 2 * MINUTE), [failed], { jobId: JOBS[1] });
    expect(lagging.drill.servers[B]?.conversionServerIds).toEqual([instance(9)]);
    const unseen = { instanceId: null, state: null, volumeIds: [], volumesLeft: [] };
    const looked = answer(complete, 'LookForLeftovers', ({ servers }: Looking) => ({
      type: 'LeftoversSeen',
      servers: servers.map(({ sourceServerId }) => ({ sourceServerId, ...unseen })),
    }));
    // then
    expect(complete.drill.launches[1]?.state).toBe('COMPLETED');
    const again = lastRequested(wake(looked, 20 * MINUTE), 'LookForLeftovers').servers;
    expect(again).toContainEqual(expect.objectContaining({ sourceServerId: B, conversionServerIds: [instance(9)] }));
  });

  test('leaves PASSED to the required servers', () => {
    const { drill } = jobCompleted(secondStarted(), [B], [B], JOBS[1]);
    const passed = { ...drill, phase: 'ENDED' as const, outcome: 'PASSED' as const, cleanup: 'CLEAN' as const };
    const required = 'a PASSED drill has launched and verified every required server';
    expect(violatedInvariants(passed)).toContain(required);
    const working = { result: 'LAUNCHED', verified: 'STATUS_CHECKS', held: true, wave: 0 } as const;
    expect(violatedInvariants({ ...passed, servers: { ...drill.servers, [A]: working } })).not.toContain(required);
  });
});

/** The required wave is launched, and the optional one is running. */
function secondStarted(): Story {
  const waves = [{ ids: [A] }, { ids: [B], optional: true as const }];
  const first = started(hardStopArmed(inspected(begin(requestedWaves(waves)))));
  const armed = hardStopArmed(jobCompleted(first, [A]));
  const seen = answer(armed, 'Inspect', () => ({ type: 'Inspected', servers: [healthy(B)] }));
  return started(seen, JOBS[1]);
}
