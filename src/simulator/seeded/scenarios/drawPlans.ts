import { HOUR_SECONDS, MINUTE_SECONDS, SECOND_MS, START_WITHIN_SECONDS_DEFAULT } from '../../../drill/bounds.ts';
import type { Instant } from '../../../drill/drill.ts';
import { type Dice, forkOf } from '../../aws/dice.ts';
import { noFaults } from '../../aws/faults.ts';
import { drawOverrides } from './drawOverrides.ts';
import { drawSchedule } from './drawPlanSchedules.ts';
import { chosenByTag } from './drawWaveTerms.ts';
import type { PlanAct, PlannedPlan, PlannedRequest, PlannedStart } from './plannedPlans.ts';
import type { PlannedDrill, Scenario } from './plans.ts';

/**
 * In some worlds people save a plan, change it, and delete it, while drills are started from it by people and by a
 * schedule. The dice are their own, so the other worlds do not change. A restored table would forget versions that
 * people have seen, so no table is restored in these worlds.
 */
export function withPlans(dice: Dice, now: Instant, scenario: Scenario): Scenario {
  if (!dice.chance(0.1) || scenario.restores !== undefined) return scenario;
  const isPlain = scenario.drills.every(({ waveTerms, schedule }) => waveTerms === undefined && schedule === undefined);
  const drawn = isPlain && dice.chance(0.4) ? chosenByTag(forkOf(dice, 'waves of plans'), scenario) : scenario;
  const world = dice.chance(0.3) ? calm(drawn) : drawn;
  const { deployment } = dice.pick(world.drills);
  const drills = world.drills.map((drill) => ({ ...drill, at: Math.max(drill.at, now + EARLIEST_MS) }));
  const plan = drawPlan(dice, now, deployment, drills);
  const isScheduled = dice.chance(0.6);
  return {
    ...world,
    plans: [plan],
    schedules: isScheduled ? [drawSchedule(forkOf(dice, 'schedule'), now, plan)] : [],
    drills: drills.map((drill) =>
      drill.deployment === deployment && dice.chance(0.7) ? started(dice, plan, drill) : drill,
    ),
  };
}

/** Without third parties and failing launches most drills are launched and held. Our own platform still fails. */
function calm(scenario: Scenario): Scenario {
  const { faultsUntil, scheduleDoubled, scheduleLateSecondsMax } = scenario.faults;
  const faults = { ...noFaults, faultsUntil, scheduleDoubled, scheduleLateSecondsMax };
  const servers = scenario.servers.map(({ tags }) => ({ ...(tags && { tags: withoutDenial(tags) }) }));
  return { ...scenario, servers, faults, recovered: [], thirdParties: [], levers: [] };
}

function withoutDenial({ 'drs-drill': _denial, ...tags }: Record<string, string>): Record<string, string> {
  return tags;
}

/** The plan is saved before the first drill is started from it. */
const EARLIEST_MS = MINUTE_SECONDS * SECOND_MS;

/** Most changes come just when a drill is started. */
function drawPlan(dice: Dice, now: Instant, deployment: number, drills: PlannedDrill[]): PlannedPlan {
  const near = () => dice.pick(drills).at + dice.between(-30, 90) * SECOND_MS;
  const changes = Array.from({ length: dice.between(1, 3) }, near).sort((a, b) => a - b);
  const first = drawRequest(dice, drills, 1);
  const acts: PlanAct[] = [
    { at: now + dice.between(1, 20) * SECOND_MS, save: first },
    // What the plan once was may become its newest version again.
    ...changes.map((at, index) => ({ at, save: dice.chance(0.2) ? first : drawRequest(dice, drills, index + 2) })),
  ];
  if (!dice.chance(0.3)) return { deployment, name: 'web-shop', acts };
  const deletedAt = dice.chance(0.5) ? near() : now + dice.between(0, 4 * HOUR_SECONDS) * SECOND_MS;
  const againAt = deletedAt + dice.between(5, HOUR_SECONDS) * SECOND_MS;
  const again = dice.chance(0.5) ? [{ at: againAt, save: drawRequest(dice, drills, 9) }] : [];
  return { deployment, name: 'web-shop', acts: [...acts, { at: deletedAt, save: null }, ...again] };
}

/** What a version requests: much of what a drill of this world would. */
function drawRequest(dice: Dice, drills: PlannedDrill[], version: number): PlannedRequest {
  const { waves, waveTerms, terms } = dice.pick(drills);
  const isReversed = waveTerms === undefined && dice.chance(0.3);
  const kept = isReversed ? waves.toReversed() : waves;
  const named = new Set(kept.flat().map(String));
  const waivers = terms.waivers.filter(({ sourceServerId }) => named.has(sourceServerId ?? [...named][0] ?? ''));
  return {
    waves: kept,
    ...(waveTerms && { waveTerms }),
    terms: {
      ...terms,
      waivers,
      startWithinSeconds: dice.pick([600, START_WITHIN_SECONDS_DEFAULT]),
      holdSeconds: dice.pick([0, 300, 900, 1800]),
      reason: `version ${version}`,
      tags: dice.chance(0.3) ? { Version: String(version) } : {},
    },
  };
}

function started(dice: Dice, plan: PlannedPlan, drill: PlannedDrill): PlannedDrill {
  const version = dice.chance(0.6) ? { version: dice.between(1, plan.acts.length - 1) } : {};
  const overrides = drawOverrides(dice, drill.at);
  const start: PlannedStart = { name: plan.name, ...version, overrides };
  return {
    ...drill,
    plan: dice.chance(0.2) ? { ...start, overrides: { ...overrides, dryRun: dice.chance(0.8) } } : start,
  };
}
