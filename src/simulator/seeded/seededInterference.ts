import { MINUTE_SECONDS, SECOND_MS } from '../../drill/bounds.ts';
import { AwsFault } from '../aws/contract.ts';
import type { Site } from '../aws/state.ts';
import { count, type Deployment, isGoing, type SeededWorld, SITE, siteStateOf } from './seededState.ts';

export type Interference =
  | 'launchInto'
  | 'drillInto'
  | 'skippedDrill'
  | 'skippedRecovery'
  | 'protect'
  | 'unprotect'
  | 'attachVolume'
  | 'deleteJobs'
  | 'deleteJobsAtOnce';

/** What colleagues and scripts do to the machines and jobs of drills. None of their launches creates an instance. */
export function interfere(world: SeededWorld, action: Interference, sourceServerIds: string[]): boolean {
  switch (action) {
    case 'launchInto':
      return configureLaunchInto(world, sourceServerIds);
    case 'drillInto':
      return drillInto(world, sourceServerIds);
    case 'skippedDrill':
    case 'skippedRecovery':
      return launchSkipped(world, sourceServerIds, action === 'skippedDrill');
    case 'protect':
    case 'unprotect':
      return protectInstances(world, sourceServerIds, action === 'protect');
    case 'attachVolume':
      return attachVolumes(world, sourceServerIds);
    case 'deleteJobs':
      return deleteJobs(world, sourceServerIds);
    case 'deleteJobsAtOnce':
      return deleteJobsAtOnce(world, sourceServerIds);
  }
}

/** A third party configures launches into its own machines, which are stopped and wait. */
function configureLaunchInto({ aws }: SeededWorld, sourceServerIds: string[]): boolean {
  for (const id of sourceServerIds) aws.launchInto(SITE, id, aws.addMachine(SITE, 'stopped'));
  return sourceServerIds.length > 0;
}

/**
 * A third party drills servers into its own machines once. Later launches create new instances, but DRS still lists
 * these.
 */
function drillInto({ aws, thirdPartyJobs }: SeededWorld, sourceServerIds: string[]): boolean {
  for (const sourceServerID of sourceServerIds) {
    aws.launchInto(SITE, sourceServerID, aws.addMachine(SITE, 'stopped'));
    const before = aws.history.launches.length;
    attempt(() => aws.call('drs', 'StartRecovery', { sourceServers: [{ sourceServerID }], isDrill: true }, SITE));
    for (const { jobId } of aws.history.launches.slice(before)) thirdPartyJobs.add(jobId);
    aws.launchInto(SITE, sourceServerID, null);
  }
  return sourceServerIds.length > 0;
}

/** DRS skips these servers in a third party's launch: no instance is created, yet it is their last launch. */
function launchSkipped({ aws, thirdPartyJobs }: SeededWorld, sourceServerIds: string[], isDrill: boolean): boolean {
  const sourceServers = sourceServerIds.map((sourceServerID) => ({ sourceServerID }));
  const before = aws.history.launches.length;
  for (const id of sourceServerIds) aws.skipLaunches(SITE, id, true);
  try {
    if (isDrill) aws.call('drs', 'StartRecovery', { sourceServers, isDrill, tags: {} }, SITE);
    else aws.startRealRecovery(SITE, sourceServerIds);
  } finally {
    for (const id of sourceServerIds) aws.skipLaunches(SITE, id, false);
    for (const { jobId } of aws.history.launches.slice(before)) thirdPartyJobs.add(jobId);
  }
  return true;
}

/** Turns termination protection on or off for every running instance of these servers. */
function protectInstances({ aws }: SeededWorld, sourceServerIds: string[], isProtected: boolean): boolean {
  const found = aws.liveInstances(SITE).filter((one) => sourceServerIds.includes(one.sourceServerId));
  for (const { instanceId } of found) aws.protect(SITE, instanceId, isProtected);
  return found.length > 0;
}

/** During a hold a tester attaches a volume to each running instance of these servers, and leaves it behind. */
function attachVolumes(world: SeededWorld, sourceServerIds: string[]): boolean {
  for (const minutes of TESTING_MINUTES)
    world.tasks.at(world.tasks.now() + minutes * MINUTE_SECONDS * SECOND_MS, () => {
      const isUp = new Set(world.aws.liveInstances(SITE).flatMap((one) => (isGoing(one) ? [] : [one.instanceId])));
      for (const id of heldInstances(world, sourceServerIds).filter((one) => isUp.has(one)))
        if (!world.testersVolumes.has(id)) world.testersVolumes.set(id, world.aws.attachVolume(SITE, id));
    });
  return sourceServerIds.length > 0;
}

const TESTING_MINUTES = [0, 5, 10, 20, 30, 45, 60, 90];

/** The instances of these servers in drills that are holding. */
export function heldInstances({ deployments }: SeededWorld, sourceServerIds: string[]): string[] {
  const holding = deployments
    .flatMap(({ records }) => [...records.values()])
    .filter(({ phase }) => phase === 'HOLDING');
  return holding.flatMap(({ servers }) => sourceServerIds.flatMap((id) => servers[id]?.instanceId ?? []));
}

/** Deletes the jobs on these servers that ended some time ago, whoever started them. */
function deleteJobs(world: SeededWorld, sourceServerIds: string[]): boolean {
  const before = world.tasks.now() - SETTLED_MS;
  const site = siteStateOf(world);
  const completed = Object.values(site.jobs).filter(
    (job) =>
      !job.deleted &&
      !isOnlyEvidence(site, job.jobID) &&
      job.endsAt < before &&
      (job.tags['DrillOwner'] === undefined || isKept(world, job.jobID)) &&
      job.servers.some((one) => sourceServerIds.includes(one.sourceServerID)),
  );
  for (const { jobID } of completed) attempt(() => world.aws.call('drs', 'DeleteJob', { jobID }, SITE));
  return completed.length > 0;
}

/** A script deletes the open jobs on these servers as soon as they end, whoever started them. */
function deleteJobsAtOnce(world: SeededWorld, sourceServerIds: string[]): boolean {
  // A restored table may lose a job that nothing else records. The product cannot prevent that.
  if (world.scenario.restores !== undefined) return false;
  const now = world.tasks.now();
  const open = Object.values(siteStateOf(world).jobs).filter(
    ({ type, endsAt, servers }) =>
      type === 'LAUNCH' && endsAt > now && servers.some((one) => sourceServerIds.includes(one.sourceServerID)),
  );
  for (const { jobID, endsAt } of open)
    world.tasks.at(endsAt + world.dice.between(1, 10) * SECOND_MS, () => {
      if (isOnlyEvidence(siteStateOf(world), jobID) || !isKept(world, jobID)) return;
      count(world, 'job deleted as soon as it ended');
      attempt(() => world.aws.call('drs', 'DeleteJob', { jobID }, SITE));
    });
  return open.length > 0;
}

/**
 * A launch whose reply was lost is found by the tags of its job. If the job is deleted before a record names it, or
 * while a backup without that record is still to be restored, its instances have no known owner. The product cannot
 * prevent that.
 */
function isKept({ deployments, scenario, tasks }: SeededWorld, jobId: string): boolean {
  const now = tasks.now();
  const isForgotten = ({ index }: Deployment) =>
    (scenario.restores ?? []).some(
      ({ deployment, at, ageSeconds }) => deployment === index && at - ageSeconds * SECOND_MS <= now && now < at,
    );
  const drills = deployments.filter((one) => !isForgotten(one)).flatMap(({ records }) => [...records.values()]);
  return drills.some(({ launches }) => launches.some((launch) => launch.jobId === jobId));
}

/** True when only the job identifies an instance: DRS no longer lists it, and its tags are gone. */
function isOnlyEvidence({ instances }: Site, jobId: string): boolean {
  const made = Object.values(instances).filter((one) => one.purpose === 'RECOVERY' && one.jobId === jobId);
  return made.some(({ tags }) => tags['drs.amazonaws.com-job'] === undefined);
}

const SETTLED_MS = 30 * MINUTE_SECONDS * SECOND_MS;

/** AWS may refuse third parties as it may refuse us. They try again later. */
export function attempt(call: () => void): void {
  try {
    call();
  } catch (error) {
    if (!(error instanceof AwsFault)) throw error;
  }
}
