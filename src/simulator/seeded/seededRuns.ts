import { etagOf } from '../../api/entityTags.ts';
import type { Expected } from '../../api/preconditions.ts';
import { SECOND_MS } from '../../drill/bounds.ts';
import type { Instant } from '../../drill/drill.ts';
import { runDue } from '../../handlers/events/dueRun.ts';
import { dueRunOf } from '../../handlers/parsing/schedulePayload.ts';
import { removeSchedule } from '../../handlers/schedules/removeSchedule.ts';
import { saveSchedule } from '../../handlers/schedules/saveSchedule.ts';
import { timeoutSecondsOf, triesOf } from '../lambda/deployedSettings.ts';
import { membersOf } from './namedRequest.ts';
import { startedByRun } from './promises/watchStarts.ts';
import type { PlannedScheduleTerms, ScheduleAct } from './scenarios/plannedPlans.ts';
import type { Scenario } from './scenarios/plans.ts';
import { invoke } from './seededInvoke.ts';
import { OPERATOR, operate, settingsOf } from './seededPlans.ts';
import { runScheduleArn } from './seededScheduler.ts';
import { count, type Deployment, type SeededWorld } from './seededState.ts';

/** People who set schedules of plans, and runs that are delivered once more. */
export function planSchedules(world: SeededWorld): void {
  for (const { deployment: index, name, acts, again } of world.scenario.schedules ?? []) {
    const deployment = world.deployments[index];
    if (deployment === undefined) continue;
    for (const act of acts) planAct(world, deployment, name, act);
    for (const at of again) world.tasks.at(at, () => deliverAgain(world, deployment));
  }
}

/** The last moment at which something of a plan or a schedule may happen. */
export function plansUntil({ plans = [], schedules = [] }: Scenario): Instant {
  const acts = [...plans, ...schedules].flatMap((one) => one.acts.map(({ at }) => at));
  const ends = schedules.flatMap((one) => one.acts.map(({ save }) => save?.endAt ?? 0));
  return Math.max(0, ...acts, ...ends, ...schedules.flatMap(({ again }) => again));
}

function planAct(world: SeededWorld, deployment: Deployment, name: string, { at, save }: ScheduleAct): void {
  operate(world, deployment, at, `${save === null ? 'delete' : 'set'} schedule ${name}`, async (ports) => {
    const { plans, planSchedules, scheduleCopies, clock } = ports;
    const { value } = await planSchedules.load(name);
    const expected: Expected = value === undefined ? 'NOTHING' : { tags: new Set([etagOf(value.generation)]) };
    if (save === null) return void (await removeSchedule({ planSchedules, scheduleCopies }, name, expected));
    const requested = { name, body: bodyOf(save), by: OPERATOR, expected, mayStart: true };
    await saveSchedule({ plans, planSchedules, scheduleCopies, clock }, requested, settingsOf(world));
  });
}

function bodyOf({ endAt, waiversUntil, overrides, ...terms }: PlannedScheduleTerms): Record<string, unknown> {
  return {
    ...terms,
    endAt: new Date(endAt).toISOString(),
    overrides: membersOf(overrides),
    ...(waiversUntil !== null && { waiversUntil: new Date(waiversUntil).toISOString() }),
  };
}

/** Scheduler delivers a run of a plan's schedule, at times twice. Returns false for the schedule of a drill. */
export function runFired(world: SeededWorld, targetArn: string, payload: unknown): boolean {
  const deployment = world.deployments.find((one) => runScheduleArn(one) === targetArn);
  if (deployment === undefined) return false;
  const run = deliverRun(world, deployment, payload);
  const planned = world.scenario.schedules?.find(({ name }) => name === run?.name);
  deployment.plans.delivered.push(payload);
  if (world.dice.chance(planned?.doubled ?? 0)) deliverRun(world, deployment, payload);
  return true;
}

/** Any run that Scheduler has delivered so far: it may be hours late, out of order, or of an earlier generation. */
function deliverAgain(world: SeededWorld, deployment: Deployment): void {
  const { delivered } = deployment.plans;
  if (delivered.length === 0) return;
  count(world, 'run delivered again');
  deliverRun(world, deployment, world.dice.pick(delivered));
}

function deliverRun(world: SeededWorld, deployment: Deployment, payload: unknown) {
  const run = dueRunOf(payload);
  if (run === undefined) {
    world.violations.add(`the payload of a schedule can be read (${JSON.stringify(payload)})`);
    return undefined;
  }
  const attempt = { since: world.tasks.now() };
  invoke(world, deployment, world.tasks.now() + world.dice.between(20, 2 * SECOND_MS), {
    name: `run ${run.name} ${new Date(run.scheduledAt).toISOString()}`,
    timeoutSeconds: timeoutSecondsOf('runSchedule'),
    againSeconds: 60,
    triesMax: triesOf('runSchedule'),
    otherwise: 'DEAD_LETTER',
    onNewDrill: (drill) => startedByRun(world, deployment, drill, run, attempt.since),
    work: async (ports) => {
      attempt.since = world.tasks.now();
      await runDue(ports, run, settingsOf(world), async (events) => {
        for (const { type } of events) count(world, type);
      });
    },
  });
  return run;
}
