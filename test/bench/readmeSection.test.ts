import { expect, test } from 'vitest';
import { noCounts } from '../../bench/counts.ts';
import type { Lags, Spread } from '../../bench/lags.ts';
import { readmeSection } from '../../bench/readmeSection.ts';
import type { Run } from '../../bench/runs.ts';
import { shapeOfServers } from '../../bench/shape.ts';

test('a size has one row, and lost events a figure of their own where it differs by more than 5 %', () => {
  // when
  const rows = rowsOf([run({}), run({ eventsLost: 0.1, drsCalls: 104, dollarsPerThousand: 2.2 })]);
  // then
  expect(rows).toHaveLength(2);
  expect(rows[0]).toBe('| 1 drill of 20 servers | 100 | 2 | 100 | 100 | 2 (2.20) | 2 |');
});

test('the lag without an event is that of the events that were lost', () => {
  const losing = { ...lagsOf(3), launchedWithout: spread(60) };
  expect(rowsOf([run({}), run({ eventsLost: 0.1, lags: losing })])[1]).toMatch(/\| 3 \| 60 \|/);
});

test('processor times stay out of the README', () => {
  const table = { title: 'Drills of one server', head: ['ms per drill'], rows: [['0.79']] };
  const goals = [{ sentence: 'slow', limit: 1, measured: 2, met: false }];
  const processor = { name: 'processor', title: 'CPU time', tables: [table], data: {}, goals };
  const section = readmeSection({ seed: 1, quick: false, sections: [processor] });
  expect(section).not.toMatch(/0\.79|slow/);
});

function rowsOf(ours: Run[]): string[] {
  const data = [...ours, run({ contestant: 'polling' }), run({ contestant: 'orchestrator' })];
  const contestants = { name: 'contestants', title: '', tables: [], data, goals: [] };
  const lines = readmeSection({ seed: 1, quick: false, sections: [contestants] }).split('\n');
  return lines.filter((line) => line.startsWith('| 1 drill of 20 servers'));
}

function run(changes: Partial<Run>): Run {
  return {
    contestant: 'ours',
    shape: shapeOfServers(20),
    eventsLost: 0,
    drsCalls: 100,
    ec2Calls: 0,
    lambdaRuns: 0,
    dollarsPerThousand: 2,
    dollarsBy: {},
    counts: noCounts(),
    clockwork: { calls: {}, runs: {}, readUnits: 0, writeUnits: 0 },
    floor: {},
    floorCalls: 50,
    lags: lagsOf(3),
    ...changes,
  };
}

function lagsOf(p95: number): Lags {
  const [some, none] = [spread(p95), { ...spread(0), count: 0 }];
  return {
    launchedByEvent: some,
    launchedSinceEvent: some,
    launchedWithout: none,
    launchConfirmed: some,
    completedJob: some,
    goneByEvent: some,
    goneWithout: none,
    holdOverrun: some,
    beyondHold: some,
  };
}

function spread(p95: number): Spread {
  return { count: 20, mean: p95, p95, max: p95 };
}
