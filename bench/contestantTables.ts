import { sumOf } from './counts.ts';
import { rivalOf } from './goals.ts';
import type { Lags, Spread } from './lags.ts';
import { LATENCIES, type Latency, SCHEDULER } from './latency.ts';
import { figure } from './markdown.ts';
import { PRICES } from './prices.ts';
import type { Run } from './runs.ts';
import type { Table } from './section.ts';

/** The results of the runs as tables. */
export function tablesOf(runs: Run[]): Table[] {
  return [
    callTable(runs),
    costTable(runs),
    operationTable(runs),
    lagTable(runs),
    overrunTable(runs),
    clockworkTable(runs),
    latencyTable(),
    priceTable(),
  ];
}

function callTable(runs: Run[]): Table {
  return {
    title: 'DRS calls of one drill, with ratios to the floor, polling and the orchestrator',
    head: [
      'drills',
      'events lost',
      'ours',
      'floor',
      'polling',
      'orchestrator',
      'ours ÷ floor',
      'polling ÷ ours',
      'orchestrator ÷ ours',
    ],
    rows: oursIn(runs).map((run) => {
      const [polling, orchestrator] = [
        rivalOf(runs, run, 'polling').drsCalls,
        rivalOf(runs, run, 'orchestrator').drsCalls,
      ];
      const ratios = [run.drsCalls / run.floorCalls, polling / run.drsCalls, orchestrator / run.drsCalls];
      return [...named(run), ...[run.drsCalls, run.floorCalls, polling, orchestrator, ...ratios].map(figure)];
    }),
  };
}

function costTable(runs: Run[]): Table {
  return {
    title: 'AWS usage of one drill, and the cost of a thousand in US dollars without EC2',
    head: [
      'drills',
      'events lost',
      'by',
      'EC2 calls',
      'Lambda runs',
      'states',
      'write units',
      'read units',
      'queue',
      'schedules',
      'bus',
      '$ per 1,000',
      'ours ÷ orchestrator',
    ],
    rows: runs.map((run) => {
      const { states, writeUnits, readUnits, queueRequests, schedules, busEvents } = run.counts;
      const used = [run.ec2Calls, run.lambdaRuns, states, writeUnits, readUnits, queueRequests, schedules, busEvents];
      const ratio =
        run.contestant === 'ours'
          ? figure(run.dollarsPerThousand / rivalOf(runs, run, 'orchestrator').dollarsPerThousand)
          : '';
      return [...named(run), run.contestant, ...used.map(figure), figure(run.dollarsPerThousand), ratio];
    }),
  };
}

function operationTable(runs: Run[]): Table {
  const names = [...new Set(runs.flatMap(({ counts }) => Object.keys(counts.calls)))].sort();
  return {
    title: 'Calls of one drill by operation',
    head: ['drills', 'events lost', 'by', ...names.map((name) => name.split(':')[1] ?? name)],
    rows: runs.map((run) => [
      ...named(run),
      run.contestant,
      ...names.map((name) => figure(run.counts.calls[name] ?? 0)),
    ]),
  };
}

const LAGS: Partial<Record<keyof Lags, string>> = {
  launchedByEvent: 'launched, by event',
  launchedSinceEvent: '… since DRS sent it',
  launchedWithout: 'launched, without event',
  launchConfirmed: 'launch confirmed by a look',
  completedJob: 'job ended',
  goneByEvent: 'gone, by event',
  goneWithout: 'gone, without event',
};

function lagTable(runs: Run[]): Table {
  return {
    title: 'Lag from a change in AWS until the record says so: mean / p95 / max seconds',
    head: ['drills', 'events lost', 'by', ...Object.values(LAGS)],
    rows: runs.map((run) => [
      ...named(run),
      run.contestant,
      ...Object.keys(LAGS).map((name) => spread(run.lags[name as keyof Lags])),
    ]),
  };
}

function overrunTable(runs: Run[]): Table {
  return {
    title:
      'After the end of the hold: seconds until the terminate call, and until the instance was gone (mean / p95 / max)',
    head: ['drills', 'events lost', 'by', 'hold overrun', 'instance seconds beyond the hold'],
    rows: runs.map((run) => [...named(run), run.contestant, spread(run.lags.holdOverrun), spread(run.lags.beyondHold)]),
  };
}

/** What a deployment does whether or not there are drills. The alternatives have no equivalent. */
function clockworkTable(runs: Run[]): Table {
  return {
    title:
      'Not in the figures above: sweep (every minute) and guard (every 5 minutes), which run with or without drills',
    head: ['drills', 'events lost', 'runs', 'DescribeJobs', 'read units', 'write units'],
    rows: oursIn(runs).map((run) => {
      const { runs: functions, calls, readUnits, writeUnits } = run.clockwork;
      return [...named(run), ...[sumOf(functions), calls['drs:DescribeJobs'] ?? 0, readUnits, writeUnits].map(figure)];
    }),
  };
}

function latencyTable(): Table {
  const rows = Object.values(LATENCIES).map(({ what, source, quantiles }: Latency) => {
    return [what, quantiles.map(([share, milliseconds]) => `p${share * 100} ${milliseconds}`).join(', '), source];
  });
  return {
    title: 'The latency model, in milliseconds',
    head: ['what', 'quantiles', 'source'],
    rows: [...rows, ['a schedule', SCHEDULER, 'documented by AWS']],
  };
}

function priceTable(): Table {
  const rows = Object.entries(PRICES).map(([what, { dollars, source }]) => [what, String(dollars), source]);
  return { title: 'Prices, us-east-1', head: ['what', '$', 'source and date'], rows };
}

function oursIn(runs: Run[]): Run[] {
  return runs.filter(({ contestant }) => contestant === 'ours');
}

function named({ shape, eventsLost, contestant }: Run): string[] {
  return [shape.name, contestant === 'ours' ? `${eventsLost * 100} %` : '–'];
}

function spread({ count, mean, p95, max }: Spread): string {
  return count === 0 ? '–' : [mean, p95, max].map(figure).join(' / ');
}
