import { expect, test } from 'vitest';
import { terminating, unproven } from '../chapters.ts';
import { MINUTE, publish, server, T, wake } from '../given.ts';

const A = server(1);

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
