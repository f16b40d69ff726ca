import type {
  GetLaunchConfigurationCommandOutput,
  JobLog,
  RecoverySnapshot,
  Job as SdkJob,
  RecoveryInstance as SdkRecoveryInstance,
  SourceServer as SdkSourceServer,
} from '@aws-sdk/client-drs';
import type { Site } from '../drill/drill.ts';
import type { RecoveryInstance, RecoveryPoint } from '../drill/inputs.ts';
import type { Job, JobLogItem, SourceServer } from '../flow/ports.ts';
import { instantOf, secondsOf } from './times.ts';

/** Stands where DRS left out a word that it always gives. */
const UNSAID = 'UNKNOWN';

/** Source servers in the product's words. */
export function sourceServersOf(items: SdkSourceServer[], site: Site): SourceServer[] {
  return items.flatMap((item) => {
    if (!item.sourceServerID) return [];
    const hints = item.sourceProperties?.identificationHints;
    const lastLaunch = item.lifeCycle?.lastLaunch;
    return [
      {
        sourceServerId: item.sourceServerID,
        hostname: hints?.hostname || hints?.fqdn || null,
        replicationState: item.dataReplicationInfo?.dataReplicationState || UNSAID,
        lagSeconds: secondsOf(item.dataReplicationInfo?.lagDuration),
        lastLaunch: {
          jobId: lastLaunch?.initiated?.jobID || null,
          status: lastLaunch?.status || null,
          type: lastLaunchType(item),
          at: instantOf(lastLaunch?.initiated?.apiCallDateTime),
        },
        extendedFrom: extendedFrom(item.stagingArea, site),
        replicationDirection: item.replicationDirection || null,
        tags: item.tags ?? null,
      },
    ];
  });
}

/** Never launched is only what says so: seen of such servers are NOT_STARTED and an empty `initiated`. */
function lastLaunchType({ lastLaunchResult, lifeCycle }: SdkSourceServer): string | null {
  const { type, jobID } = lifeCycle?.lastLaunch?.initiated ?? {};
  if (type) return type;
  return lastLaunchResult === 'NOT_STARTED' && !jobID ? null : UNSAID;
}

/** DRS user guide, extended source servers: they replicate in a staging account of their own. */
function extendedFrom(stagingArea: SdkSourceServer['stagingArea'], site: Site): string | null {
  const account = stagingArea?.stagingAccountID;
  if (!account || account === site.accountId || stagingArea?.status === 'NOT_EXTENDED') return null;
  return account;
}

/** A server's launch configuration in the product's words. */
export function launchConfigurationOf(configuration: GetLaunchConfigurationCommandOutput) {
  return {
    disposition: configuration.launchDisposition ?? UNSAID,
    launchIntoInstanceId: configuration.launchIntoInstanceProperties?.launchIntoEC2InstanceID || null,
    launchTemplateId: configuration.ec2LaunchTemplateID || null,
  };
}

/** Recovery points, newest first. One without `timestamp` is still being taken (seen in a public log of 2025-11), and none yet. */
export function recoveryPointsOf(items: RecoverySnapshot[]): RecoveryPoint[] {
  const points = items.flatMap(({ snapshotID, timestamp }) => {
    const at = instantOf(timestamp);
    return snapshotID && at !== null ? [{ snapshotId: snapshotID, at }] : [];
  });
  return points.sort((a, b) => b.at - a.at);
}

/** Recovery instances in the product's words. Only what says so itself is a drill's. */
export function recoveryInstancesOf(items: SdkRecoveryInstance[]): RecoveryInstance[] {
  return items.flatMap((item) => {
    const instanceId = item.ec2InstanceID ?? item.recoveryInstanceID;
    if (!instanceId) return [];
    const disks = item.recoveryInstanceProperties?.disks ?? [];
    return [
      {
        instanceId,
        sourceServerId: item.sourceServerID ?? '',
        jobId: item.jobID ?? null,
        isDrill: item.isDrill === true,
        state: item.ec2InstanceState ?? UNSAID,
        pointInTimeAt: instantOf(item.pointInTimeSnapshotDateTime),
        ...failbackOf(item),
        volumeIds: disks.flatMap(({ ebsVolumeID }) => (ebsVolumeID ? [ebsVolumeID] : [])),
      },
    ];
  });
}

/** DRS API model, FailbackState: of nearly all instances it is FAILBACK_NOT_STARTED, which is not worth a word. */
function failbackOf({ failback }: SdkRecoveryInstance): { failback?: string } {
  const state = failback?.state;
  return state === undefined || state === 'FAILBACK_NOT_STARTED' ? {} : { failback: state };
}

/** Jobs in the product's words. */
export function jobsOf(items: SdkJob[]): Job[] {
  return items.flatMap((item) => (item.jobID ? [jobOf(item.jobID, item)] : []));
}

function jobOf(jobId: string, item: SdkJob): Job {
  return {
    jobId,
    type: item.type ?? UNSAID,
    initiatedBy: item.initiatedBy ?? null,
    status: item.status ?? UNSAID,
    createdAt: instantOf(item.creationDateTime),
    endedAt: instantOf(item.endDateTime),
    tags: item.tags ?? {},
    servers: (item.participatingServers ?? []).flatMap(({ sourceServerID, launchStatus, recoveryInstanceID }) =>
      sourceServerID
        ? [
            {
              sourceServerId: sourceServerID,
              launchStatus: launchStatus ?? UNSAID,
              instanceId: recoveryInstanceID ?? null,
            },
          ]
        : [],
    ),
  };
}

/** A job's log, oldest first. */
export function jobLogItemsOf(items: JobLog[]): JobLogItem[] {
  const log = items.flatMap(({ logDateTime, event, eventData }) => {
    const at = instantOf(logDateTime);
    if (at === null) return [];
    return [
      {
        at,
        event: event ?? UNSAID,
        sourceServerId: eventData?.sourceServerID ?? null,
        instanceId: eventData?.targetInstanceID ?? null,
        errorText: eventData?.rawError ?? null,
      },
    ];
  });
  return log.sort((a, b) => a.at - b.at);
}
