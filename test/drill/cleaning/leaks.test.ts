import { expect, test } from 'vitest';
import { jobCompleted, launching, terminating, unproven, verified } from '../chapters.ts';
import { answer, instance, lastRequested, MINUTE, publish, server, T, wake } from '../given.ts';

const A = server(1);
const B = server(2);

test('what keeps an instance is recorded as AWS answers, and only the unanswered rest is asked about again', () => {
  // given
  const ending = wake(verified(jobCompleted(launching([[A, B]]), [A, B])), 30 * MINUTE);
  const refused = { type: 'EffectFailed', kind: 'DENIED', message: 'no' } as const;
  const leaked = wake(
    answer(ending, 'Terminate', () => refused),
    181 * MINUTE,
  );
  expect(lastRequested(leaked, 'LookIntoLeak').servers).toHaveLength(2);
  // when
  const half = answer(leaked, 'LookIntoLeak', () => ({
    type: 'LeakLookedInto',
    servers: [{ sourceServerId: A, isProtected: true }],
    missed: { kind: 'UNAVAILABLE', message: 'busy' },
  }));
  // then
  expect(half.drill.whyStanding).toEqual({ [A]: { isProtected: true } });
  expect(lastRequested(wake(half, MINUTE), 'LookIntoLeak').servers).toEqual([
    { sourceServerId: B, instanceId: instance(2) },
  ]);
});

test('a leak ends when an operator acknowledges it, and the drill is not CLEAN', () => {
  const leaked = unproven(wake(unproven(terminating(), A), 180 * MINUTE), A);
  const word = { type: 'LeakAcknowledged', by: 'operator', reason: 'looked myself' } as const;
  expect(publish(terminating(), { ...word, at: T + 60 * MINUTE }).refusal?.code).toBe('no-leak');
  const { drill } = publish(leaked, { ...word, at: leaked.now });
  expect([drill.phase, drill.outcome, drill.cleanup, drill.servers[A]?.gone]).toEqual([
    'ENDED',
    'FAILED',
    'LEAKED',
    'ACKNOWLEDGED',
  ]);
});
