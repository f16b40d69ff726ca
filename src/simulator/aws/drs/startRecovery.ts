import { byOf, type Caller } from '../contract.ts';
import { isLive } from '../ec2/instances.ts';
import { noTemplate } from '../ec2/launchTemplates.ts';
import { checkTagging, launchedWithRights } from '../iam/callersRights.ts';
import type { LaunchPlan } from '../iam/forwardedCalls.ts';
import type { Instant } from '../instant.ts';
import { flag, type Input, structures, tagMap } from '../requestFields.ts';
import { faultsNow, type Instance, type Job, type Site, type SourceServer, siteOf, type World } from '../state.ts';
import { checkRoom, jobView, openJob } from './jobs.ts';
import { planActions } from './launchActions.ts';
import { planConversion, planHelperVolume, planRecoveryInstance, planResultEvent } from './launchOutcome.ts';
import { type RequestedServer, readRequested, refuseRunningTarget } from './launchRequest.ts';
import type { LaunchStart, LaunchTimeline } from './launchStart.ts';
import { drawTimeline } from './launchTimeline.ts';
import { removeReplaced } from './replacedInstances.ts';
import { drsArn, refuseBusy, refuseCall, refuseField } from './validation.ts';

/** DRS API reference, StartRecovery (status 202): all or nothing, not idempotent, one new job per call. */
export function startRecovery(
  world: World,
  input: Input,
  caller: Caller,
  silentMilliseconds = 0,
): Record<string, unknown> {
  const site = siteOf(world, caller);
  const wanted = structures(input, 'sourceServers', refuseField, 200, 1);
  const isDrill = flag(input, 'isDrill', refuseField);
  const tags = tagMap(input, 'tags', refuseField);
  const faults = faultsNow(world);
  const refusesTags = Object.keys(tags).length > 0 && world.faultDice.chance(faults.tagsRefused);
  if (refusesTags || !Object.entries(tags).flat().every(isTaggable)) refuseCall('Invalid request provided: Tags');
  const requested = wanted.map((each) => readRequested(world, site, each));
  for (const { server } of requested) refuseRunningTarget(site, server, world.state.now);
  const ids = requested.map((each) => each.server.sourceServerID);
  if (new Set(ids).size < ids.length) refuseField('sourceServers', 'must not name a source server twice');
  checkRoom(world, site, ids);
  if (world.faultDice.chance(faults.spuriousConflict)) refuseBusy();
  const job = newJob(world, isDrill, tags);
  for (const { server } of requested) checkTagging(world, caller, server, planOf(site, job, {}));
  launch(world, caller, job, requested, silentMilliseconds);
  return { job: jobView(site, job, world.state.now) };
}

/** AWS general reference, tags: letters, numbers, spaces and these signs; no prefix `aws:`. */
function isTaggable(text: string): boolean {
  return /^(?!aws:)[\p{L}\p{N}\p{Zs}_.:/=+\-@]*$/iu.test(text);
}

/** The properties of a launch that its permissions depend on. The first job finds no DRS security groups. */
function planOf(site: Site, job: Job, requested: Partial<RequestedServer>, replaces = false): LaunchPlan {
  const firstUse = site.jobOrder.length === 0;
  return {
    jobID: job.jobID,
    tagged: Object.keys(job.tags).length > 0,
    firstUse,
    replaces,
    pinned: requested.pinned !== undefined,
  };
}

function launch(
  world: World,
  caller: Caller,
  job: Job,
  requested: RequestedServer[],
  silentMilliseconds: number,
): void {
  const site = siteOf(world, caller);
  const { createdAt: at, jobID: jobId, tags } = job;
  const { faultDice } = world;
  // Observed in a response of 2024-09; no caller can have sent it.
  if (faultDice.chance(faultsNow(world).jobTaggedWithArn)) job.tags['resourceArn'] = drsArn(site, 'job', jobId);
  const hangs = faultDice.chance(faultsNow(world).jobHangs) ? faultDice.between(0, requested.length - 1) : -1;
  const live = liveByServer(site, at);
  const replaced = requested.flatMap((each, place) => {
    const into = each.server.launchIntoInstanceId;
    const all = live.get(each.server.sourceServerID) ?? [];
    const old = all.filter(({ instanceId }) => instanceId !== into);
    const delayMilliseconds = place === hangs ? faultDice.between(1, faultsNow(world).jobHangSecondsMax) * 1000 : 0;
    return launchServer(world, caller, job, each, old, { delayMilliseconds, silentMilliseconds });
  });
  const finalAt = Math.max(...job.servers.map((server) => server.statuses.at(-1)?.[0] ?? at));
  job.endsAt = finalAt + world.dice.between(500, 4_000);
  openJob(site, job);
  const sourceServerIds = requested.map((each) => each.server.sourceServerID);
  const { accountId, region } = site;
  const isDrill = job.initiatedBy === 'START_DRILL';
  const record = { at, accountId, region, jobId, sourceServerIds, isDrill, tags: { ...tags }, replaced };
  world.state.history.launches.push({ ...record, ...byOf(caller) });
}

function newJob(world: World, isDrill: boolean, tags: Record<string, string>): Job {
  const { dice, faultDice } = world;
  const { now } = world.state;
  const faults = faultsNow(world);
  return {
    jobID: `drsjob-${dice.hex(17)}`,
    type: 'LAUNCH',
    initiatedBy: isDrill ? 'START_DRILL' : 'START_RECOVERY',
    createdAt: now,
    startedAt: now + dice.between(400, 3_000),
    endsAt: now,
    tags: { ...tags },
    servers: [],
    keepsServers: !faultDice.chance(faults.participatingServersEmpty),
    namesInstances: faultDice.chance(faults.recoveryInstanceIdPresent),
    ...(faultDice.chance(faults.namelessLastLaunches) ? { nameless: true } : {}),
    log: [],
  };
}

function liveByServer(site: Site, now: Instant): Map<string, Instance[]> {
  const live = Object.values(site.instances).filter((each) => isLive(each, now));
  const ofServer = ({ purpose, instanceId, sourceServerId }: Instance) => {
    if (purpose === 'RECOVERY') return sourceServerId;
    // A machine that an earlier launch went into is that server's recovery instance while DRS lists it.
    const entry = site.recoveryInstances[instanceId];
    return entry?.unlistedAt === null ? entry.sourceServerID : '';
  };
  return Map.groupBy(live, ofServer);
}

/** Plans the launch of one server. Returns the instances that its launch deletes. */
function launchServer(
  world: World,
  caller: Caller,
  job: Job,
  requested: RequestedServer,
  old: Instance[],
  late: Pick<LaunchStart, 'delayMilliseconds' | 'silentMilliseconds'>,
): string[] {
  const { server, pinned } = requested;
  const site = siteOf(world, caller);
  const faults = faultsNow(world);
  const allowed = launchedWithRights(world, caller, server, planOf(site, job, requested, old.length > 0));
  const start = {
    server: withoutTemplate(allowed),
    startedAt: job.startedAt,
    pinned,
    replaces: old.length > 0,
    ...late,
  };
  const timeline = drawTimeline(start, { dice: world.dice, faults, faultDice: world.faultDice });
  const { actions, timeline: whole } = planActions(world, job, server, timeline);
  job.log.push(...timeline.log);
  job.servers.push({
    sourceServerID: server.sourceServerID,
    statuses: statusesOf(world, job, whole),
    recoveryInstanceID: timeline.instanceId,
    ...(actions && { actions }),
  });
  if (timeline.onDemand !== null) server.onDemand.push(timeline.onDemand);
  const launch = { world, site, job, server, timeline };
  planConversion(launch);
  planRecoveryInstance(launch);
  planHelperVolume(launch);
  planResultEvent({ ...launch, timeline: whole });
  return timeline.skipped ? [] : removeReplaced(world, site, server, old, timeline);
}

/** DRS launches from the template. If it is deleted, the launch cannot create an instance. */
function withoutTemplate(server: SourceServer): SourceServer {
  if (server.templateDeleted !== true) return server;
  const call = 'An error occurred (InvalidLaunchTemplateId.NotFound) when calling the RunInstances operation';
  return { ...server, outcome: 'FAILS_LAUNCH', errorText: `${call}: ${noTemplate(server.launchTemplateId)}` };
}

function statusesOf(world: World, job: Job, timeline: LaunchTimeline): [Instant, string][] {
  const odd = world.faultDice.chance(faultsNow(world).unknownValues);
  const oddAt = Math.round((job.startedAt + timeline.finalAt) / 2);
  return [
    [job.createdAt, 'PENDING'],
    ...(odd ? [[oddAt, 'SETTLING'] satisfies [Instant, string]] : []),
    [timeline.finalAt, timeline.launched ? 'LAUNCHED' : 'FAILED'],
  ];
}
