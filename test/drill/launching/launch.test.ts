import { expect, test } from 'vitest';
import {
  hardStopArmed,
  inspected,
  jobCompleted,
  launching,
  lookedAtJob,
  seenInJob,
  starting,
  validating,
} from '../chapters.ts';
import {
  answer,
  begin,
  DRILL_ID,
  healthy,
  isOpen,
  known,
  lastRequested,
  MINUTE,
  requested,
  SECOND,
  server,
  T,
  wake,
} from '../given.ts';

const A = server(1);
const B = server(2);

test('nothing is launched before a hard stop is known to exist', () => {
  const story = inspected(validating());
  expect([isOpen(story, 'ArmHardStop'), isOpen(story, 'StartRecovery')]).toEqual([true, false]);
  expect(isOpen(hardStopArmed(story), 'StartRecovery')).toBe(true);
});

test('a drill ends without a launch when no hard stop can be armed', () => {
  let story = inspected(validating());
  for (let n = 0; n < 8 && story.drill.phase === 'LAUNCHING'; n++) {
    story = answer(story, 'ArmHardStop', () => ({
      type: 'EffectFailed',
      kind: 'UNAVAILABLE',
      message: 'no scheduler',
    }));
    story = wake(story, 5 * MINUTE);
  }
  expect([story.drill.phase, story.drill.outcome, story.drill.launches]).toEqual(['ENDED', 'REJECTED', []]);
  expect(story.drill.failedChecks.map((one) => one.check)).toEqual(['hard-stop']);
});

test('every launch is tagged with owner, drill, launch and wave, and as a drill', () => {
  const story = starting([[A]], { recoveryPlan: 'shop', tags: { team: 'shop', DrillOwner: 'forged' } });
  expect(lastRequested(story, 'StartRecovery').tags).toEqual({
    team: 'shop',
    DrillOwner: 'us',
    DrillId: DRILL_ID,
    Launch: `${DRILL_ID}/0/0`,
    RecoveryPlan: 'shop',
    Wave: '1',
    ExecutionType: 'Drill',
  });
});

test('a large wave is launched in several jobs', () => {
  const ids = Array.from({ length: 120 }, (_, n) => server(n));
  let story = known(begin(requested([ids])));
  for (let n = 0; n < 5; n++) {
    story = answer(story, 'Inspect', (effect: { sourceServerIds: string[] }) => ({
      type: 'Inspected',
      servers: effect.sourceServerIds.map((id) => healthy(id)),
    }));
  }
  story = hardStopArmed(answer(story, 'FindBusy', () => ({ type: 'BusyFound', jobs: [], recoveryJobIds: [] })));
  const sizes = story.effects.flatMap(({ effect }) => (effect.kind === 'StartRecovery' ? [effect.servers.length] : []));
  expect(sizes).toEqual([50, 50, 20]);
});

test('the second wave is launched only when the first has launched and its job has completed', () => {
  const first = launching([[A], [B]]);
  const looking = wake(first, 12 * MINUTE);
  const running = lookedAtJob(looking, [seenInJob(A)], { status: 'STARTED', endedAt: null });
  expect(running.drill.waves.map((wave) => wave.state)).toEqual(['LAUNCHED', 'WAITING']);
  const completed = lookedAtJob(wake(running, 10 * SECOND), [seenInJob(A)], { endedAt: T });
  expect(hardStopArmed(completed).drill.waves.map((wave) => wave.state)).toEqual(['LAUNCHED', 'LAUNCHING']);
});

test.each([
  ['HOLD', ['LAUNCHED', 'WAITING'], 'VERIFYING'],
  ['CONTINUE', ['LAUNCHED', 'WAITING'], 'LAUNCHING'],
  ['TERMINATE', ['LAUNCHED', 'WAITING'], 'TERMINATING'],
] as const)('after a failed server, %s decides what follows', (onLaunchFailure, waves, phase) => {
  const story = jobCompleted(launching([[A, server(3)], [B]], { onLaunchFailure }), [A, server(3)], [A]);
  expect(story.drill.waves.map((wave) => wave.state)).toEqual(waves);
  expect([story.drill.phase, story.drill.outcome]).toEqual([phase, 'FAILED']);
  expect(story.drill.servers[A]?.error).toBe('conversion failed');
});

test('a wave that exceeds its allowance is given up and cleaned up', () => {
  const story = wake(launching(), 91 * MINUTE);
  expect([story.drill.phase, story.drill.outcome]).toEqual(['TERMINATING', 'FAILED']);
});
