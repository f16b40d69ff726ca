import type { Caller } from '../contract.ts';
import { volumesOf } from '../ec2/volumes.ts';
import type { Instant } from '../instant.ts';
import { type Input, optionalTexts, structure } from '../requestFields.ts';
import {
  describedAt,
  faultsNow,
  type Instance,
  type RecoveryEntry,
  type Site,
  siteOf,
  valueAt,
  type World,
} from '../state.ts';
import { drsTime } from '../timeText.ts';
import { answerPage, drsArn, RECOVERY_INSTANCE_ID, refuseField, SOURCE_SERVER_ID } from './validation.ts';

/** How long an instance that DRS did not terminate is TERMINATED after its end, before it becomes NOT_FOUND. */
const TERMINATED_KNOWN_MILLISECONDS = 3_600_000;

/** DRS API reference, DescribeRecoveryInstances. */
export function describeRecoveryInstances(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const filters = structure(input, 'filters', refuseField);
  const ids = optionalTexts(filters, 'recoveryInstanceIDs', refuseField, { most: 200, pattern: RECOVERY_INSTANCE_ID });
  const servers = optionalTexts(filters, 'sourceServerIDs', refuseField, { most: 200, pattern: SOURCE_SERVER_ID });
  const site = siteOf(world, caller);
  const at = describedAt(world);
  const wantedIds = ids === undefined || ids.length === 0 ? undefined : new Set(ids);
  const wantedServers = servers === undefined || servers.length === 0 ? undefined : new Set(servers);
  const found = Object.values(site.recoveryInstances).filter(
    (entry) =>
      isListed(entry, at) &&
      (wantedIds === undefined || wantedIds.has(entry.recoveryInstanceID)) &&
      (wantedServers === undefined || wantedServers.has(entry.sourceServerID)),
  );
  return answerPage(
    world,
    input,
    found,
    (entry) => entry.recoveryInstanceID,
    (entry) => entryView(world, site, entry, at),
  );
}

/** The recovery instance that DRS lists for a server at a moment. */
export function listedInstance(site: Site, sourceServerID: string, at: Instant): RecoveryEntry | undefined {
  const server = site.servers[sourceServerID];
  for (let index = (server?.jobs.length ?? 0) - 1; index >= 0; index--) {
    const job = site.jobs[server?.jobs[index] ?? ''];
    const part = job?.servers.find((each) => each.sourceServerID === sourceServerID);
    const entry = job?.type === 'LAUNCH' ? site.recoveryInstances[part?.recoveryInstanceID ?? ''] : undefined;
    if (entry !== undefined && isListed(entry, at)) return entry;
  }
  return undefined;
}

/** Whether a third party fails back through an entry at a moment. */
export function isFailingBack({ failback }: RecoveryEntry, at: Instant): boolean {
  return failback !== undefined && failback.from <= at && at < failback.until;
}

/** Whether DRS lists an entry at a moment. */
export function isListed(entry: RecoveryEntry, at: Instant): boolean {
  return entry.listedAt <= at && (entry.unlistedAt === null || entry.unlistedAt > at);
}

/**
 * When DRS delists an entry whose instance it has terminated. Public scripts that ran DRS in 2026 all treat
 * TERMINATED as gone and accept absence as well (aws-samples/sample-resilience-patterns: drs-ec2). How long it stays
 * listed has not been observed.
 */
export function unlistedAfter(world: World, ended: Instant): Instant {
  const most = faultsNow(world).terminatedListedSecondsMax * 1000;
  return world.dice.chance(0.2) ? ended : ended + world.dice.between(0, most);
}

function entryView(world: World, site: Site, entry: RecoveryEntry, at: Instant): Record<string, unknown> {
  const instance = site.instances[entry.recoveryInstanceID];
  const isNameless = entry.nameless === true && faultsNow(world).namelessEntries > 0;
  return {
    recoveryInstanceID: entry.recoveryInstanceID,
    ec2InstanceID: entry.recoveryInstanceID,
    ec2InstanceState: stateView(entry, instance, at),
    arn: drsArn(site, 'recovery-instance', entry.recoveryInstanceID),
    ...(isNameless ? {} : { sourceServerID: entry.sourceServerID }),
    jobID: entry.jobID,
    isDrill: entry.isDrill,
    pointInTimeSnapshotDateTime: drsTime(entry.pointInTime),
    tags: { ...entry.tags },
    failback: { state: isFailingBack(entry, at) ? 'FAILBACK_IN_PROGRESS' : 'FAILBACK_NOT_STARTED' },
    dataReplicationInfo: {
      dataReplicationState: entry.disconnectedAt === undefined ? 'NOT_STARTED' : 'DISCONNECTED',
    },
    recoveryInstanceProperties: propertiesView(site, entry, instance),
    originEnvironment: 'ON_PREMISES',
    agentVersion: '6.30.0',
  };
}

/** DRS API reference, EC2InstanceState: upper case, SHUTTING-DOWN with a hyphen, NOT_FOUND for what is gone. */
function stateView(entry: RecoveryEntry, instance: Instance | undefined, at: Instant): string {
  if (entry.oddStateUntil !== null && at < entry.oddStateUntil) return 'WARMING_UP';
  if (instance === undefined) return 'NOT_FOUND';
  const state = valueAt(instance.states, at) ?? 'pending';
  const since = instance.states.at(-1)?.[0] ?? at;
  if (state === 'terminated' && at - since > TERMINATED_KNOWN_MILLISECONDS) return 'NOT_FOUND';
  return state.toUpperCase();
}

function propertiesView(site: Site, entry: RecoveryEntry, instance: Instance | undefined): Record<string, unknown> {
  return {
    lastUpdatedDateTime: drsTime(entry.listedAt),
    disks: volumesOf(site, instance).map(({ volumeId, sizeGiB, attachment }) => ({
      internalDeviceName: attachment?.deviceName,
      bytes: sizeGiB * 1024 ** 3,
      ebsVolumeID: volumeId,
    })),
  };
}
