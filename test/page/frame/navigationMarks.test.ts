import { describe, expect, test } from 'vitest';
import type { DrillSummary, Lever } from '../../../src/page/api/client.ts';
import { leaksMark, leverMark } from '../../../src/page/frame/navigationMarks.ts';

describe('the list of views', () => {
  test('says how many open drills leak, and nothing while none does', () => {
    const [leaking, clean, ended] = [summary('LEAKED'), summary('RUNNING'), summary('LEAKED', 'ENDED')];
    expect(leaksMark({ items: [leaking, clean, leaking, ended], isWhole: true })).toEqual({
      ...{ text: '2 drills', isBad: true },
    });
    expect(leaksMark({ items: [clean, ended], isWhole: true })).toBeUndefined();
    expect(leaksMark(undefined)).toBeUndefined();
  });

  test('says the strictest lever that is in force in any Region', () => {
    const [open, launches, frozen] = [lever('OPEN', false), lever('NO_LAUNCHES'), lever('FROZEN')];
    expect(leverMark([launches, frozen])).toEqual({ text: 'FROZEN', isBad: true });
    expect(leverMark([open, launches])).toEqual({ text: 'NO_LAUNCHES', isBad: false });
    expect(leverMark([open])).toBeUndefined();
    expect(leverMark(undefined)).toBeUndefined();
  });

  test('takes a lever that has expired for an open one', () => {
    expect(leverMark([lever('FROZEN', false)])).toBeUndefined();
  });
});

function summary(cleanup: DrillSummary['cleanup'], phase: DrillSummary['phase'] = 'TERMINATING'): DrillSummary {
  return { cleanup, phase } as DrillSummary;
}

function lever(state: Lever['state'], inForce = true): Lever {
  return { state, inForce, region: null } as Lever;
}
