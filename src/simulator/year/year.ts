import { DAY_SECONDS, HOUR_SECONDS, SECOND_MS } from '../../drill/bounds.ts';
import type { ServerLine } from '../../history/coverage.ts';
import { createDice, forkOf } from '../aws/dice.ts';
import { checkPromises } from '../seeded/promises/promises.ts';
import { every } from '../seeded/seededPeriodic.ts';
import type { SeededWorld } from '../seeded/seededState.ts';
import { countInjected } from '../seeded/seededTally.ts';
import { buildWorld, planWorld } from '../seeded/seededWorld.ts';
import { drawIncidents, planIncidents, thirdPartiesIn } from './incidents.ts';
import { judgeYear, type Year } from './judgeYear.ts';
import { drawKills } from './kills.ts';
import { keepHistory } from './yearHistory.ts';
import { nightAt, type YearOptions, yearScenario } from './yearPlan.ts';

/** The time after the last night in which its drill must have ended. */
const AFTER_LAST_NIGHT_DAYS = 2;

/**
 * Runs drills that repeat by themselves for a year, with incidents and killed functions, and without any person. Dead
 * letters stay where they are: nothing may depend on a redrive.
 */
export async function runYear(options: YearOptions): Promise<Year> {
  const dice = createDice(options.seed);
  const scenario = yearScenario(forkOf(dice, 'servers'), options);
  const incidents = drawIncidents(forkOf(dice, 'incidents'), options);
  const kills = drawKills(forkOf(dice, 'kills'), options);
  const world = buildWorld(options.seed, dice, { ...scenario, thirdParties: thirdPartiesIn(incidents) }, kills.dies);
  for (const deployment of world.deployments) keepHistory(world, deployment);
  planWorld(world, () => isAwake(world));
  planIncidents(world, incidents);
  kills.plan(world.tasks);
  const trace = keepTraceOfViolation(world);
  const end = nightAt(options.nights - 1) + AFTER_LAST_NIGHT_DAYS * DAY_SECONDS * SECOND_MS;
  await world.tasks.runUntil(end, world.aws, () => false);
  const state = world.aws.state();
  countInjected(world, state);
  for (const { table, owner, quarantined } of world.deployments)
    for (const violation of checkPromises(table, world.aws, true, owner, quarantined, state))
      world.violations.add(violation);
  return judgeYear(options, world, { incidents, kills: kills.done(), lines: await linesOf(world), trace });
}

/** A year's trace would take gigabytes. Kept is the day on which a promise was first violated. */
function keepTraceOfViolation(world: SeededWorld): string[] {
  const kept: string[] = [];
  every(world, DAY_SECONDS, () => {
    const day = world.trace.splice(0);
    if (kept.length === 0 && world.violations.size > 0) kept.push(...day);
  });
  return kept;
}

/** Sweeps and guard run as often as deployed while a drill is open and for an hour after it, and else once an hour. */
function isAwake({ deployments, tasks }: SeededWorld): boolean {
  const now = tasks.now();
  if (now % (HOUR_SECONDS * SECOND_MS) === 0) return true;
  const since = now - HOUR_SECONDS * SECOND_MS;
  return deployments.some(({ records }) =>
    [...records.values()].some(({ phase, phaseAt }) => phase !== 'ENDED' || phaseAt > since),
  );
}

/** What the product's own history knows of each server. */
async function linesOf({ deployments, servers }: SeededWorld): Promise<Map<string, ServerLine | undefined>> {
  const lines = new Map<string, ServerLine | undefined>();
  for (const { table } of deployments)
    for (const id of servers) lines.set(id, (await table.ports.history.loadServer(id)).value);
  return lines;
}
