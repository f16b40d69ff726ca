import { AwsFault, type Caller } from '../contract.ts';
import type { Instant } from '../instant.ts';
import { type Input, optionalTexts, structure, text } from '../requestFields.ts';
import { describedAt, faultsNow, type Job, type Site, siteOf, valueAt, type World } from '../state.ts';
import { drsTime } from '../timeText.ts';
import { actionsView } from './launchActions.ts';
import { readTime } from './recoverySnapshots.ts';
import { answerPage, drsArn, JOB_ID, refuseBusy, refuseCall, refuseField, refuseNotFound } from './validation.ts';

/** Service quotas (AWS General Reference, "AWS Elastic Disaster Recovery endpoints and quotas"). */
export const JOBS_MAX = 20;
export const SERVERS_PER_JOB_MAX = 100;
export const SERVERS_IN_JOBS_MAX = 500;
/** JOB_END is logged a little after endDateTime (aws-samples/drs-tools: sample_result.json). */
const JOB_END_AFTER_MILLISECONDS = 26;

/** DRS API reference, DescribeJobs: newest first; unknown ids are omitted. */
export function describeJobs(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const filters = structure(input, 'filters', refuseField);
  const ids = optionalTexts(filters, 'jobIDs', refuseField, { most: 1000, pattern: JOB_ID });
  const from = readTime(filters, 'fromDate') ?? Number.NEGATIVE_INFINITY;
  const to = readTime(filters, 'toDate') ?? Number.POSITIVE_INFINITY;
  const site = siteOf(world, caller);
  const at = describedAt(world);
  const wanted = ids === undefined || ids.length === 0 ? undefined : new Set(ids);
  const found: Job[] = [];
  for (let index = site.jobOrder.length - 1; index >= 0; index--) {
    const job = site.jobs[site.jobOrder[index] ?? ''];
    if (job === undefined || job.deleted || job.createdAt > at || job.createdAt < from || job.createdAt > to) continue;
    if (wanted === undefined || wanted.has(job.jobID)) found.push(job);
  }
  return answerPage(
    world,
    input,
    found,
    (job) => job.jobID,
    (job) => jobView(site, job, at),
  );
}

/** DRS API reference, DescribeJobLogItems: oldest first. */
export function describeJobLogItems(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const jobID = text(input, 'jobID', refuseField, { pattern: JOB_ID });
  const known = siteOf(world, caller).jobs[jobID];
  const job = known === undefined || known.deleted ? refuseCall(`Job ${jobID} does not exist`) : known;
  const at = describedAt(world);
  const found = job.log.map((line, place) => ({ line, place })).filter((each) => each.line.at <= at);
  return answerPage(
    world,
    input,
    found,
    (each) => each.place.toString(),
    ({ line }) => ({ logDateTime: drsTime(line.at), event: line.event, eventData: { ...line.data } }),
  );
}

/** DRS API reference, DeleteJob (status 204): only a completed job. What it launched stays. */
export function deleteJob(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const jobID = text(input, 'jobID', refuseField, { pattern: JOB_ID });
  const job = siteOf(world, caller).jobs[jobID];
  if (job === undefined || job.deleted) return refuseNotFound('Job', jobID);
  if (isOpen(job, world.state.now)) {
    const message = `Job ${jobID} cannot be deleted before it is COMPLETED`;
    throw new AwsFault('ConflictException', 409, message, { members: { code: 'ConflictException' } });
  }
  job.deleted = true;
  return {};
}

/**
 * Until when a job blocks TerminateRecoveryInstances for one of its servers. AWS does not document whether that is
 * the end of the job or of the server's launch.
 */
export function keptUntil(job: Job, sourceServerID: string, launchedIsFree: boolean): Instant {
  const [at, status] = job.servers.find((one) => one.sourceServerID === sourceServerID)?.statuses.at(-1) ?? [
    job.endsAt,
  ];
  return launchedIsFree && status === 'LAUNCHED' ? at : job.endsAt;
}

/** Refuses a request that exceeds DRS's quotas, or names a server that a job is already working on. */
export function checkRoom(world: World, site: Site, sourceServerIDs: readonly string[], launchedIsFree = false): void {
  const { now } = world.state;
  const faults = faultsNow(world);
  if (sourceServerIDs.length > SERVERS_PER_JOB_MAX) refuseQuota('source servers in a single job', 'L-B827C881');
  site.openJobs = site.openJobs.filter((id) => isOpen(site.jobs[id], now));
  if (sourceServerIDs.some((id) => isBusy(site, id, now, launchedIsFree))) refuseBusy();
  if (site.openJobs.length + faults.jobsTakenByThirdParties >= JOBS_MAX)
    refuseQuota('concurrent jobs in progress', 'L-D88FAC3A');
  const inJobs = site.openJobs.reduce((sum, id) => sum + (site.jobs[id]?.servers.length ?? 0), 0);
  if (inJobs + faults.serversTakenByThirdParties + sourceServerIDs.length > SERVERS_IN_JOBS_MAX)
    refuseQuota('source servers in all jobs', 'L-05AFA8C6');
}

/** Adds a job to the account, with its log sorted and complete. */
export function openJob(site: Site, job: Job): void {
  job.log.push({ at: job.startedAt, event: 'JOB_START', data: {} });
  job.log.push({ at: job.endsAt + JOB_END_AFTER_MILLISECONDS, event: 'JOB_END', data: {} });
  const rank = (event: string) => (event === 'JOB_START' ? 0 : event === 'JOB_END' ? 2 : 1);
  job.log.sort((one, other) => one.at - other.at || rank(one.event) - rank(other.event));
  site.jobs[job.jobID] = job;
  site.jobOrder.push(job.jobID);
  site.openJobs.push(job.jobID);
  for (const { sourceServerID } of job.servers) site.servers[sourceServerID]?.jobs.push(job.jobID);
}

/**
 * A job as DescribeJobs, StartRecovery and TerminateRecoveryInstances show it. A job has no FAILED status and no
 * error text.
 */
export function jobView(site: Site, job: Job, at: Instant): Record<string, unknown> {
  const ended = at >= job.endsAt;
  return {
    jobID: job.jobID,
    arn: drsArn(site, 'job', job.jobID),
    type: job.type,
    initiatedBy: job.initiatedBy,
    creationDateTime: drsTime(job.createdAt),
    ...(ended ? { endDateTime: drsTime(job.endsAt) } : {}),
    status: ended ? 'COMPLETED' : at >= job.startedAt ? 'STARTED' : 'PENDING',
    participatingServers: ended && !job.keepsServers ? [] : serversView(job, at),
    participatingResources: [],
    tags: { ...job.tags },
  };
}

function serversView(job: Job, at: Instant): Record<string, unknown>[] {
  return job.servers.map((server) => {
    const launchStatus = valueAt(server.statuses, at) ?? 'PENDING';
    const named = job.namesInstances && launchStatus === 'LAUNCHED' && server.recoveryInstanceID !== null;
    return {
      sourceServerID: server.sourceServerID,
      launchStatus,
      ...(job.type === 'LAUNCH' ? actionsView(server, launchStatus, at) : {}),
      ...(named ? { recoveryInstanceID: server.recoveryInstanceID } : {}),
    };
  });
}

function isBusy(site: Site, sourceServerID: string, now: Instant, launchedIsFree: boolean): boolean {
  const jobs = site.servers[sourceServerID]?.jobs.flatMap((id) => site.jobs[id] ?? []) ?? [];
  return jobs.some((job) => now < keptUntil(job, sourceServerID, launchedIsFree));
}

function isOpen(job: Job | undefined, now: Instant): boolean {
  return job !== undefined && now < job.endsAt;
}

function refuseQuota(what: string, quotaCode: string): never {
  throw new AwsFault('ServiceQuotaExceededException', 402, `Exceeded the quota of ${what}`, {
    members: { code: 'ServiceQuotaExceededException', resourceType: 'Job', serviceCode: 'drs', quotaCode },
  });
}
