import {
  DescribeJobLogItemsCommand,
  type DescribeJobLogItemsCommandOutput,
  DescribeJobsCommand,
  type DescribeJobsCommandOutput,
  DescribeRecoveryInstancesCommand,
  type DescribeRecoveryInstancesCommandOutput,
  DescribeRecoverySnapshotsCommand,
  type DescribeRecoverySnapshotsCommandOutput,
  DescribeSourceServersCommand,
  type DescribeSourceServersCommandOutput,
  GetLaunchConfigurationCommand,
  type GetLaunchConfigurationCommandOutput,
  type Job,
  ListTagsForResourceCommand,
  type ListTagsForResourceCommandOutput,
} from '@aws-sdk/client-drs';
import { ask, everyPage, IDS_PER_CALL_MAX, inBatches } from '../../aws/calls.ts';
import { instantOf } from '../../aws/times.ts';
import { type Asking, SERVERS_CHECKED_MAX, tried } from './asking.ts';
import { isFirst, LOOKS_AFTER_END } from './followed.ts';

/** Reads the drill's servers, jobs and instances in DRS. */
export async function askDrs(asking: Asking): Promise<void> {
  const { followed } = asking;
  const open = [...followed.jobs].filter(([, looks]) => looks > 0).map(([jobId]) => jobId);
  const jobs = await tried(asking, 'DescribeJobs', () => describedJobs(asking, open));
  for (const job of jobs ?? []) await readJob(asking, job);
  await tried(asking, 'DescribeSourceServers', () => readServers(asking));
  await tried(asking, 'DescribeRecoveryInstances', () => readEntries(asking));
  for (const id of followed.servers.slice(0, SERVERS_CHECKED_MAX)) {
    if (!isFirst(followed, `configuration of ${id}`)) continue;
    await tried(asking, 'GetLaunchConfiguration', () => readConfiguration(asking, id));
    await tried(asking, 'DescribeRecoverySnapshots', () => readPoints(asking, id));
  }
}

function describedJobs({ aws }: Asking, jobIds: string[]): Promise<Job[]> {
  return inBatches(jobIds, IDS_PER_CALL_MAX, (jobIDs) =>
    everyPage(
      (from) =>
        ask<DescribeJobsCommandOutput>(
          aws.drs,
          'DescribeJobs',
          new DescribeJobsCommand({ filters: { jobIDs }, ...from }),
        ),
      (page) => page.nextToken,
      (page) => page.items,
    ),
  );
}

async function readJob(asking: Asking, job: Job): Promise<void> {
  const { recorder, followed, at } = asking;
  const { jobID = '', arn, status, endDateTime, participatingServers = [] } = job;
  recorder.note('job', jobID, at, job);
  await tried(asking, 'DescribeJobLogItems', () => readLog(asking, jobID));
  if (arn !== undefined && isFirst(followed, arn)) await readTags(asking, arn, jobID);
  if (status !== 'COMPLETED') return;
  const left = followed.jobs.get(jobID) ?? 0;
  followed.jobs.set(jobID, Math.min(left, LOOKS_AFTER_END) - 1);
  followed.jobsCompletedAt = Math.max(followed.jobsCompletedAt ?? 0, instantOf(endDateTime) ?? Date.parse(at));
  if (left <= LOOKS_AFTER_END) return;
  // A launch takes its own snapshot, which is listed only from then on.
  const ids = participatingServers.flatMap(({ sourceServerID }) => sourceServerID ?? []).slice(0, SERVERS_CHECKED_MAX);
  for (const id of ids) await tried(asking, 'DescribeRecoverySnapshots', () => readPoints(asking, id));
}

async function readLog({ aws, recorder, at }: Asking, jobID: string): Promise<void> {
  const items = await everyPage(
    (from) =>
      ask<DescribeJobLogItemsCommandOutput>(
        aws.drs,
        'DescribeJobLogItems',
        new DescribeJobLogItemsCommand({ jobID, ...from }),
      ),
    (page) => page.nextToken,
    (page) => page.items,
  );
  recorder.note('log', jobID, at, items);
}

async function readServers(asking: Asking): Promise<void> {
  const { aws, recorder, followed, at } = asking;
  const servers = await inBatches(followed.servers, IDS_PER_CALL_MAX, (sourceServerIDs) =>
    everyPage(
      (from) =>
        ask<DescribeSourceServersCommandOutput>(
          aws.drs,
          'DescribeSourceServers',
          new DescribeSourceServersCommand({ filters: { sourceServerIDs }, ...from }),
        ),
      (page) => page.nextToken,
      (page) => page.items,
    ),
  );
  for (const server of servers) recorder.note('server', server.sourceServerID ?? '', at, server);
}

async function readEntries(asking: Asking): Promise<void> {
  const { aws, recorder, followed, at } = asking;
  const entries = await inBatches(followed.servers, IDS_PER_CALL_MAX, (sourceServerIDs) =>
    everyPage(
      (from) =>
        ask<DescribeRecoveryInstancesCommandOutput>(
          aws.drs,
          'DescribeRecoveryInstances',
          new DescribeRecoveryInstancesCommand({ filters: { sourceServerIDs }, ...from }),
        ),
      (page) => page.nextToken,
      (page) => page.items,
    ),
  );
  const ours = entries.filter(({ jobID }) => jobID !== undefined && followed.jobs.has(jobID));
  for (const entry of ours) {
    const { recoveryInstanceID = '', arn } = entry;
    recorder.note('entry', recoveryInstanceID, at, entry);
    followed.instances.add(recoveryInstanceID);
    if (arn !== undefined && isFirst(followed, arn)) await readTags(asking, arn, recoveryInstanceID);
  }
  recorder.onlyThere('entry', new Set(ours.map(({ recoveryInstanceID = '' }) => recoveryInstanceID)), at);
  followed.isListed = ours.length > 0;
}

async function readTags(asking: Asking, resourceArn: string, id: string): Promise<void> {
  const { aws, recorder, at } = asking;
  const answer = await tried(asking, 'ListTagsForResource', () =>
    ask<ListTagsForResourceCommandOutput>(
      aws.drs,
      'ListTagsForResource',
      new ListTagsForResourceCommand({ resourceArn }),
    ),
  );
  if (answer !== undefined) recorder.note('listedTags', id, at, answer);
}

async function readConfiguration({ aws, recorder, at }: Asking, sourceServerID: string): Promise<void> {
  const command = new GetLaunchConfigurationCommand({ sourceServerID });
  const answer = await ask<GetLaunchConfigurationCommandOutput>(aws.drs, 'GetLaunchConfiguration', command);
  recorder.note('launchConfiguration', sourceServerID, at, answer);
}

/** Requests no order, to see the default order of DRS. */
async function readPoints({ aws, recorder, at }: Asking, sourceServerID: string): Promise<void> {
  const points = await everyPage(
    (from) =>
      ask<DescribeRecoverySnapshotsCommandOutput>(
        aws.drs,
        'DescribeRecoverySnapshots',
        new DescribeRecoverySnapshotsCommand({ sourceServerID, ...from }),
      ),
    (page) => page.nextToken,
    (page) => page.items,
  );
  recorder.note('points', sourceServerID, at, points);
}
