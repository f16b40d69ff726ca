import { MINUTE_SECONDS, RUN_LATE_SECONDS_MAX, SECOND_MS } from '../../../drill/bounds.ts';
import type { Drill, Instant } from '../../../drill/drill.ts';
import type { DueRun } from '../../../drill/schedules/refusedRun.ts';
import { during } from '../knownPlans.ts';
import type { Overrides, PlannedStart } from '../scenarios/plannedPlans.ts';
import { count, type Deployment, type SeededWorld } from '../seededState.ts';
import { differing, expectedOf, isPlanned } from './asPlanned.ts';

/** A person's start from a plan made a drill. The function began at `since`. */
export function startedByPerson(
  world: SeededWorld,
  deployment: Deployment,
  drill: Drill,
  { name, version, overrides }: PlannedStart,
  since: Instant,
): void {
  count(world, 'drill from a plan');
  const newest = during(deployment.plans.newest, name, since, world.tasks.now()).filter((one) => one !== null);
  const allowed = newest.length === 0 || version === undefined ? newest : [version];
  started(world, deployment, drill, { name, allowed, overrides });
}

/** A run of a schedule made a drill. The function began at `since`. */
export function startedByRun(
  world: SeededWorld,
  deployment: Deployment,
  drill: Drill,
  run: DueRun,
  since: Instant,
): void {
  const { plans, index } = deployment;
  const { name, scheduledAt } = run;
  const now = world.tasks.now();
  count(world, 'drill by a schedule');
  const key = `${name} ${new Date(scheduledAt).toISOString()}`;
  const before = plans.runs.get(key);
  if (before !== undefined)
    world.violations.add(`a scheduled time makes at most one drill (${index} ${key}: ${before} and ${drill.drillId})`);
  plans.runs.set(key, drill.drillId);
  const schedule = during(plans.schedules, name, since, now).find((one) => one?.generation === run.generation);
  const mayRun =
    schedule?.terms.enabled === true &&
    Math.max(since, scheduledAt) < schedule.terms.endAt + CLOCKS_MS &&
    since - scheduledAt <= RUN_LATE_SECONDS_MAX * SECOND_MS + CLOCKS_MS;
  if (!mayRun) world.violations.add(`a run makes a drill only as its schedule is now (${index} ${key})`);
  if (schedule == null) return;
  const { plan, planVersion, overrides, dryRun } = schedule.terms;
  const isThere = during(plans.newest, plan, since, now).some((one) => one !== null);
  const replaced = dryRun ? { ...overrides, dryRun } : overrides;
  started(world, deployment, drill, { name: plan, allowed: isThere ? [planVersion] : [], overrides: replaced }, run);
}

/** The maximum difference between the clocks of two hosts, and how long a function waits for its time. */
const CLOCKS_MS = MINUTE_SECONDS * SECOND_MS;

interface Wanted {
  name: string;
  /** The versions that may run: the pinned one, or those that were the newest meanwhile. Empty: the plan is deleted. */
  allowed: number[];
  overrides: Overrides;
}

function started(world: SeededWorld, { plans }: Deployment, drill: Drill, wanted: Wanted, run?: DueRun): void {
  const { name, allowed, overrides } = wanted;
  const version = plans.versions.find(({ plan }) => plan.name === name && plan.version === drill.plan?.version);
  if (version === undefined || !allowed.includes(version.plan.version))
    world.violations.add(
      `a drill from a plan is what the pinned version says (${drill.drillId}: version ${drill.plan?.version} in place of ${allowed.join(' or ') || 'a deleted plan'})`,
    );
  if (version === undefined) return;
  const expected = expectedOf(version, overrides, run);
  plans.started.set(drill.drillId, expected);
  for (const member of differing(drill, expected, 'NEW')) addDiffering(world, drill, member);
}

/** At the end, every drill from a plan is still what it was to be, and so is all that DRS has launched for it. */
export function checkStarted(world: SeededWorld, { plans, table, owner }: Deployment): void {
  for (const drill of table.drills()) {
    const expected = plans.started.get(drill.drillId);
    if (expected === undefined) continue;
    for (const member of differing(drill, expected, 'CHOSEN')) addDiffering(world, drill, member);
    const launches = world.aws.history.launches.filter(
      ({ isDrill, tags }) => isDrill && tags['DrillOwner'] === owner && tags['DrillId'] === drill.drillId,
    );
    if (launches.some(({ sourceServerIds, tags }) => !isPlanned(expected, sourceServerIds, tags)))
      addDiffering(world, drill, 'what was launched');
  }
}

function addDiffering({ violations }: SeededWorld, { drillId }: Drill, member: string): void {
  violations.add(`a drill from a plan is what the pinned version says (${drillId}: ${member})`);
}
