import { describe, expect, test } from 'vitest';
import { OUTCOMES, weeklyBars, weeklySheet } from '../../../src/page/trends/countedBars.ts';
import { hoursSheet } from '../../../src/page/trends/hours.ts';
import { dailyPoints, dailySheet, measuredDays, planSheet, RECOVERY_TIMES } from '../../../src/page/trends/measures.ts';
import { overrunSentence } from '../../../src/page/trends/overrunSentence.ts';
import { planBars, shownPlans } from '../../../src/page/trends/planBars.ts';
import { hoursText, rateText, totalsOf } from '../../../src/page/trends/totals.ts';
import { ofWorld, shownWorld, worldsOf } from '../../../src/page/trends/worlds.ts';
import { aDay, around, NOTHING, outcomes } from './statistics.ts';

const SECONDS = { title: 'Seconds', seconds: 1 };
const UNMEASURED = { recoveryTimeSeconds: NOTHING, recoveryTimeAtLeastSeconds: NOTHING };

describe('counts by week', () => {
  const failed = { drills: { total: 2, byOutcome: outcomes({ FAILED: 2 }), leftOut: 0 } };
  const days = [aDay('2026-11-30'), aDay('2026-12-02', failed), aDay('2026-11-29')];
  const weeks = ['2026-11-23', '2026-11-30'];

  test('the days of a week are added up by outcome', () => {
    const bars = weeklyBars(OUTCOMES, weeks, days);
    expect(bars[0]?.data.map(({ y }) => y)).toEqual([1, 1]);
    expect(bars[1]?.data.map(({ y }) => y)).toEqual([0, 2]);
  });

  test('the table has the numbers of the chart', () => {
    const { columns, rows } = weeklySheet(OUTCOMES, weeks, days);
    expect(columns.slice(0, 3)).toEqual(['Week from Monday', 'PASSED', 'FAILED']);
    expect(rows[1]).toEqual(['2026-11-30', 1, 2, 0, 0, 0, 0, 3]);
  });
});

describe('measures by day', () => {
  test('a day without a measure has no point, and is not drawn as 0', () => {
    const days = [aDay('2026-11-30'), aDay('2026-11-29', UNMEASURED)];
    expect(measuredDays(RECOVERY_TIMES, days).map(({ key }) => key)).toEqual(['2026-11-30']);
    for (const series of RECOVERY_TIMES) expect(dailyPoints(series, days, SECONDS)).toHaveLength(1);
    expect(dailySheet(RECOVERY_TIMES, days).rows).toHaveLength(1);
  });

  test('a day of which only the upper bound is known says that the lower one was not measured', () => {
    const days = [aDay('2026-11-30', { recoveryTimeAtLeastSeconds: NOTHING })];
    expect(dailySheet(RECOVERY_TIMES, days).rows[0]).toEqual([
      ...['2026-11-30', '20 min', 'not measured', '10 min', 'not measured'],
    ]);
  });

  test('instance hours have both bounds', () => {
    const { rows } = hoursSheet(['2026-11', '2026-12'], [aDay('2026-11-30'), aDay('2026-11-01')]);
    expect(rows).toEqual([
      ['2026-11', 2, '4', '6'],
      ['2026-12', 0, '0', '0'],
    ]);
  });

  test('the hold overrun is said against what is promised', () => {
    const late = aDay('2026-11-29', { holdOverrunSeconds: around(1000) });
    expect(overrunSentence([aDay('2026-11-30'), late])).toBe(
      'On 1 of 2 days with terminations DRS accepted every one within 15 minutes; the longest took 33 min 20 s.',
    );
    expect(overrunSentence([aDay('2026-11-30', { holdOverrunSeconds: around(3) })])).toBe(
      'On the one day with terminations DRS accepted every one within 15 minutes; the longest took 6 s.',
    );
    expect(overrunSentence([aDay('2026-11-30', { holdOverrunSeconds: NOTHING })])).toBe('No termination was measured.');
  });
});

describe('recovery plans', () => {
  const slow = aDay('payments', { recoveryTimeSeconds: around(900) });

  test('the plan with the longest time comes first, and one without a measure is left out', () => {
    const shown = shownPlans([aDay('hr'), slow, aDay('new', UNMEASURED)], 'TIME');
    expect(shown.map(({ key }) => key)).toEqual(['payments', 'hr']);
  });

  test('details and table have both bounds', () => {
    expect(planBars([slow], 'TIME').details('payments', 'p50')).toBe('between 9 min and 15 min');
    expect(planSheet([slow]).rows[0]?.slice(3, 5)).toEqual(['between 9 min and 15 min', 'between 18 min and 30 min']);
  });
});

describe('worlds', () => {
  const days = [aDay('1', { world: 'SIMULATED' }), aDay('2'), aDay('3', { world: null })];

  test('real and simulated drills are not added up', () => {
    expect(worldsOf(days)).toEqual(['REAL', 'SIMULATED']);
    expect(ofWorld(days, 'REAL').map(({ key }) => key)).toEqual(['2', '3']);
  });

  test('AWS itself is shown first, unless the address says otherwise', () => {
    expect(shownWorld(days, null)).toBe('REAL');
    expect(shownWorld(days, 'SIMULATED')).toBe('SIMULATED');
    expect(shownWorld(days, 'UNKNOWN')).toBe('REAL');
    expect(shownWorld([], 'REAL')).toBeUndefined();
  });
});

describe('the range as a whole', () => {
  test('stopped servers count in no pass rate, and undecided objectives in no rate', () => {
    const day = aDay('2026-11-30', {
      ...{ trials: 5, passed: 2, stopped: 2 },
      objectives: { MET: 1, MISSED: 1, UNDECIDED: 7 },
    });
    expect(totalsOf([day])).toMatchObject({
      serversPassed: 2,
      serversJudged: 3,
      objectivesMet: 1,
      objectivesDecided: 2,
    });
  });

  test('a rate is never rounded up to all', () => {
    expect([rateText(1999, 2000), rateText(2, 2), rateText(0, 0)]).toEqual([
      ...['1,999 of 2,000 (99.9 %)', '2 of 2 (100 %)', 'none'],
    ]);
  });

  test('hours are said with both bounds unless they are the same', () => {
    expect([hoursText(1.25, 12.34), hoursText(5, 5)]).toEqual(['between 1.25 and 12.3', '5']);
  });
});
