import type { Dice } from '../aws/dice.ts';
import { type Faults, noFaults } from '../aws/faults.ts';
import { withKeptChecks } from './scenarios/keptChecks.ts';
import type { PlannedRequest } from './scenarios/plannedPlans.ts';
import { NO_PLATFORM_FAULTS, type PlannedDrill, type PlatformFaults, type Scenario } from './scenarios/plans.ts';
import { type Ran, runSeed } from './seededWorld.ts';

type Draw = (dice: Dice, now: number) => Scenario;

/** A failing seed with as much of its world left out as possible, such that it still fails in the same way. */
export interface Shrunk {
  leftOut: string[];
  ran: Ran;
}

/** Leaves out whole groups of faults first, then single parts, as long as the same promise is violated. */
export async function shrink(seed: number, draw: Draw): Promise<Shrunk> {
  const first = await runSeed(seed, draw);
  const messages = new Set(first.violations.map(sentenceOf));
  const parts = partsOf(first.scenario);
  let best: Shrunk = { leftOut: [], ran: first };
  for (const group of [...groupsOf(parts), ...parts.map((part) => [part]), ...parts.map((part) => [part])]) {
    if (group.every((part) => best.leftOut.includes(part))) continue;
    const leftOut = [...new Set([...best.leftOut, ...group])];
    const ran = await runSeed(seed, without(draw, leftOut));
    if (ran.violations.some((violation) => messages.has(sentenceOf(violation)))) best = { leftOut, ran };
  }
  return best;
}

/** Draws the same world, and leaves these parts out of it. */
export function without(draw: Draw, leftOut: readonly string[]): Draw {
  return (dice, now) => leaveOut(draw(dice, now), new Set(leftOut));
}

/** The promise that was violated, without the details in parentheses. */
export function sentenceOf(violation: string): string {
  return violation.split(' (')[0] ?? violation;
}

/** Every part of a world that can be left out, by name. */
function partsOf(scenario: Scenario): string[] {
  const { faults, platform, drills, thirdParties, recovered, servers, levers, plans = [], schedules = [] } = scenario;
  return [
    ...drills.map((_, index) => `drill${index}`),
    ...thirdParties.map((_, index) => `thirdParty${index}`),
    ...levers.map((_, index) => `lever${index}`),
    ...(recovered.length > 0 ? ['recovered'] : []),
    ...servers.map((_, index) => `server${index}`),
    ...drills.flatMap(({ actions }, index) => actions.map((_, action) => `action${index}.${action}`)),
    ...drills.flatMap(({ checks = [] }, index) => checks.map((_, check) => `check${index}.${check}`)),
    ...plans.flatMap(({ acts }, index) => acts.map((_, act) => `plan${index}.${act}`)),
    ...schedules.flatMap(({ acts }, index) => acts.map((_, act) => `schedule${index}.${act}`)),
    ...schedules.flatMap(({ again }, index) => again.map((_, run) => `run${index}.${run}`)),
    ...differing(faults, noFaults).filter((name) => !KEPT.has(name)),
    ...differing(platform, NO_PLATFORM_FAULTS),
  ];
}

/** Leaving these out would change the whole world, not just remove a fault. */
const KEPT: ReadonlySet<string> = new Set(['faultsUntil', 'unknownIdError', 'launchedIsFree']);

function groupsOf(parts: string[]): string[][] {
  const groups = [
    parts.filter((part) => part in noFaults),
    parts.filter((part) => part in NO_PLATFORM_FAULTS),
    parts.filter((part) => part.startsWith('thirdParty')),
    parts.filter((part) => part.startsWith('action')),
    parts.filter((part) => part.startsWith('check')),
  ];
  return groups.filter((group) => group.length > 0);
}

function leaveOut(scenario: Scenario, names: ReadonlySet<string>): Scenario {
  const kept = (index: number) => !names.has(`server${index}`);
  return {
    ...scenario,
    faults: reset(scenario.faults, noFaults, names),
    platform: reset(scenario.platform, NO_PLATFORM_FAULTS, names),
    recovered: names.has('recovered') ? [] : scenario.recovered,
    thirdParties: scenario.thirdParties
      .filter((_, index) => !names.has(`thirdParty${index}`))
      .map((action) => ({ ...action, servers: action.servers.filter(kept) })),
    levers: scenario.levers.filter((_, index) => !names.has(`lever${index}`)),
    drills: scenario.drills
      .map((drill, index) => keptActions(drill, (action) => !names.has(`action${index}.${action}`)))
      .map((drill, index) => ({
        ...withKeptChecks(drill, (check) => !names.has(`check${index}.${check}`), kept),
        ...keptWaves(drill, kept),
      }))
      .filter((drill, index) => !names.has(`drill${index}`) && drill.waves.length > 0),
    ...withoutActs(scenario, names),
  };
}

function keptActions(drill: PlannedDrill, kept: (index: number) => boolean): PlannedDrill {
  return { ...drill, actions: drill.actions.filter((_, index) => kept(index)) };
}

function withoutActs(
  { plans, schedules }: Scenario,
  names: ReadonlySet<string>,
): Pick<Scenario, 'plans' | 'schedules'> {
  const keptOf = (what: string) => (_: unknown, index: number) => !names.has(`${what}.${index}`);
  return {
    ...(plans && {
      plans: plans.map((plan, index) => ({ ...plan, acts: plan.acts.filter(keptOf(`plan${index}`)) })),
    }),
    ...(schedules && {
      schedules: schedules.map((schedule, index) => ({
        ...schedule,
        acts: schedule.acts.filter(keptOf(`schedule${index}`)),
        again: schedule.again.filter(keptOf(`run${index}`)),
      })),
    }),
  };
}

function keptWaves({ waves, waveTerms }: PlannedRequest, kept: (index: number) => boolean) {
  const left = waves
    .map((wave, index) => ({ wave: wave.filter(kept), terms: waveTerms?.[index] ?? {} }))
    .filter(({ wave }) => wave.length > 0);
  return { waves: left.map(({ wave }) => wave), ...(waveTerms && { waveTerms: left.map(({ terms }) => terms) }) };
}

function differing<Part extends Faults | PlatformFaults>(part: Part, calm: Part): string[] {
  return Object.keys(part).filter(
    (name) => JSON.stringify(part[name as keyof Part]) !== JSON.stringify(calm[name as keyof Part]),
  );
}

function reset<Part extends Faults | PlatformFaults>(part: Part, calm: Part, names: ReadonlySet<string>): Part {
  const calmed = Object.entries(calm).filter(([name]) => names.has(name));
  return { ...part, ...Object.fromEntries(calmed) };
}
