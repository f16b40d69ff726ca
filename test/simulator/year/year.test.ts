import { afterEach, describe, expect, test, vi } from 'vitest';
import { sim } from '../../../src/simulator/sim/sim.ts';
import { exceededBounds } from '../../../src/simulator/year/judgeYear.ts';
import { runYear } from '../../../src/simulator/year/year.ts';
import { YEAR } from '../../../src/simulator/year/yearPlan.ts';

const BOUNDS = '../../../src/drill/bounds.ts';

/** Twenty nights with thirty servers take six nights for a first pass when nothing goes wrong. */
const SHORT = { ...YEAR, nights: 20, servers: 30, withinNights: 12 };

afterEach(() => {
  vi.doUnmock(BOUNDS);
  vi.resetModules();
});

describe('drills that repeat every night without people', { timeout: 120_000 }, () => {
  test('prove every server again and again, and leave nothing, whatever goes wrong', async () => {
    // given
    const lines: string[] = [];
    const options = ['--year', '--nights', '20', '--servers', '30', '--within', '12', '--json'];
    // when
    const status = await sim(options, (line) => lines.push(line));
    // then
    const year = JSON.parse(lines.join('\n'));
    expect(year).toMatchObject({ exceeded: [], violations: [], unproved: [], forgotten: [], instancesLeft: 0 });
    expect(year).toMatchObject({ emptyNights: 0, humanActs: {}, trials: 100 });
    expect(year.incidentsInDrills).toBeGreaterThan(10);
    expect(year.kills).toBeGreaterThan(3);
    expect(status).toBe(0);
  });

  test('fail when the bound is too narrow for the fleet, and say so', async () => {
    // given
    const lines: string[] = [];
    // when
    const status = await sim(['--year', '--nights', '4', '--servers', '30', '--within', '3'], (line) =>
      lines.push(line),
    );
    // then
    expect(status).toBe(1);
    expect(lines).toContainEqual(expect.stringMatching(/^EXCEEDED: 1\d servers were never proved$/));
  });

  test('give the same report for the same seed', async () => {
    const few = { ...SHORT, nights: 4 };
    expect(await runYear(few)).toEqual(await runYear(few));
  });

  test('with a random sample they leave servers out for too long, and the run fails', async () => {
    // given
    const random = { ...SHORT, by: 'RANDOM' as const };
    // when
    const exceeded = exceededBounds(await runYear(random));
    // then
    expect(exceeded).toContainEqual(expect.stringMatching(/never proved|not proved again/));
  });

  test('prove the other servers although five never launch', async () => {
    expect(exceededBounds(await runYear({ ...SHORT, neverLaunching: 5 }))).toEqual([]);
  });

  test('without a rest after a failure, five broken servers take every night', async () => {
    // given
    vi.doMock(BOUNDS, async (load) => ({ ...(await load<object>()), RETEST_AFTER_SECONDS: 0 }));
    vi.resetModules();
    const { runYear: runWithoutRest } = await import('../../../src/simulator/year/year.ts');
    // when
    const exceeded = exceededBounds(await runWithoutRest({ ...SHORT, neverLaunching: 5 }));
    // then
    expect(exceeded).toEqual([expect.stringMatching(/not proved again for 1\d nights/)]);
  });
});
