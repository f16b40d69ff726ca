import type { Instant } from '../instant.ts';
import { faultsNow, type Job, type Site, type SourceServer, valueAt, type World } from '../state.ts';
import { drsTime, isoDuration } from '../timeText.ts';
import { listedInstance } from './recoveryInstances.ts';
import { drsArn } from './validation.ts';

/** A source server as DescribeSourceServers shows it at a moment. */
export function serverView(world: World, site: Site, server: SourceServer, at: Instant): Record<string, unknown> {
  const instance = listedInstance(site, server.sourceServerID, at);
  return {
    sourceServerID: server.sourceServerID,
    arn: drsArn(site, 'source-server', server.sourceServerID),
    tags: { ...server.tags },
    ...(instance === undefined ? {} : { recoveryInstanceId: instance.recoveryInstanceID }),
    ...lastLaunch(world, site, server, at, {
      addedToServiceDateTime: drsTime(server.addedAt),
      firstByteDateTime: drsTime(server.addedAt + 600_000),
      elapsedReplicationDuration: isoDuration(Math.max(0, at - server.addedAt - 600_000)),
      lastSeenByServiceDateTime: drsTime(server.consistentUntil ?? world.state.now),
    }),
    dataReplicationInfo: replicationView(site, server, at),
    sourceProperties: sourceProperties(server),
    stagingArea: stagingView(site, server),
    sourceCloudProperties: {},
    replicationDirection: server.replicationDirection ?? 'FAILOVER',
    agentVersion: '6.30.0',
    usageOperationData: {},
  };
}

/** How far a server's data lags at a moment, in milliseconds. */
export function lagMillisecondsAt(server: SourceServer, at: Instant): number {
  return server.consistentUntil === null ? server.lagSeconds * 1000 : Math.max(0, at - server.consistentUntil);
}

/** The hardware id that DRS records for a server. */
export function hardwareOf(server: SourceServer): string {
  return `ec2${server.sourceServerID.slice(2)}`;
}

/**
 * A server that was never launched has NOT_STARTED and `{initiated: {}}` (aws-samples/drs-tools: sample_result.json).
 */
function lastLaunch(
  world: World,
  site: Site,
  server: SourceServer,
  at: Instant,
  lifeCycle: Record<string, string>,
): Record<string, unknown> {
  const job = lastLaunchJob(site, server, at);
  if (job === undefined)
    return { lastLaunchResult: 'NOT_STARTED', lifeCycle: { ...lifeCycle, lastLaunch: { initiated: {} } } };
  const part = job.servers.find((each) => each.sourceServerID === server.sourceServerID);
  const status = (part === undefined ? undefined : valueAt(part.statuses, at)) ?? 'PENDING';
  const isNameless = job.nameless === true && faultsNow(world).namelessLastLaunches > 0;
  const initiated = {
    apiCallDateTime: drsTime(job.createdAt),
    ...(isNameless ? {} : { jobID: job.jobID }),
    type: job.initiatedBy === 'START_DRILL' ? 'DRILL' : 'RECOVERY',
  };
  return {
    lastLaunchResult: status === 'LAUNCHED' ? 'SUCCEEDED' : status === 'FAILED' ? 'FAILED' : 'PENDING',
    lifeCycle: { ...lifeCycle, lastLaunch: { initiated, status } },
  };
}

function lastLaunchJob(site: Site, server: SourceServer, at: Instant): Job | undefined {
  for (let index = server.jobs.length - 1; index >= 0; index--) {
    const job = site.jobs[server.jobs[index] ?? ''];
    if (job !== undefined && job.type === 'LAUNCH' && job.createdAt <= at) return job;
  }
  return undefined;
}

function replicationView(site: Site, server: SourceServer, at: Instant): Record<string, unknown> {
  const error = server.replicationError ?? (server.replicationState === 'STALLED' ? 'AGENT_NOT_SEEN' : undefined);
  return {
    lagDuration: isoDuration(lagMillisecondsAt(server, at)),
    dataReplicationState: server.replicationState,
    replicatedDisks: Array.from({ length: server.diskCount }, (_, disk) => ({
      deviceName: deviceName(server, disk),
      totalStorageBytes: diskBytes(server),
      replicatedStorageBytes: diskBytes(server),
      rescannedStorageBytes: 0,
      backloggedStorageBytes: 0,
    })),
    dataReplicationInitiation: { startDateTime: drsTime(server.addedAt), steps: [] },
    ...(error === undefined ? {} : { dataReplicationError: { error, rawError: `Replication has failed: ${error}` } }),
    stagingAvailabilityZone: `${site.region}a`,
  };
}

function sourceProperties(server: SourceServer): Record<string, unknown> {
  return {
    lastUpdatedDateTime: drsTime(server.addedAt),
    recommendedInstanceType: server.instanceType ?? 't3.micro',
    identificationHints: { fqdn: `${server.hostname}.example.com`, hostname: server.hostname },
    networkInterfaces: [{ macAddress: '0a:00:00:00:00:01', ips: ['10.0.0.10'], isPrimary: true }],
    disks: Array.from({ length: server.diskCount }, (_, disk) => ({
      deviceName: deviceName(server, disk),
      bytes: diskBytes(server),
    })),
    cpus: [{ cores: 2, modelName: 'Intel(R) Xeon(R) Platinum 8259CL CPU @ 2.50GHz' }],
    ramBytes: 1024 ** 3,
    os: { fullString: server.windows ? 'Microsoft Windows Server 2022 Datacenter' : 'Linux version 5.15.0' },
    supportsNitroInstances: true,
  };
}

function stagingView(site: Site, server: SourceServer): Record<string, unknown> {
  if (server.stagingAccountID === site.accountId)
    return { status: 'NOT_EXTENDED', stagingAccountID: server.stagingAccountID };
  const arn = `arn:aws:drs:${site.region}:${server.stagingAccountID}:source-server/${server.sourceServerID}`;
  return { status: 'EXTENDED', stagingAccountID: server.stagingAccountID, stagingSourceServerArn: arn };
}

function diskBytes({ diskGigabytes = 8 }: SourceServer): number {
  return diskGigabytes * 1024 ** 3;
}

/** The name of one of a server's disks. */
export function deviceName(server: SourceServer, disk: number): string {
  return server.windows ? `c:${disk}` : `/dev/sd${String.fromCharCode(97 + disk)}`;
}
