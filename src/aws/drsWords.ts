import type {
  JobLog,
  LaunchActionRun,
  LaunchActionsStatus,
  RecoverySnapshot,
  Job as SdkJob,
  RecoveryInstance as SdkRecoveryInstance,
  SourceServer as SdkSourceServer,
} from '@aws-sdk/client-drs';
import type { Site } from '../drill/drill.ts';
import type { ActionRun, ActionsReported, RecoveryInstance, RecoveryPoint, ReplicationError } from '../drill/inputs.ts';
import { CallFailed } from '../flow/errors.ts';
import type { Job, JobLogItem, SourceServer } from '../flow/ports.ts';
import { instantOf, secondsOf } from './times.ts';

/** Replaces an enum value that DRS omitted. */
const UNSAID = 'UNKNOWN';

/** Maps source servers to the product's types. */
export function sourceServersOf(items: SdkSourceServer[], site: Site): SourceServer[] {
  return items.map((item) => {
    const hints = item.sourceProperties?.identificationHints;
    const lastLaunch = item.lifeCycle?.lastLaunch;
    return {
      sourceServerId: item.sourceServerID || absent('the id of a source server'),
      hostname: hints?.hostname || hints?.fqdn || null,
      replicationState: item.dataReplicationInfo?.dataReplicationState || UNSAID,
      ...replicationErrorOf(item),
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
      ...machineOf(item),
    };
  });
}

function machineOf({
  sourceProperties = {},
}: SdkSourceServer): Pick<SourceServer, 'recommendedInstanceType' | 'disks'> {
  const { recommendedInstanceType, disks } = sourceProperties;
  return {
    ...(recommendedInstanceType && { recommendedInstanceType }),
    ...(disks && {
      disks: disks.map(({ deviceName, bytes }) => ({ deviceName: deviceName || null, bytes: bytes ?? null })),
    }),
  };
}

function replicationErrorOf({ dataReplicationInfo }: SdkSourceServer): { replicationError?: ReplicationError } {
  const { error, rawError } = dataReplicationInfo?.dataReplicationError ?? {};
  return error || rawError ? { replicationError: { code: error || UNSAID, said: rawError || null } } : {};
}

/** Never launched only if DRS says so: observed values are NOT_STARTED and an empty `initiated`. */
function lastLaunchType({ lastLaunchResult, lifeCycle }: SdkSourceServer): string | null {
  const { type, jobID } = lifeCycle?.lastLaunch?.initiated ?? {};
  if (type) return type;
  return lastLaunchResult === 'NOT_STARTED' && !jobID ? null : UNSAID;
}

/** DRS user guide, extended source servers: they replicate in a separate staging account. */
function extendedFrom(stagingArea: SdkSourceServer['stagingArea'], site: Site): string | null {
  const account = stagingArea?.stagingAccountID;
  if (!account || account === site.accountId || stagingArea?.status === 'NOT_EXTENDED') return null;
  return account;
}

/**
 * Recovery points, newest first. A point without `timestamp` is still being taken (observed in a public log of 2025-11)
 * and is left out.
 */
export function recoveryPointsOf(items: RecoverySnapshot[]): RecoveryPoint[] {
  const points = items.flatMap(({ snapshotID, timestamp }) => {
    const at = instantOf(timestamp);
    return snapshotID && at !== null ? [{ snapshotId: snapshotID, at }] : [];
  });
  return points.sort((a, b) => b.at - a.at);
}

/** Maps recovery instances to the product's types. Only an explicit `isDrill` makes one a drill's. */
export function recoveryInstancesOf(items: SdkRecoveryInstance[]): RecoveryInstance[] {
  return items.map((item) => {
    const instanceId = item.ec2InstanceID || item.recoveryInstanceID || absent('the id of a recovery instance');
    const disks = item.recoveryInstanceProperties?.disks ?? [];
    return {
      instanceId,
      sourceServerId: item.sourceServerID || '',
      jobId: item.jobID || null,
      isDrill: item.isDrill === true,
      state: item.ec2InstanceState || UNSAID,
      pointInTimeAt: instantOf(item.pointInTimeSnapshotDateTime),
      ...failbackOf(item),
      volumeIds: disks.flatMap(({ ebsVolumeID }) => (ebsVolumeID ? [ebsVolumeID] : [])),
    };
  });
}

/** DRS API model, FailbackState: nearly all instances have FAILBACK_NOT_STARTED, so it is left out. */
function failbackOf({ failback }: SdkRecoveryInstance): { failback?: string } {
  const state = failback?.state;
  return state === undefined || state === 'FAILBACK_NOT_STARTED' ? {} : { failback: state };
}

/** Maps jobs to the product's types. */
export function jobsOf(items: SdkJob[]): Job[] {
  return items.flatMap((item) => (item.jobID ? [jobOf(item.jobID, item)] : []));
}

function jobOf(jobId: string, item: SdkJob): Job {
  const servers = item.participatingServers ?? [];
  return {
    jobId,
    type: item.type || UNSAID,
    initiatedBy: item.initiatedBy || null,
    status: item.status || UNSAID,
    createdAt: instantOf(item.creationDateTime),
    endedAt: instantOf(item.endDateTime),
    tags: item.tags ?? {},
    servers: servers.flatMap(({ sourceServerID, launchStatus, recoveryInstanceID, launchActionsStatus }) =>
      sourceServerID
        ? [
            {
              sourceServerId: sourceServerID,
              launchStatus: launchStatus || UNSAID,
              instanceId: recoveryInstanceID || null,
              ...actionsReported(launchActionsStatus),
            },
          ]
        : [],
    ),
    ...(item.tags === undefined ? { hidesTags: true as const } : {}),
    ...(servers.every(({ sourceServerID }) => sourceServerID) ? {} : { hidesServers: true as const }),
  };
}

/** Without a list of runs, the runs are unknown, not absent. */
function actionsReported(status: LaunchActionsStatus | undefined): { actions?: ActionsReported } {
  if (status?.runs === undefined) return {};
  return { actions: { agentSeenAt: instantOf(status.ssmAgentDiscoveryDatetime), runs: status.runs.map(actionRunOf) } };
}

function actionRunOf({ action, runId, status, failureReason }: LaunchActionRun): ActionRun {
  return {
    runId: runId || null,
    actionId: action?.actionId || null,
    name: action?.name || null,
    optional: action?.optional ?? null,
    status: status || UNSAID,
    failureReason: failureReason || null,
  };
}

/** A job's log, oldest first. */
export function jobLogItemsOf(items: JobLog[]): JobLogItem[] {
  const log = items.map(({ logDateTime, event, eventData }) => {
    const sourceServerId = eventData?.sourceServerID || null;
    if (!event || (sourceServerId === null && OF_A_SERVER.test(event))) return absent('the subject of a job log entry');
    return {
      at: instantOf(logDateTime) ?? absent('the time of a job log entry'),
      event,
      sourceServerId,
      instanceId: eventData?.targetInstanceID || null,
      errorText: eventData?.rawError || null,
      ...(eventData?.conversionServerID ? { conversionServerId: eventData.conversionServerID } : {}),
    };
  });
  return log.sort((a, b) => a.at - b.at);
}

/** DRS API model, JobLogEvent: steps of a single server; without its id, the result would be lost. */
const OF_A_SERVER = /^(SERVER|SNAPSHOT|USING|CONVERSION|LAUNCH|CLEANUP)_/;

/** A description without an identity is ambiguous, so the look has failed. */
function absent(what: string): never {
  throw new CallFailed('UNAVAILABLE', `DRS did not return ${what}`);
}
