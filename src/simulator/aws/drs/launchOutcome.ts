import type { Instant } from '../instant.ts';
import {
  faultsNow,
  type Instance,
  type Job,
  plan,
  type Site,
  type SourceServer,
  siteKey,
  type Volume,
  type World,
} from '../state.ts';
import type { LaunchTimeline } from './launchStart.ts';
import { drsArn } from './validation.ts';

/** The launch of one server by a job. */
interface ServerLaunch {
  world: World;
  site: Site;
  job: Job;
  server: SourceServer;
  timeline: LaunchTimeline;
}

/** Plans the EC2 instance that converts a server's disks, and its end unless it is left running. */
export function planConversion(launch: ServerLaunch): void {
  const { world, site, timeline } = launch;
  if (timeline.conversion === null) return;
  const { from, until, instanceId } = timeline.conversion;
  const key = siteKey(site);
  const instance = newInstance(launch, instanceId, 'CONVERSION', from);
  const runningAt = until === null ? from + 8_000 : from + Math.min(8_000, (until - from) / 2);
  plan(world, from, { do: 'launch-instance', site: key, instance, volumes: [], runningAt, stops: false });
  if (until === null) return;
  plan(world, until, { do: 'terminate-instance', site: key, instanceId, terminatedAt: until + 25_000 });
}

/** Plans a server's recovery instance, in EC2 and in DRS's list. */
export function planRecoveryInstance(launch: ServerLaunch): void {
  const { world, site, job, server, timeline } = launch;
  const { instanceId, instanceAt, runningAt } = timeline;
  if (instanceId === null) return;
  const instance = newInstance(launch, instanceId, 'RECOVERY', instanceAt);
  const stops = server.launchDisposition === 'STOPPED';
  const into = server.launchIntoInstanceId;
  const volumes = into === null ? newVolumes(world, server, instance) : [];
  instance.volumeIds = volumes.map((volume) => volume.volumeId);
  const key = siteKey(site);
  const tags = ownTags(server, job);
  if (into === null) plan(world, instanceAt, { do: 'launch-instance', site: key, instance, volumes, runningAt, stops });
  else plan(world, instanceAt, { do: 'start-instance', site: key, instanceId, tags, runningAt, stops });
  const listedAt = timeline.finalAt + world.dice.between(3_000, faultsNow(world).listedSecondsMax * 1000);
  const odd = world.faultDice.chance(faultsNow(world).unknownValues);
  site.recoveryInstances[instanceId] = {
    recoveryInstanceID: instanceId,
    sourceServerID: server.sourceServerID,
    jobID: job.jobID,
    isDrill: instance.isDrill,
    pointInTime: timeline.pointInTime,
    listedAt,
    unlistedAt: null,
    oddStateUntil: odd ? listedAt + ODD_STATE_MS : null,
    tags: {},
    ...(world.faultDice.chance(faultsNow(world).namelessEntries) ? { nameless: true } : {}),
  };
}

/** Long enough for an observer on a slow machine to see it. */
const ODD_STATE_MS = 300_000;

/**
 * The unattached volume that a launch works with, as in a public log of 2025: 1 GiB, `available`, with DRS's own two
 * tags.
 */
export function planHelperVolume({ world, site, job, server, timeline }: ServerLaunch): void {
  if (timeline.helperVolume === null) return;
  const { volumeId, from, until } = timeline.helperVolume;
  const tags = ownTags(server, job);
  const volume: Volume = { volumeId, createdAt: from, deletedAt: null, sizeGiB: 1, tags, attachment: null };
  plan(world, from, { do: 'create-volume', site: siteKey(site), volume });
  if (until !== null) plan(world, until, { do: 'delete-volume', site: siteKey(site), volumeId });
}

/** The tags that its launch template puts on instances, volumes and network interfaces. */
export function templateTags(server: SourceServer): Record<string, string> {
  return {
    Name: server.hostname,
    AWSElasticDisasterRecoveryManaged: 'drs.amazonaws.com',
    AWSElasticDisasterRecoverySourceServerID: server.sourceServerID,
  };
}

/**
 * EventBridge reference, "DRS Source Server Launch Result": one per server, `is-drill` as a string, no reason, no
 * instance.
 */
export function planResultEvent({ world, site, job, server, timeline }: ServerLaunch): void {
  if (timeline.skipped) return;
  const state = timeline.launched ? 'RECOVERY_LAUNCH_SUCCEEDED' : 'RECOVERY_LAUNCH_FAILED';
  const isDrill = drillWord(world, job.initiatedBy === 'START_DRILL');
  plan(world, timeline.finalAt + world.dice.between(200, 3_000), {
    do: 'send-event',
    envelope: {
      'detail-type': 'DRS Source Server Launch Result',
      source: 'aws.drs',
      account: site.accountId,
      region: site.region,
      resources: [drsArn(site, 'source-server', server.sourceServerID)],
      detail: { state, 'job-id': job.jobID, ...(isDrill === null ? {} : { 'is-drill': isDrill }) },
    },
  });
}

/** EventBridge reference: a string, of which only `FALSE` is published. Faults make it lower case or remove it. */
function drillWord(world: World, isDrill: boolean): string | null {
  const odd = world.faultDice.chance(faultsNow(world).oddDrillWords);
  const word = isDrill ? 'TRUE' : 'FALSE';
  return odd ? world.faultDice.pick([word.toLowerCase(), null]) : word;
}

function newInstance(
  { world, server, job }: ServerLaunch,
  instanceId: string,
  purpose: Instance['purpose'],
  launchedAt: Instant,
): Instance {
  const isRecovery = purpose === 'RECOVERY';
  return {
    instanceId,
    purpose,
    sourceServerId: server.sourceServerID,
    jobId: job.jobID,
    isDrill: job.initiatedBy === 'START_DRILL',
    launchedAt,
    states: [],
    bootSeconds: server.bootSeconds ?? world.dice.between(100, 240),
    tags: isRecovery ? recoveryTags(server, job) : conversionTags(),
    volumeIds: [],
    ...(isRecovery && server.template?.disableApiTermination === true
      ? { protections: [{ from: launchedAt, until: null }] }
      : {}),
  };
}

function newVolumes(world: World, server: SourceServer, instance: Instance): Volume[] {
  return Array.from({ length: server.diskCount }, (_, disk) => ({
    volumeId: `vol-${world.dice.hex(17)}`,
    createdAt: instance.launchedAt,
    deletedAt: null,
    sizeGiB: 8,
    tags: { ...instance.tags },
    attachment: {
      instanceId: instance.instanceId,
      deviceName: disk === 0 ? '/dev/sda1' : `/dev/sd${String.fromCharCode(101 + disk)}`,
      deleteOnTermination: true,
    },
  }));
}

/**
 * Tags of what DRS launches: the server's own (`copyTags`), its template's, and DRS's (DRS user guide, managed
 * policies).
 */
function recoveryTags(server: SourceServer, job: Job): Record<string, string> {
  const fromTemplate = server.templateUntagged ? {} : templateTags(server);
  return { ...server.tags, ...fromTemplate, ...ownTags(server, job) };
}

/** Tags that no template can remove. Undocumented; observed on instances and helper volumes in 2025. */
function ownTags(server: SourceServer, job: Job): Record<string, string> {
  return { 'drs.amazonaws.com-job': job.jobID, 'drs.amazonaws.com-source-server': server.sourceServerID };
}

function conversionTags(): Record<string, string> {
  return {
    Name: 'AWS Elastic Disaster Recovery Conversion Server',
    AWSElasticDisasterRecoveryManaged: 'drs.amazonaws.com',
  };
}
