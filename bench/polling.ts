import {
  DescribeJobsCommand,
  DescribeRecoveryInstancesCommand,
  DescribeRecoverySnapshotsCommand,
  DescribeSourceServersCommand,
  StartRecoveryCommand,
  TerminateRecoveryInstancesCommand,
} from '@aws-sdk/client-drs';
import type { InMemoryClient } from '../src/simulator/aws/inProcessClients.ts';
import type { Shape } from './shape.ts';
import { type BenchWorld, createBenchWorld, type Recorded, type Running, run, runWorld, type Task } from './world.ts';

/**
 * Contestant "polling": the usual written drill procedure (the DRS user guide's "Launching a drill instance",
 * walkthroughs and scripts based on it), run by a script: DescribeSourceServers, StartRecovery, DescribeJobs every 30 s
 * until the job has ended, DescribeRecoveryInstances, DescribeRecoverySnapshots for each server, a sleep for the hold,
 * TerminateRecoveryInstances, DescribeJobs every 30 s. It receives no events, checks only that the servers exist, and
 * takes the end of the job as proof of success.
 */
export async function runPolling(shape: Shape, seed: number, eventsLost: number): Promise<BenchWorld> {
  const world = createBenchWorld(shape, seed, eventsLost, () => undefined);
  for (const task of world.drills)
    world.tasks.at(task.startAt, () => run(world, task.drillId, world.counts, (on) => drill(world, task, on)));
  await runWorld(world);
  return world;
}

const POLL_SECONDS = 30;
/** DRS endpoints and quotas page: servers per job. */
export const SERVERS_PER_JOB_MAX = 100;
/** DRS API reference: ids per filter. */
export const IDS_PER_CALL_MAX = 200;

async function drill(world: BenchWorld, { drillId, site, waves }: Task, on: Running): Promise<void> {
  const { drs } = on.clients(site);
  const recorded = world.records.get(drillId);
  if (recorded === undefined) throw new Error(`${drillId} has no record`);
  const all = waves.flat();
  for (const sourceServerIDs of partsOf(all, IDS_PER_CALL_MAX))
    await drs.send(new DescribeSourceServersCommand({ filters: { sourceServerIDs } }));
  const instanceIds: string[] = [];
  for (const wave of waves) {
    const jobIds = await startJobs(drs, wave);
    await untilCompleted(drs, jobIds, on, (jobs) => launchesSeen(recorded, jobs, on.now()));
    instanceIds.push(...(await listedInstances(drs, wave, on)));
    for (const sourceServerID of wave) await drs.send(new DescribeRecoverySnapshotsCommand({ sourceServerID }));
  }
  recorded.holdEndsAt = on.now() + world.shape.holdSeconds * 1000;
  await on.sleeps(world.shape.holdSeconds);
  const jobIds: string[] = [];
  for (const recoveryInstanceIDs of partsOf(instanceIds, SERVERS_PER_JOB_MAX)) {
    recorded.terminateAt ??= on.now();
    jobIds.push(jobIdOf(await drs.send(new TerminateRecoveryInstancesCommand({ recoveryInstanceIDs }))));
  }
  await untilCompleted(drs, jobIds, on, () => undefined);
  for (const id of all) recorded.gone.set(id, on.now());
  recorded.endedAt = on.now();
  recorded.outcome = 'over';
}

/** A job in a DescribeJobs response. */
export interface JobView {
  jobID: string;
  status: string;
  participatingServers: { sourceServerID: string; launchStatus: string }[];
}

/** Calls StartRecovery for up to 100 servers per job. */
export async function startJobs(drs: InMemoryClient, wave: string[]): Promise<string[]> {
  const jobIds: string[] = [];
  for (const part of partsOf(wave, SERVERS_PER_JOB_MAX)) {
    const sourceServers = part.map((sourceServerID) => ({ sourceServerID }));
    jobIds.push(jobIdOf(await drs.send(new StartRecoveryCommand({ sourceServers, isDrill: true }))));
  }
  return jobIds;
}

export async function jobsOf(drs: InMemoryClient, jobIDs: string[]): Promise<JobView[]> {
  const { items } = await drs.send(new DescribeJobsCommand({ filters: { jobIDs } }));
  return items as JobView[];
}

/** The recovery instances that DRS lists for these servers. */
export async function instancesOf(drs: InMemoryClient, wave: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const sourceServerIDs of partsOf(wave, IDS_PER_CALL_MAX)) {
    const { items } = await drs.send(new DescribeRecoveryInstancesCommand({ filters: { sourceServerIDs } }));
    found.push(...(items as { recoveryInstanceID: string }[]).map(({ recoveryInstanceID }) => recoveryInstanceID));
  }
  return found;
}

/** Records what a look at jobs shows. */
export function launchesSeen(recorded: Recorded, jobs: JobView[], now: number): void {
  for (const { jobID, status, participatingServers } of jobs) {
    if (status === 'COMPLETED' && !recorded.completedJob.has(jobID)) recorded.completedJob.set(jobID, now);
    for (const { sourceServerID, launchStatus } of participatingServers)
      if (launchStatus === 'LAUNCHED' && !recorded.launched.has(sourceServerID))
        recorded.launched.set(sourceServerID, now);
  }
}

export function partsOf<Item>(items: Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, part) =>
    items.slice(part * size, (part + 1) * size),
  );
}

export function jobIdOf(answer: Record<string, unknown>): string {
  return (answer['job'] as JobView).jobID;
}

/**
 * DRS lists an instance some seconds after its job has ended. Reads until all are listed, or one would be left behind.
 */
async function listedInstances(drs: InMemoryClient, wave: string[], on: Running): Promise<string[]> {
  for (;;) {
    const found = await instancesOf(drs, wave);
    if (found.length === wave.length) return found;
    await on.sleeps(POLL_SECONDS);
  }
}

async function untilCompleted(
  drs: InMemoryClient,
  jobIds: string[],
  on: Running,
  seen: (jobs: JobView[]) => void,
): Promise<void> {
  for (;;) {
    await on.sleeps(POLL_SECONDS);
    const jobs = await jobsOf(drs, jobIds);
    seen(jobs);
    if (jobs.every(({ status }) => status === 'COMPLETED')) return;
  }
}
