import { HOUR_SECONDS } from '../../../drill/bounds.ts';
import type { Choice, WaveTerms } from '../../../drill/drill.ts';
import type { Dice } from '../../aws/dice.ts';
import { noFaults } from '../../aws/faults.ts';
import type { PlannedDrill, Scenario } from './plans.ts';

/** The tag by which waves choose their servers. */
const GROUP = 'Group';
const GROUPS = ['a', 'b'];

/**
 * In some worlds drills choose servers by tag, wait between waves, have optional waves, or are dry runs. The dice are
 * their own, so the other worlds do not change.
 */
export function withWaveTerms(dice: Dice, scenario: Scenario): Scenario {
  if (!dice.chance(0.12)) return scenario;
  const world = chosenByTag(dice, scenario);
  return dice.chance(0.3) ? hanging(world) : world;
}

/** The same world, with tags to choose servers by, and with terms of waves. */
export function chosenByTag(dice: Dice, scenario: Scenario): Scenario {
  const servers = scenario.servers.map((server) => ({
    ...server,
    tags: { ...server.tags, [GROUP]: dice.pick(GROUPS) },
  }));
  const drills = scenario.drills.map((drill) => withTerms(dice, drill));
  return { ...scenario, servers, drills };
}

/** In a calm world most drills reach their second wave, and only the jobs hang. */
function hanging(scenario: Scenario): Scenario {
  const { faultsUntil } = scenario.faults;
  const faults = { ...noFaults, faultsUntil, serverHangs: 0.4, serverHangSecondsMax: 4 * HOUR_SECONDS };
  const servers = scenario.servers.map(({ tags = {} }) => ({ tags: { [GROUP]: tags[GROUP] ?? '' } }));
  return { ...scenario, servers, faults, recovered: [], thirdParties: [], levers: [] };
}

function withTerms(dice: Dice, planned: PlannedDrill): PlannedDrill {
  const drill = { ...planned, waves: twoWaves(planned.waves) };
  const waveTerms = drill.waves.map((wave, index) => drawTerms(dice, wave, index));
  if (dice.chance(0.2)) return { ...drill, waveTerms, terms: { ...drill.terms, dryRun: true } };
  return { ...drill, waveTerms };
}

/** Most terms are about a wave that follows another one. */
function twoWaves(waves: number[][]): number[][] {
  const [first = [], ...others] = waves;
  return others.length > 0 || first.length < 2 ? waves : [first.slice(0, 1), first.slice(1)];
}

/** The first wave has nothing to wait for, and is required. */
function drawTerms(dice: Dice, wave: number[], index: number): WaveTerms {
  const choice = dice.chance(0.25) ? { choice: drawChoice(dice, wave) } : {};
  if (index === 0) return choice;
  return {
    ...choice,
    ...(dice.chance(0.6) && { startWhen: 'VERIFIED' as const }),
    ...(dice.chance(0.5) && { waitSeconds: dice.between(60, dice.pick([600, 7200])) }),
    ...(dice.chance(0.5) && { optional: true as const }),
  };
}

/** Excluded servers are named by index until the simulator has assigned ids. */
function drawChoice(dice: Dice, wave: number[]): Choice {
  const sample = { count: dice.between(1, 3), by: dice.pick(['STALEST', 'RANDOM'] as const) };
  return {
    tags: { [GROUP]: dice.chance(0.3) ? GROUPS : [dice.pick(GROUPS)] },
    ...(dice.chance(0.3) && { exclude: [String(dice.pick(wave))] }),
    ...(dice.chance(0.5) && { sample }),
  };
}
