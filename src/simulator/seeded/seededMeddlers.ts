import { MINUTE_SECONDS, SECOND_MS } from '../../drill/bounds.ts';
import { AwsFault } from '../aws/contract.ts';
import type { Site } from '../aws/state.ts';
import { count, type Deployment, isGoing, type SeededWorld, SITE, siteStateOf } from './seededState.ts';

export type MeddlersDeed =
  | 'launchInto'
  | 'drillInto'
  | 'drillInVain'
  | 'recoverInVain'
  | 'protect'
  | 'unprotect'
  | 'attachVolume'
  | 'deleteJobs'
  | 'deleteJobsAtOnce';

/** What colleagues and scripts do to the machines and jobs of drills; no launch of theirs makes an instance. */
export function meddle(world: SeededWorld, deed: MeddlersDeed, sourceServerIds: string[]): boolean {
  switch (deed) {
    case 'launchInto':
      return configureLaunchInto(world, sourceServerIds);
    case 'drillInto':
      return drillInto(world, sourceServerIds);
    case 'drillInVain':
    case 'recoverInVain':
      return launchInVain(world, sourceServerIds, deed === 'drillInVain');
    case 'protect':
    case 'unprotect':
      return protectInstances(world, sourceServerIds, deed === 'protect');
    case 'attachVolume':
      return attachVolumes(world, sourceServerIds);
    case 'deleteJobs':
      return deleteJobs(world, sourceServerIds);
    case 'deleteJobsAtOnce':
      return deleteJobsAtOnce(world, sourceServerIds);
  }
}

/** Somebody has servers launched into machines of theirs from now on; each is stopped and waits for it. */
function configureLaunchInto({ aws }: SeededWorld, sourceServerIds: string[]): boolean {
  for (const id of sourceServerIds) aws.launchInto(SITE, id, aws.addMachine(SITE, 'stopped'));
  return sourceServerIds.length > 0;
}

/** Somebody drills servers into machines of theirs, once: the next launch is to make a new instance again, and DRS lists the machine still. */
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

/** DRS skips these servers in somebody's launch: nothing is made of them, and yet it is their last launch. */
function launchInVain({ aws, thirdPartyJobs }: SeededWorld, sourceServerIds: string[], isDrill: boolean): boolean {
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

/** Somebody protects what runs of these servers against termination, or lifts that again: from all that ever ran. */
function protectInstances({ aws }: SeededWorld, sourceServerIds: string[], isProtected: boolean): boolean {
  const found = aws.liveInstances(SITE).filter((one) => sourceServerIds.includes(one.sourceServerId));
  for (const { instanceId } of found) aws.protect(SITE, instanceId, isProtected);
  return found.length > 0;
}

/** Who tests in a hold attaches a volume to what runs of these servers, as soon as there is a hold, and leaves it behind. */
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

/** The instances of these servers that drills hold. */
export function heldInstances({ deployments }: SeededWorld, sourceServerIds: string[]): string[] {
  const holding = deployments
    .flatMap(({ records }) => [...records.values()])
    .filter(({ phase }) => phase === 'HOLDING');
  return holding.flatMap(({ servers }) => sourceServerIds.flatMap((id) => servers[id]?.instanceId ?? []));
}

/** Somebody tidies up the list of jobs: whatever has been over for a while, whoever started it. */
function deleteJobs(world: SeededWorld, sourceServerIds: string[]): boolean {
  const before = world.tasks.now() - SETTLED_MS;
  const site = siteStateOf(world);
  const completed = Object.values(site.jobs).filter(
    (job) =>
      !job.deleted &&
      !isOnlyWord(site, job.jobID) &&
      job.endsAt < before &&
      (job.tags['DrillOwner'] === undefined || isKept(world, job.jobID)) &&
      job.servers.some((one) => sourceServerIds.includes(one.sourceServerID)),
  );
  for (const { jobID } of completed) attempt(() => world.aws.call('drs', 'DeleteJob', { jobID }, SITE));
  return completed.length > 0;
}

/** Somebody's script deletes the jobs that work on these servers now as soon as each is over, whoever started it. */
function deleteJobsAtOnce(world: SeededWorld, sourceServerIds: string[]): boolean {
  // A table that is turned back may forget a job which nobody else knows any more; nothing can prevent that.
  if (world.scenario.restores !== undefined) return false;
  const now = world.tasks.now();
  const open = Object.values(siteStateOf(world).jobs).filter(
    ({ type, endsAt, servers }) =>
      type === 'LAUNCH' && endsAt > now && servers.some((one) => sourceServerIds.includes(one.sourceServerID)),
  );
  for (const { jobID, endsAt } of open)
    world.tasks.at(endsAt + world.dice.between(1, 10) * SECOND_MS, () => {
      if (isOnlyWord(siteStateOf(world), jobID) || !isKept(world, jobID)) return;
      count(world, 'job deleted as soon as it was over');
      attempt(() => world.aws.call('drs', 'DeleteJob', { jobID }, SITE));
    });
  return open.length > 0;
}

/**
 * A launch whose answer was lost is found by its job's tags. Whoever deletes that job before a record keeps it, or while a copy that does
 * not keep it is yet to be restored, makes what it launched nobody's, which nothing can prevent.
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

/** An instance that DRS has forgotten and that has lost its tags is known by its job alone: without that, nothing tells anybody whose it is. */
function isOnlyWord({ instances }: Site, jobId: string): boolean {
  const made = Object.values(instances).filter((one) => one.purpose === 'RECOVERY' && one.jobId === jobId);
  return made.some(({ tags }) => tags['drs.amazonaws.com-job'] === undefined);
}

const SETTLED_MS = 30 * MINUTE_SECONDS * SECOND_MS;

/** AWS may refuse them as it may refuse us; they try again another time. */
export function attempt(call: () => void): void {
  try {
    call();
  } catch (error) {
    if (!(error instanceof AwsFault)) throw error;
  }
}
