import { describe, expect, test } from 'vitest';
import { sumOf } from '../../bench/counts.ts';
import { floorOf } from '../../bench/floor.ts';
import { exponentOf } from '../../bench/growth.ts';
import { runOne } from '../../bench/runs.ts';
import { shapeOfServers } from '../../bench/shape.ts';

/** 15 minutes to launch, an hour to hold, 10 minutes to terminate. */
const ONE_SERVER = shapeOfServers(1);

describe('polling', () => {
  test('for one server makes the calls of the written procedure', async () => {
    // when
    const { counts } = await runOne('polling', ONE_SERVER, 1, 0);
    // then: the job ends 2 to 5 s after 900, at the 30th or 31st look, and the termination at the 20th to 22nd
    const { 'drs:DescribeJobs': looks = 0, ...others } = counts.calls;
    expect(looks).toBe(30 + 21);
    expect(others).toEqual({
      'drs:DescribeSourceServers': 1,
      'drs:StartRecovery': 1,
      // DRS did not list the instance yet when the job ended.
      'drs:DescribeRecoveryInstances': 2,
      'drs:DescribeRecoverySnapshots': 1,
      'drs:TerminateRecoveryInstances': 1,
    });
  });
});

describe('the orchestrator', () => {
  test('for one server matches published state machines', async () => {
    // when
    const { counts, drsCalls } = await runOne('orchestrator', ONE_SERVER, 1, 0);
    // then: looks every 30.3 s, 30 until the launch has ended and 21 until the termination has
    const looks = 30 + 21;
    // Validate, StartWave, Details, Hold, Terminate, Confirm, Done; each look is a wait and a task.
    expect(counts.states).toBe(7 + 2 * looks);
    // Validate, StartWave, Details, Terminate, Confirm
    expect(sumOf(counts.runs)).toBe(5 + looks);
    // Validate 4 (servers, jobs, instances, points), StartWave 1, Details 3 (log, points, instances), Terminate 2,
    // Confirm 1
    expect(drsCalls).toBe(11 + looks);
    expect([drsCalls >= 62 && drsCalls <= 74, counts.states >= 96 && counts.states <= 125]).toEqual([true, true]);
    expect(sumOf(counts.runs) >= 32 && sumOf(counts.runs) <= 95).toBe(true);
  });
});

describe('the floor', () => {
  test('for one server in one wave is twelve calls', () => {
    // before: servers, configuration, points, instances, jobs; then StartRecovery;
    // after: jobs, log, instances, points; end: jobs, termination
    expect(sumOf(floorOf({ servers: 1, waves: 1 }))).toBe(5 + 1 + 4 + 2);
  });

  test('for 250 servers in two waves of 125', () => {
    expect(floorOf({ servers: 250, waves: 2 })).toEqual({
      'drs:DescribeSourceServers': 2,
      'drs:GetLaunchConfiguration': 250,
      'drs:DescribeRecoverySnapshots': 500,
      // two lists of 200 and 50 before, one list per wave after
      'drs:DescribeRecoveryInstances': 2 + 2,
      // before, after each wave, and right before each termination
      'drs:DescribeJobs': 1 + 2 + 3,
      // 100 and 25 servers per wave
      'drs:StartRecovery': 4,
      'drs:DescribeJobLogItems': 4,
      'drs:TerminateRecoveryInstances': 3,
    });
  });
});

test('a count that doubles with the size grows with exponent 1, a constant count with 0', () => {
  expect(
    exponentOf([
      [1, 3],
      [2, 6],
      [8, 24],
    ]),
  ).toBeCloseTo(1);
  expect(
    exponentOf([
      [1, 5],
      [10, 5],
      [100, 5],
    ]),
  ).toBeCloseTo(0);
});
