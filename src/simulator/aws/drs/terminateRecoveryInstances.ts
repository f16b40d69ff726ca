import { AwsFault, byOf, type Caller } from '../contract.ts';
import { isProtected } from '../ec2/instances.ts';
import { terminationRefused } from '../iam/callersRights.ts';
import type { Instant } from '../instant.ts';
import { type Input, optionalTexts } from '../requestFields.ts';
import { faultsNow, type Job, plan, type RecoveryEntry, type Site, siteKey, siteOf, type World } from '../state.ts';
import { checkRoom, jobView, openJob } from './jobs.ts';
import { isFailingBack, isListed, unlistedAfter } from './recoveryInstances.ts';
import { RECOVERY_INSTANCE_ID, refuseBusy, refuseField, refuseUnknown } from './validation.ts';

/**
 * DRS API reference, TerminateRecoveryInstances (status 200). It terminates real recovery instances as well as drill
 * instances.
 */
export function terminateRecoveryInstances(world: World, input: Input, caller: Caller): Record<string, unknown> {
  const site = siteOf(world, caller);
  const ids =
    optionalTexts(input, 'recoveryInstanceIDs', refuseField, { least: 1, most: 200, pattern: RECOVERY_INSTANCE_ID }) ??
    refuseField('recoveryInstanceIDs', 'must not be null');
  const entries = [...new Set(ids)].map((id) => listedEntry(world, site, id));
  const serverIds = [...new Set(entries.map((entry) => entry.sourceServerID))];
  if (entries.some((entry) => isFailingBack(entry, world.state.now))) refuseDuringFailback();
  checkRoom(world, site, serverIds, world.faults.launchedIsFree);
  if (world.faultDice.chance(faultsNow(world).spuriousConflict)) refuseBusy();
  return { job: jobView(site, terminate(world, caller, entries, serverIds), world.state.now) };
}

/**
 * The wording of a finding of 2026-09, whose author stopped the failback first
 * (aws-samples/sample-resilience-patterns: drs-ec2).
 */
function refuseDuringFailback(): never {
  const message = 'Recovery instances cannot be terminated during failback';
  throw new AwsFault('ConflictException', 409, message, { members: { code: 'ConflictException' } });
}

function listedEntry(world: World, site: Site, id: string): RecoveryEntry {
  const entry = site.recoveryInstances[id];
  return entry !== undefined && isListed(entry, world.state.now) ? entry : refuseUnknown(world, 'RecoveryInstance', id);
}

function terminate(world: World, caller: Caller, entries: RecoveryEntry[], serverIds: string[]): Job {
  const site = siteOf(world, caller);
  const job = newJob(world);
  const { createdAt: now } = job;
  const ends = new Map(serverIds.map((id) => [id, now]));
  for (const entry of entries) ends.set(entry.sourceServerID, terminateEntry(world, caller, job, entry));
  for (const [sourceServerID, endsAt] of ends) {
    const failed = job.log.some(
      (line) => line.event === 'CLEANUP_FAIL' && line.data['sourceServerID'] === sourceServerID,
    );
    job.servers.push({
      sourceServerID,
      statuses: [
        [now, 'PENDING'],
        [endsAt, failed ? 'FAILED' : 'TERMINATED'],
      ],
      recoveryInstanceID: null,
    });
  }
  job.endsAt = Math.max(...ends.values()) + world.dice.between(2_000, 30_000);
  openJob(site, job);
  const { accountId, region } = site;
  const instanceIds = entries.map((entry) => entry.recoveryInstanceID);
  world.state.history.terminations.push({
    at: now,
    accountId,
    region,
    jobId: job.jobID,
    instanceIds,
    launchJobIds: entries.map((entry) => entry.jobID),
    ...byOf(caller),
  });
  return job;
}

function newJob(world: World): Job {
  const { dice, faultDice } = world;
  const { now } = world.state;
  return {
    jobID: `drsjob-${dice.hex(17)}`,
    type: 'TERMINATE',
    initiatedBy: 'TERMINATE_RECOVERY_INSTANCES',
    createdAt: now,
    startedAt: now + dice.between(400, 3_000),
    endsAt: now,
    tags: {},
    servers: [],
    keepsServers: faultDice.chance(faultsNow(world).terminateJobKeepsServers),
    namesInstances: false,
    log: [],
  };
}

/** EC2 API reference, TerminateInstances: the error of a protected instance. */
function protection(world: World, { instances }: Site, { recoveryInstanceID: id }: RecoveryEntry): string | undefined {
  const instance = instances[id];
  if (instance === undefined || !isProtected(instance, world.state.now)) return undefined;
  const call = 'An error occurred (OperationNotPermitted) when calling the TerminateInstances operation:';
  const remedy = "Modify its 'disableApiTermination' instance attribute and try again.";
  return `${call} The instance '${id}' may not be terminated. ${remedy}`;
}

/** Plans the end of one instance. Returns when its part of the job has completed. */
function terminateEntry(world: World, caller: Caller, job: Job, entry: RecoveryEntry): Instant {
  const { dice } = world;
  const site = siteOf(world, caller);
  const server = site.servers[entry.sourceServerID];
  const data = { sourceServerID: entry.sourceServerID };
  const seconds = server?.terminateSeconds ?? dice.between(60, 300);
  const begins = job.startedAt + dice.between(300, 2_000);
  const terminatedAt = begins + Math.max(1_000, seconds * 1000 - (begins - job.createdAt));
  job.log.push({ at: begins, event: 'CLEANUP_START', data });
  const refused = terminationRefused(world, caller, server, job.jobID) ?? protection(world, site, entry);
  if (world.faultDice.chance(faultsNow(world).terminationFails) || refused !== undefined) {
    const rawError = refused ?? 'Failed to terminate the recovery instance: OperationNotPermitted';
    job.log.push({ at: terminatedAt, event: 'CLEANUP_FAIL', data: { ...data, rawError } });
    return terminatedAt;
  }
  const instanceId = entry.recoveryInstanceID;
  plan(world, begins, { do: 'terminate-instance', site: siteKey(site), instanceId, terminatedAt });
  const ends = terminatedAt + dice.between(2_000, 10_000);
  job.log.push({ at: ends, event: 'CLEANUP_END', data });
  entry.unlistedAt ??= unlistedAfter(world, ends);
  return ends;
}
