import { drillIdOf } from '../../api/identity.ts';
import { DAY_SECONDS, HOUR_SECONDS, SECOND_MS } from '../../drill/bounds.ts';
import type { Instant } from '../../drill/drill.ts';
import type { Dice } from '../aws/dice.ts';
import { noFaults } from '../aws/faults.ts';
import { NO_PLATFORM_FAULTS, type PlannedDrill, type Scenario } from '../seeded/scenarios/plans.ts';
import { DEFAULT_LIMITS, plainTerms } from '../seeded/scenarios/scenarios.ts';
import { BEGINNING } from '../seeded/seededState.ts';

/** How long the drills repeat by themselves, and of what. */
export interface YearOptions {
  seed: number;
  nights: number;
  servers: number;
  /** How many of the servers never launch. They are not expected to be proved, and must not keep the others from it. */
  neverLaunching: number;
  /** The servers of one night. */
  sample: number;
  by: 'STALEST' | 'RANDOM';
  /** Within how many nights every server is to be proved, again and again. */
  withinNights: number;
}

/** "The five stalest, every night" of 300 servers. The bound leaves a quarter more nights than 300 / 5 = 60. */
export const YEAR: YearOptions = {
  seed: 1,
  nights: 365,
  servers: 300,
  neverLaunching: 0,
  sample: 5,
  by: 'STALEST',
  withinNights: 75,
};

/** When the drill of a night is requested: at two o'clock. */
export function nightAt(night: number): Instant {
  return BEGINNING + (18 * HOUR_SECONDS + night * DAY_SECONDS) * SECOND_MS;
}

/** A world of many servers without faults, and one drill every night. Incidents switch faults on for some hours. */
export function yearScenario(dice: Dice, options: YearOptions): Scenario {
  const servers = Array.from({ length: options.servers }, (_, index) => ({
    tags: { Tier: 'web' },
    bootSeconds: dice.between(20, 400),
    ...(index < options.neverLaunching && { outcome: 'FAILS_LAUNCH' as const }),
  }));
  return {
    faults: { ...noFaults, faultsUntil: BEGINNING },
    platform: { ...NO_PLATFORM_FAULTS },
    servers,
    recovered: [],
    thirdParties: [],
    limits: DEFAULT_LIMITS,
    levers: [],
    drills: Array.from({ length: options.nights }, (_, night) => drillOf(night, options)),
  };
}

function drillOf(night: number, { sample, by }: YearOptions): PlannedDrill {
  return {
    deployment: 0,
    at: nightAt(night),
    // The choice takes the place of the server that is named here.
    waves: [[0]],
    waveTerms: [{ choice: { tags: { Tier: ['web'] }, sample: { count: sample, by } } }],
    terms: { ...plainTerms(), reason: 'every night' },
    schedule: { name: SCHEDULE, scheduledAt: nightAt(night) },
    drillId: drillIdOfNight(night),
    actions: [],
  };
}

/** As for a real schedule: from its name, its generation and the scheduled time. */
function drillIdOfNight(night: number): string {
  return drillIdOf(`schedule/${SCHEDULE}`, `${GENERATION}/${nightAt(night)}`);
}

const SCHEDULE = 'nightly';
const GENERATION = 1;
