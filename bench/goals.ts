import { exponentOf } from './growth.ts';
import type { Lags, Spread } from './lags.ts';
import type { Run } from './runs.ts';
import { atLeast, atMost, type Goal } from './section.ts';

/** The goals for calls, lag, cost and growth, judged by the worst size. */
export function goalsOf(runs: Run[]): Goal[] {
  return [...callGoals(runs), ...lagGoals(runs), ...costGoals(runs), ...growthGoals(runs)];
}

/** A contestant's run with the same shape. Contestants that receive no events ran once. */
export function rivalOf(runs: Run[], { shape }: Run, contestant: Run['contestant']): Run {
  const found = runs.find((run) => run.contestant === contestant && run.shape.name === shape.name);
  if (found === undefined) throw new Error(`${contestant} did not run ${shape.name}`);
  return found;
}

function callGoals(runs: Run[]): Goal[] {
  const one = oneServer(runs);
  const [polling, orchestrator] = [rivalOf(runs, one, 'polling'), rivalOf(runs, one, 'orchestrator')];
  const jobs = ({ counts }: Run) => counts.calls['drs:DescribeJobs'] ?? 0;
  const overFloor = (eventsLost: number) => worst(ours(runs, eventsLost).map((run) => run.drsCalls / run.floorCalls));
  return [
    atMost('DRS calls over the floor, no event lost, at every size', overFloor(0), 1.25),
    atMost('DRS calls over the floor, 10 % of events lost, at every size', overFloor(0.1), 1.5),
    atLeast('one server: polling’s DescribeJobs over ours', jobs(polling) / jobs(one), 8),
    atLeast('one server: polling’s DRS calls over ours', polling.drsCalls / one.drsCalls, 3),
    atLeast('one server: the orchestrator’s DRS calls over ours', orchestrator.drsCalls / one.drsCalls, 4),
  ];
}

function lagGoals(runs: Run[]): Goal[] {
  const p95 = (name: keyof Lags) => worst(ours(runs).flatMap(({ lags }) => p95Of(lags[name])));
  return [
    atMost('p95 seconds until the record says “launched”, by event, since DRS sent it', p95('launchedSinceEvent'), 2),
    atMost(
      'the same since LAUNCH_END, including the delay before DRS sends the event, which the simulator assumes',
      p95('launchedByEvent'),
      2,
    ),
    atMost('p95 seconds until the record says “gone”, by event', p95('goneByEvent'), 2),
    atMost('p95 seconds until the record says “launched”, event lost', p95('launchedWithout'), 75),
    atMost('p95 seconds until the record says “gone”, event lost', p95('goneWithout'), 75),
    atMost('p95 seconds until the record says “job ended”', p95('completedJob'), 75),
  ];
}

function costGoals(runs: Run[]): Goal[] {
  const one = oneServer(runs);
  const rival = (run: Run) => rivalOf(runs, run, 'orchestrator').dollarsPerThousand;
  const ratio = worst(ours(runs).map((run) => run.dollarsPerThousand / rival(run)));
  return [
    atLeast('one server: the orchestrator’s cost over ours', rival(one) / one.dollarsPerThousand, 10),
    atMost('cost over the orchestrator’s, at every size', ratio, 1),
  ];
}

/** Growth over drills uses the totals of all drills, growth over servers those of one drill. */
function growthGoals(runs: Run[]): Goal[] {
  const measures = {
    'DRS calls': (run: Run) => run.drsCalls,
    'request units': ({ counts }: Run) => counts.readUnits + counts.writeUnits,
    cost: (run: Run) => run.dollarsPerThousand,
  };
  const quiet = ours(runs, 0);
  const overDrills = quiet.filter(({ shape }) => shape.name.startsWith('drills'));
  const overServers = quiet.filter((run) => !overDrills.includes(run));
  return Object.entries(measures).flatMap(([what, of]) => [
    atMost(
      `growth exponent over drills: ${what}`,
      exponentOf(overDrills.map((run) => [run.shape.drills, run.shape.drills * of(run)])),
      1.02,
    ),
    atMost(
      `growth exponent over servers: ${what}`,
      exponentOf(overServers.map((run) => [run.shape.servers, of(run)])),
      1.1,
    ),
  ]);
}

function ours(runs: Run[], eventsLost?: number): Run[] {
  return runs.filter((run) => run.contestant === 'ours' && (eventsLost === undefined || run.eventsLost === eventsLost));
}

function oneServer(runs: Run[]): Run {
  const [first] = ours(runs, 0);
  if (first === undefined || first.shape.servers !== 1) throw new Error('the first shape is one server');
  return first;
}

/** So few events have no meaningful 95th percentile. */
function p95Of({ count, p95 }: Spread): number[] {
  return count === 0 ? [] : [p95];
}

function worst(all: number[]): number {
  return Math.max(...all);
}
