import type { Drill } from '../../../drill/drill.ts';
import type { Save, Saved } from '../../../flow/ports.ts';
import { type Deployment, isGoing, isOf, type SeededWorld, SITE } from '../seededState.ts';
import { heldTooLong, passedUnchecked } from './watchChecks.ts';
import { watchLeftovers } from './watchLeftovers.ts';
import { pausedWithoutStop, wronglyChosen } from './watchWaves.ts';

/** Checks a successful save against simulated AWS at once: from now on the deployment relies on it. */
export async function watchSave(
  world: SeededWorld,
  deployment: Deployment,
  save: Save,
  onNewDrill?: (drill: Drill) => void,
): Promise<Saved> {
  const saved = await tryToSave(world, deployment, save, onNewDrill);
  if (saved.result !== 'SAVED') return saved;
  const { drill, entry } = save;
  if (drill.outcome === 'PASSED' && drill.cleanup !== 'CLEAN')
    world.violations.add(`a PASSED drill is CLEAN (${drill.drillId})`);
  passedUnchecked(world, drill);
  heldTooLong(world, drill);
  if (drill.cleanup === 'CLEAN' || drill.cleanup === 'NOT_NEEDED') stillRunning(world, deployment, drill);
  if (drill.phase === 'ENDED' && drill.cleanup === 'CLEAN') watchLeftovers(world, deployment, drill);
  for (const fact of entry.facts) {
    if (fact.type === 'TerminationAccepted') neverAccepted(world, drill, fact.sourceServerIds);
    pausedWithoutStop(world, deployment, drill, fact);
    wronglyChosen(world, save.previous, fact);
  }
  claimedTwice(world, save);
  overlapped(world, deployment, drill);
  endedByTransientRefusal(world, save);
  refusedAsOne(world, save);
  overReserved(world, save);
  return saved;
}

/** In this world only the `quarantine` action may quarantine a drill. */
export function watchQuarantined(
  world: SeededWorld,
  { quarantined }: Deployment,
  drillId: string,
  violation: string,
): void {
  if (!quarantined.has(drillId)) world.violations.add(`every invariant holds (${drillId}: ${violation})`);
}

/** A save whose reply is lost may still have been written. */
async function tryToSave(
  world: SeededWorld,
  deployment: Deployment,
  save: Save,
  onNewDrill: ((drill: Drill) => void) | undefined,
): Promise<Saved> {
  const { drillId } = save.drill;
  const note = (drill: Drill) => {
    world.trace.push(
      `${world.tasks.now()} ${deployment.index} saved ${drillId} #${save.entry.seq} ${drill.phase} by ${save.entry.cause}: ${save.entry.facts.map((fact) => fact.type).join(' ')}`,
    );
    if (!deployment.records.has(drillId)) onNewDrill?.(drill);
    deployment.records.set(drillId, drill);
  };
  try {
    const saved = await deployment.table.ports.drills.save(save);
    if (saved.result === 'SAVED') note(save.drill);
    return saved;
  } catch (error) {
    const there = await deployment.table.ports.drills.load(drillId);
    if (JSON.stringify(there?.drill) === JSON.stringify(save.drill)) note(save.drill);
    throw error;
  }
}

function stillRunning({ aws, violations }: SeededWorld, { owner }: Deployment, { drillId }: Drill): void {
  for (const instance of aws.liveInstances(SITE)) {
    const { instanceId, state, jobTags } = instance;
    if (isOf(instance, owner) && jobTags['DrillId'] === drillId && !isGoing(instance))
      violations.add(`no instance of a CLEAN drill still runs (${drillId}: ${instanceId} is ${state})`);
  }
}

/** An instance whose termination is recorded as accepted is gone, or DRS accepted its termination. */
function neverAccepted({ aws, violations }: SeededWorld, drill: Drill, sourceServerIds: string[]): void {
  const accepted = new Set(aws.history.terminations.flatMap((termination) => termination.instanceIds));
  for (const { instanceId, state } of aws.liveInstances(SITE)) {
    const isMeant = sourceServerIds.some((id) => drill.servers[id]?.instanceId === instanceId);
    if (isMeant && state !== 'shutting-down' && !accepted.has(instanceId))
      violations.add(`the record agrees with AWS (${drill.drillId}: no termination of ${instanceId})`);
  }
}

/** Expired credentials and clock skew are transient: the read is retried, and so is the launch. */
function endedByTransientRefusal({ violations }: SeededWorld, { drill, entry }: Save): void {
  const reasons = entry.facts.flatMap((fact) => {
    if (fact.type === 'ChecksFailed') return fact.failures.map(({ message }) => message);
    return fact.type === 'ServerFailed' ? [fact.error] : [];
  });
  const passing = reasons.find((reason) =>
    /Signature|UnrecognizedClient|InvalidClientToken|ExpiredToken|RequestExpired|AuthFailure/.test(reason),
  );
  if (passing !== undefined) violations.add(`a transient refusal ends no drill (${drill.drillId}: ${passing})`);
}

/** A refused read about one server is a failed check of that server only. */
function refusedAsOne({ violations }: SeededWorld, { drill, entry }: Save): void {
  for (const fact of entry.facts) {
    if (fact.type !== 'ChecksFailed') continue;
    for (const { check, sourceServerId, message } of fact.failures)
      if (check === 'aws-answers' && sourceServerId === undefined && ABOUT_ONE.test(message))
        violations.add(`a refusal about one server is reported for that server (${drill.drillId}: ${message})`);
  }
}

const ABOUT_ONE = /GetLaunchConfiguration|ListLaunchActions|DescribeRecoverySnapshots|DescribeLaunchTemplateVersions/;

function claimedTwice({ violations }: SeededWorld, { drill, site }: Save): void {
  const { [drill.drillId]: own = [], ...others } = site?.record.claims ?? {};
  for (const [drillId, claimed] of Object.entries(others))
    if (own.some((id) => claimed.includes(id)))
      violations.add(`no server belongs to two drills (${drill.drillId} and ${drillId})`);
}

/** A run that meets an open drill of its schedule is rejected before it claims anything. */
function overlapped({ violations }: SeededWorld, { records }: Deployment, { drillId, schedule, phase }: Drill): void {
  if (schedule === undefined || phase === 'ENDED') return;
  for (const other of records.values())
    if (other.drillId !== drillId && other.schedule?.name === schedule.name && other.phase !== 'ENDED')
      violations.add(`a schedule has at most one open drill (${drillId} and ${other.drillId})`);
}

function overReserved({ violations }: SeededWorld, { drill, site }: Save): void {
  const reserved = Object.values(site?.record.reserved ?? {});
  const { jobsMax, serversInJobsMax } = drill.limits;
  if (reserved.reduce((sum, one) => sum + one.jobs, 0) > jobsMax)
    violations.add(`no more jobs are reserved than allowed (${drill.drillId})`);
  if (reserved.reduce((sum, one) => sum + one.servers, 0) > serversInJobsMax)
    violations.add(`no more servers in jobs are reserved than allowed (${drill.drillId})`);
}
