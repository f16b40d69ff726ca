import {
  DescribeJobLogItemsCommand,
  DescribeJobsCommand,
  DescribeRecoverySnapshotsCommand,
  DescribeSourceServersCommand,
  TerminateRecoveryInstancesCommand,
} from '@aws-sdk/client-drs';
import type { InMemoryClient } from '../src/simulator/aws/inProcessClients.ts';
import {
  IDS_PER_CALL_MAX,
  instancesOf,
  jobIdOf,
  jobsOf,
  launchesSeen,
  partsOf,
  SERVERS_PER_JOB_MAX,
  startJobs,
} from './polling.ts';
import type { Shape } from './shape.ts';
import {
  type BenchWorld,
  createBenchWorld,
  type Recorded,
  type Running,
  run,
  runLambda,
  runWorld,
  type Task,
} from './world.ts';

/**
 * Contestant "orchestrator": a Step Functions state machine like those published for DRS (aws-samples/drs-tools,
 * drs-plan-automation, and later ones). For each wave a function starts the jobs. Then the machine waits 30 s and a
 * function looks, repeatedly.
 *
 *   Validate → (StartWave → (Wait30 → LookAtJobs)… → Details)…
 *   → Hold → Terminate → (Wait30 → LookAtJobs)… → Confirm → Done
 *
 * A look that finds the job running is a caught error that leads back to the wait, without a Choice state: two states
 * per look. Published machines make 62 to 74 DRS calls, 96 to 125 state transitions and 32 to 95 Lambda invocations for
 * a 15 min launch, 60 min hold and 10 min termination of one server. This one is within all three ranges
 * (test/bench/baselines.test.ts counts by hand).
 */
export async function runOrchestrator(shape: Shape, seed: number, eventsLost: number): Promise<BenchWorld> {
  const world = createBenchWorld(shape, seed, eventsLost, () => undefined);
  for (const task of world.drills)
    world.tasks.at(task.startAt, () => run(world, task.drillId, world.counts, (on) => machine(world, task, on)));
  await runWorld(world);
  return world;
}

const WAIT_SECONDS = 30;

async function machine(world: BenchWorld, { drillId, site, waves }: Task, on: Running): Promise<void> {
  const recorded = world.records.get(drillId);
  if (recorded === undefined) throw new Error(`${drillId} has no record`);
  const states = statesOf(world, on, site);
  const all = waves.flat();
  await states.task('validate', (drs) => validate(drs, all));
  const instanceIds: string[] = [];
  for (const wave of waves) {
    const jobIds = await states.task('startWave', (drs) => startJobs(drs, wave));
    await untilCompleted(states, jobIds, recorded);
    instanceIds.push(...(await states.task('details', (drs) => details(drs, wave, jobIds))));
  }
  recorded.holdEndsAt = on.now() + world.shape.holdSeconds * 1000;
  await states.wait(world.shape.holdSeconds);
  const jobIds = await states.task('terminate', (drs) => terminate(drs, all, instanceIds, recorded, on));
  await untilCompleted(states, jobIds);
  await states.task('confirm', (drs) => instancesOf(drs, all));
  await states.pass();
  for (const id of all) recorded.gone.set(id, on.now());
  recorded.endedAt = on.now();
  recorded.outcome = 'over';
}

interface States {
  task<Value>(name: string, work: (drs: InMemoryClient) => Promise<Value>): Promise<Value>;
  wait(seconds: number): Promise<void>;
  pass(): Promise<void>;
  now(): number;
}

/** Each state entered is a transition, and each task a Lambda invocation. */
function statesOf(world: BenchWorld, on: Running, site: Task['site']): States {
  const enter = async () => {
    world.counts.states += 1;
    await on.takes('state');
  };
  return {
    now: on.now,
    pass: enter,
    task: async (name, work) => {
      await enter();
      const { promise, resolve } = Promise.withResolvers<Awaited<ReturnType<typeof work>>>();
      runLambda(world, name, world.counts, async (inside) => resolve(await work(inside.clients(site).drs)));
      return promise;
    },
    wait: async (seconds) => {
      await enter();
      await on.sleeps(seconds);
    },
  };
}

async function untilCompleted(states: States, jobIds: string[], recorded?: Recorded): Promise<void> {
  for (let isCompleted = false; !isCompleted; ) {
    await states.wait(WAIT_SECONDS);
    const jobs = await states.task('lookAtJobs', (drs) => jobsOf(drs, jobIds));
    if (recorded !== undefined) launchesSeen(recorded, jobs, states.now());
    isCompleted = jobs.every(({ status }) => status === 'COMPLETED');
  }
}

/** Checks that the servers exist, have a recovery point and no instance, and that no job is open. */
async function validate(drs: InMemoryClient, all: string[]): Promise<void> {
  for (const sourceServerIDs of partsOf(all, IDS_PER_CALL_MAX))
    await drs.send(new DescribeSourceServersCommand({ filters: { sourceServerIDs } }));
  await drs.send(new DescribeJobsCommand({}));
  await instancesOf(drs, all);
  for (const sourceServerID of all) await drs.send(new DescribeRecoverySnapshotsCommand({ sourceServerID }));
}

/** Reads the launched instances, their recovery points and the job's log. */
async function details(drs: InMemoryClient, wave: string[], jobIds: string[]): Promise<string[]> {
  for (const jobID of jobIds) await drs.send(new DescribeJobLogItemsCommand({ jobID }));
  for (const sourceServerID of wave) await drs.send(new DescribeRecoverySnapshotsCommand({ sourceServerID }));
  return instancesOf(drs, wave);
}

async function terminate(
  drs: InMemoryClient,
  all: string[],
  known: string[],
  recorded: Recorded,
  on: Running,
): Promise<string[]> {
  const listed = await instancesOf(drs, all);
  const jobIds: string[] = [];
  recorded.terminateAt = on.now();
  for (const recoveryInstanceIDs of partsOf([...new Set([...known, ...listed])], SERVERS_PER_JOB_MAX))
    jobIds.push(jobIdOf(await drs.send(new TerminateRecoveryInstancesCommand({ recoveryInstanceIDs }))));
  return jobIds;
}
