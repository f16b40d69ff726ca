import { expect, test } from 'vitest';
import { jobCompleted, launching, leakReported, terminating, unproven, verified } from '../chapters.ts';
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

test('a leak is reported with what AWS says now, not with an answer of hours ago', () => {
  // given
  const ending = wake(verified(jobCompleted(launching([[A]]), [A])), 30 * MINUTE);
  const refused = { type: 'EffectFailed', kind: 'DENIED', message: 'no' } as const;
  const suspected = wake(
    answer(ending, 'Terminate', () => refused),
    181 * MINUTE,
  );
  expect(suspected.facts.map(({ type }) => type)).not.toContain('LeakReported');
  // when
  const looked = answer(suspected, 'LookIntoLeak', () => ({
    type: 'LeakLookedInto',
    servers: [{ sourceServerId: A, isProtected: true }],
  }));
  // then
  expect(looked.facts).toContainEqual({
    type: 'LeakReported',
    sourceServerIds: [A],
    why: { [A]: { isProtected: true } },
    refused: 'no',
  });
});

test('a leak is reported without its reason when AWS does not answer for ten minutes', () => {
  const ending = wake(verified(jobCompleted(launching([[A]]), [A])), 30 * MINUTE);
  const refused = { type: 'EffectFailed', kind: 'DENIED', message: 'no' } as const;
  const suspected = wake(
    answer(ending, 'Terminate', () => refused),
    181 * MINUTE,
  );
  expect(wake(suspected, 9 * MINUTE).facts).not.toContainEqual(expect.objectContaining({ type: 'LeakReported' }));
  expect(wake(suspected, 10 * MINUTE).facts).toContainEqual({
    type: 'LeakReported',
    sourceServerIds: [A],
    refused: 'no',
  });
});

test('a leak ends when an operator acknowledges it, and the drill is not CLEAN', () => {
  const leaked = unproven(leakReported(unproven(terminating(), A)), A);
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
