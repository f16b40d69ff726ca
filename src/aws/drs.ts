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
  StartRecoveryCommand,
  type StartRecoveryCommandOutput,
  TerminateRecoveryInstancesCommand,
  type TerminateRecoveryInstancesCommandOutput,
} from '@aws-sdk/client-drs';
import type { Instant, Site } from '../drill/drill.ts';
import type { RecoveryInstance, RecoveryPoint } from '../drill/inputs.ts';
import { CallFailed } from '../flow/errors.ts';
import type { Drs, Job, JobLogItem, SourceServer } from '../flow/ports.ts';
import { type ActingClient, refuseRepeating } from './actingClient.ts';
import { type AwsClient, act, ask, everyPage, IDS_PER_CALL_MAX, inBatches } from './calls.ts';
import { jobLogItemsOf, jobsOf, recoveryInstancesOf, recoveryPointsOf, sourceServersOf } from './drsWords.ts';
import { activeLaunchActions, launchConfiguration } from './launchSettings.ts';
import { instantOf, momentText } from './times.ts';

export interface DrsClients {
  /** For read-only calls, with the SDK's retries. */
  clientFor: (site: Site) => AwsClient;
  /**
   * For StartRecovery and TerminateRecoveryInstances, which have no client token (DRS API model) and must not be
   * retried.
   */
  actingClientFor: (site: Site) => ActingClient;
}

/** AWS Elastic Disaster Recovery through its SDK. */
export function createDrs({ clientFor, actingClientFor }: DrsClients): Drs {
  return {
    sourceServers: (site, ids) => sourceServers(clientFor(site), site, ids),
    launchConfiguration: (site, id) => launchConfiguration(clientFor(site), id),
    activeLaunchActions: (site, id) => activeLaunchActions(clientFor(site), id),
    recoveryPoints: (site, id, range) => recoveryPoints(clientFor(site), id, range ?? {}),
    recoveryInstances: (site, by) => recoveryInstances(clientFor(site), by),
    jobs: (site, by) => jobs(clientFor(site), by),
    jobLog: (site, jobId) => jobLog(clientFor(site), jobId),
    startDrill: (site, servers, tags) => startDrill(actingClientFor(site), servers, tags),
    terminateProvenInstances: (site, instanceIds) => terminate(actingClientFor(site), instanceIds),
  };
}

async function sourceServers(client: AwsClient, site: Site, ids: string[] | 'all'): Promise<SourceServer[]> {
  const read = (sourceServerIDs?: string[]) =>
    everyPage(
      (from) =>
        ask<DescribeSourceServersCommandOutput>(
          client,
          'DescribeSourceServers',
          new DescribeSourceServersCommand({ ...(sourceServerIDs && { filters: { sourceServerIDs } }), ...from }),
        ),
      (page) => page.nextToken,
      (page) => page.items,
    );
  return sourceServersOf(ids === 'all' ? await read() : await inBatches(ids, IDS_PER_CALL_MAX, read), site);
}

/** DRS user guide, point in time policy: a server has about forty points, so the first page has the newest. */
async function recoveryPoints(
  client: AwsClient,
  sourceServerID: string,
  range: { from?: Instant; to?: Instant },
): Promise<RecoveryPoint[]> {
  const filters = {
    ...(range.from === undefined ? {} : { fromDateTime: momentText(range.from) }),
    ...(range.to === undefined ? {} : { toDateTime: momentText(range.to) }),
  };
  const items = await everyPage(
    (from) =>
      ask<DescribeRecoverySnapshotsCommandOutput>(
        client,
        'DescribeRecoverySnapshots',
        new DescribeRecoverySnapshotsCommand({ sourceServerID, filters, order: 'DESC', ...from }),
      ),
    (page) => (range.from === undefined && recoveryPointsOf(page.items ?? []).length > 0 ? undefined : page.nextToken),
    (page) => page.items,
  );
  return recoveryPointsOf(items);
}

async function recoveryInstances(
  client: AwsClient,
  by: { sourceServerIds: string[] } | { instanceIds: string[] } | 'all',
): Promise<RecoveryInstance[]> {
  const read = (filters: { sourceServerIDs: string[] } | { recoveryInstanceIDs: string[] } | undefined) =>
    everyPage(
      (from) =>
        ask<DescribeRecoveryInstancesCommandOutput>(
          client,
          'DescribeRecoveryInstances',
          new DescribeRecoveryInstancesCommand({ ...(filters === undefined ? {} : { filters }), ...from }),
        ),
      (page) => page.nextToken,
      (page) => page.items,
    );
  if (by === 'all') return recoveryInstancesOf(await read(undefined));
  return recoveryInstancesOf(
    'sourceServerIds' in by
      ? await inBatches(by.sourceServerIds, IDS_PER_CALL_MAX, (sourceServerIDs) => read({ sourceServerIDs }))
      : await inBatches(by.instanceIds, IDS_PER_CALL_MAX, (recoveryInstanceIDs) => read({ recoveryInstanceIDs })),
  );
}

async function jobs(client: AwsClient, by: { jobIds: string[] } | { since: Instant }): Promise<Job[]> {
  const read = (filters: { jobIDs: string[] } | { fromDate: string }) =>
    everyPage(
      (from) => ask<DescribeJobsCommandOutput>(client, 'DescribeJobs', new DescribeJobsCommand({ filters, ...from })),
      (page) => page.nextToken,
      (page) => page.items,
    );
  return jobsOf(
    'since' in by
      ? await read({ fromDate: momentText(by.since) })
      : await inBatches(by.jobIds, IDS_PER_CALL_MAX, (jobIDs) => read({ jobIDs })),
  );
}

async function jobLog(client: AwsClient, jobID: string): Promise<JobLogItem[]> {
  const items = await everyPage(
    (from) =>
      ask<DescribeJobLogItemsCommandOutput>(
        client,
        'DescribeJobLogItems',
        new DescribeJobLogItemsCommand({ jobID, ...from }),
      ),
    (page) => page.nextToken,
    (page) => page.items,
  );
  return jobLogItemsOf(items);
}

async function startDrill(
  client: ActingClient,
  servers: { sourceServerId: string; snapshotId?: string }[],
  tags: Record<string, string>,
): ReturnType<Drs['startDrill']> {
  await refuseRepeating(client, 'DRS');
  if (servers.length === 0) throw new CallFailed('INVALID', 'StartRecovery: no servers to launch');
  const command = new StartRecoveryCommand({
    sourceServers: servers.map(({ sourceServerId, snapshotId }) => ({
      sourceServerID: sourceServerId,
      ...(snapshotId === undefined ? {} : { recoverySnapshotID: snapshotId }),
    })),
    // The only place that could start a real recovery. It is a constant, because this product only starts drills.
    isDrill: true,
    tags,
  });
  const { job } = await act<StartRecoveryCommandOutput>(client, 'StartRecovery', command);
  if (!job?.jobID) throw new CallFailed('UNKNOWN_RESULT', 'StartRecovery: the response has no job');
  return { jobId: job.jobID, createdAt: instantOf(job.creationDateTime) };
}

async function terminate(client: ActingClient, recoveryInstanceIDs: string[]): Promise<{ jobId: string | null }> {
  await refuseRepeating(client, 'DRS');
  if (recoveryInstanceIDs.length === 0) {
    throw new CallFailed('INVALID', 'TerminateRecoveryInstances: no instances to terminate');
  }
  const command = new TerminateRecoveryInstancesCommand({ recoveryInstanceIDs });
  const { job } = await act<TerminateRecoveryInstancesCommandOutput>(client, 'TerminateRecoveryInstances', command);
  return { jobId: job?.jobID ?? null };
}
