import { afterEach, describe, expect, test, vi } from 'vitest';
import { decideOn } from '../../src/drill/decide.ts';
import { draftOf } from '../../src/drill/evolve.ts';
import type { Input } from '../../src/drill/inputs.ts';
import { holding as rules } from '../../src/drill/phases/hold.ts';
import { record } from '../../src/drill/step.ts';
import { ended, holding, jobCompleted, launching, starting, terminating, validating } from './chapters.ts';
import { type Story, server } from './given.ts';

afterEach(() => vi.restoreAllMocks());

const PHASES: [string, () => Story][] = [
  ['VALIDATING', () => validating()],
  ['LAUNCHING', () => launching()],
  ['LAUNCHING, requested', () => starting()],
  ['VERIFYING', () => jobCompleted(launching(), [server(1)])],
  ['HOLDING', () => holding()],
  ['TERMINATING', () => terminating()],
  ['ENDED', () => ended()],
];

describe('a request that is refused', () => {
  test.each(PHASES)('leaves the draft unchanged in %s', (_phase, publish) => {
    const { drill, now: at } = publish();
    const by = 'operator';
    const requests: Input[] = [
      { type: 'CancelRequested', at, by, reason: 'enough' },
      { type: 'HoldUntilRequested', at, by, holdUntil: at - 1 },
      { type: 'HoldUntilRequested', at, by, holdUntil: at + 1_000_000_000_000 },
      { type: 'HoldEndRequested', at, by },
      { type: 'LeakAcknowledged', at, by, reason: 'seen' },
    ];
    let refused = 0;
    for (const wanted of requests) {
      const draft = draftOf(drill);
      if (!('refused' in decideOn(draft, wanted))) continue;
      refused += 1;
      expect(draft, wanted.type).toEqual(drill);
    }
    expect(refused).toBeGreaterThan(0);
  });

  test('after something was recorded of it is a bug, and throws', () => {
    // given
    const { drill, now: at } = holding();
    vi.spyOn(rules, 'handle').mockImplementation((step) => {
      record(step, { type: 'HoldEnded', by: 'operator' });
      return { status: 409, code: 'not-holding', message: 'No.' };
    });
    // when
    const decided = () => decideOn(draftOf(drill), { type: 'HoldEndRequested', at, by: 'operator' });
    // then
    expect(decided).toThrow('HoldEndRequested was refused after something was recorded of it');
  });
});
