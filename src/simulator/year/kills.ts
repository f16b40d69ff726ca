import { MINUTE_SECONDS, SECOND_MS } from '../../drill/bounds.ts';
import type { Dice } from '../aws/dice.ts';
import type { Gate, Tasks } from '../seeded/coroutines.ts';
import type { Dies } from '../seeded/seededWorld.ts';
import { nightAt, type YearOptions } from './yearPlan.ts';

/** Which functions are killed, and how many were so far. */
export interface Kills {
  dies: Dies;
  /** Arms the kills, each at its time. */
  plan(tasks: Tasks): void;
  done(): number;
}

const KILLS_A_YEAR = 100;

/** A hundred functions a year die while they work on a drill, each at some point of its work. */
export function drawKills(dice: Dice, { nights }: YearOptions): Kills {
  const count = Math.ceil((nights / 365) * KILLS_A_YEAR);
  const times = Array.from({ length: count }, () => {
    const night = dice.between(0, nights - 1);
    return nightAt(night) + dice.between(0, 80 * MINUTE_SECONDS) * SECOND_MS;
  });
  const state = { armed: 0, done: 0 };
  return {
    dies: ({ name }: Gate) => {
      if (state.armed === 0 || PERIODIC.test(name) || !dice.chance(0.1)) return false;
      state.armed -= 1;
      state.done += 1;
      return true;
    },
    plan: (tasks) => {
      for (const at of times) tasks.at(at, () => void state.armed++);
    },
    done: () => state.done,
  };
}

/** What runs again soon by itself. */
const PERIODIC = /^\d+ (sweep|guard|inventory)$/;
