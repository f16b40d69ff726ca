import { expect, test } from 'vitest';
import { hardStopArmed, inspected, jobCompleted, started } from './chapters.ts';
import { answer, begin, healthy, isOpen, requested, server } from './given.ts';

const [A, B] = [server(1), server(2)];

test('the halves of a refused launch start one after the other, because the drill has reserved only one job', () => {
  // given
  const wanted = hardStopArmed(inspected(begin(requested([[A, B]]))));
  const refused = answer(wanted, 'StartRecovery', () => ({
    type: 'EffectFailed',
    kind: 'INVALID',
    message: 'one of them',
  }));
  expect(refused.drill.launches.map(({ state }) => state)).toEqual(['VOID', 'REQUESTED', 'PLANNED']);
  // when
  const first = started(refused);
  expect([first.drill.launches[2]?.state, isOpen(first, 'StartRecovery')]).toEqual(['PLANNED', false]);
  const completed = jobCompleted(first, [A]);
  // then: its turn has come, after another inspection of its server
  const again = answer(completed, 'Inspect', () => ({
    type: 'Inspected',
    servers: [healthy(B)],
    lookedAt: completed.now,
  }));
  expect([again.drill.launches[2]?.state, isOpen(again, 'StartRecovery')]).toEqual(['REQUESTED', true]);
});
