import { sumOf } from './counts.ts';
import { rivalOf } from './goals.ts';
import type { Lags, Spread } from './lags.ts';
import { LATENCIES, type Latency, SCHEDULER } from './latency.ts';
import { figure } from './markdown.ts';
import { PRICES } from './prices.ts';
import type { Run } from './runs.ts';
import type { Table } from './section.ts';

/** What the runs have shown, for people. */
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
    title: 'Calls to DRS of one drill, and how many times the floor’s, polling’s and the orchestrator’s',
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
    title: 'What one drill uses, and what a thousand cost in US dollars without EC2',
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
  launchedWithout: 'launched, without',
  launchConfirmed: 'launch confirmed by a look',
  completedJob: 'job over',
  goneByEvent: 'gone, by event',
  goneWithout: 'gone, without',
};

function lagTable(runs: Run[]): Table {
  return {
    title: 'Lag from the moment the world changed to the moment the record says so: mean / p95 / max seconds',
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
      'After the hold’s end: seconds until the terminate call, and that an instance was still there (mean / p95 / max)',
    head: ['drills', 'events lost', 'by', 'hold overrun', 'instance seconds beyond the hold'],
    rows: runs.map((run) => [...named(run), run.contestant, spread(run.lags.holdOverrun), spread(run.lags.beyondHold)]),
  };
}

/** What a deployment does whether or not anything is drilled; the alternatives have nothing of the kind. */
function clockworkTable(runs: Run[]): Table {
  return {
    title:
      'Not in the figures above: sweep (each minute) and guard (each 5 minutes) while the drills ran, whatever is drilled',
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
    title: 'The model of latency, in milliseconds',
    head: ['what', 'quantiles', 'source'],
    rows: [...rows, ['a schedule', SCHEDULER, 'facts of the service']],
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
