import { describe, expect, test } from 'vitest';
import { launchActionCheckView } from '../../../src/api/views/launchActionCheckView.ts';
import type { Drill } from '../../../src/drill/drill.ts';
import { aDrill } from '../../builders.ts';

const NONE = { succeeded: 0, failed: 0, open: 0 };
const expected = { required: 2, optional: 0 };
const stateOf = (servers: Drill['servers'], phase: 'HOLDING' | 'ENDED' = 'HOLDING') =>
  launchActionCheckView(aDrill({ servers, phase }))[0]?.state;

describe('post-launch actions as a check', () => {
  test('are not shown when no server has any', () => {
    expect(launchActionCheckView(aDrill({ servers: { a: { wave: 0 } } }))).toEqual([]);
  });

  test('run until all required ones have succeeded, and then pass', () => {
    const done = { ...expected, reported: { required: { ...NONE, succeeded: 2 }, optional: NONE } };
    expect(stateOf({ a: { wave: 0, actions: done }, b: { wave: 0, actions: expected } })).toBe('RUNNING');
    expect(stateOf({ a: { wave: 0, actions: done }, b: { wave: 0, actions: done } })).toBe('PASSED');
    expect(stateOf({ a: { wave: 0, actions: done }, b: { wave: 0, actions: expected } }, 'ENDED')).toBe('NOT_RUN');
  });

  test('fail with the first that failed, and name the server', () => {
    const failed = {
      ...expected,
      reported: { required: { ...NONE, failed: 1 }, optional: NONE },
      failure: 'Agent: no',
    };
    const [check] = launchActionCheckView(aDrill({ servers: { a: { wave: 0, actions: failed } } }));
    expect(check).toMatchObject({ state: 'FAILED', failures: [{ sourceServerId: 'a', because: 'Agent: no' }] });
  });
});
