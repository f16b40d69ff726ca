import {
  COUNT_ATTEMPTS_MAX,
  PERSON_ATTEMPTS_MAX,
  PERSON_TIMEOUT_SECONDS,
  SAVE_ATTEMPTS_MAX,
  SECOND_MS,
} from '../../drill/bounds.ts';
import { Unavailable } from '../errors.ts';
import type { Ports } from '../ports.ts';

/** How often a writer retries a save of a shared item, and how long it waits in between. */
export interface Crowd {
  mayTry(attempt: number): boolean | Promise<boolean>;
  pause(attempt: number): Promise<void>;
}

/**
 * Reads, changes and saves a shared item until nobody else has changed it in between. `save` gives undefined when
 * somebody has. Throws Unavailable, with what was changed, when the crowd gives up.
 */
export async function untilSaved<Saved>(
  crowd: Crowd,
  what: string,
  save: () => Promise<Saved | undefined>,
): Promise<Saved> {
  for (let attempt = 1; await crowd.mayTry(attempt); attempt++) {
    const saved = await save();
    if (saved !== undefined) return saved;
    await crowd.pause(attempt);
  }
  throw new Unavailable(`${what} was changed by others at every attempt to save it`);
}

type Pausing = Pick<Ports, 'clock' | 'ids'>;

/** For steps, whose callers retry by themselves. */
export function crowdOfSteps({ clock, ids }: Pausing): Crowd {
  return {
    mayTry: (attempt) => attempt <= SAVE_ATTEMPTS_MAX,
    pause: (attempt) => clock.pause(ids.random() * PAUSE_MILLISECONDS * attempt),
  };
}

/** For statistics, which all drills that end on the same day share. The pause stops growing after a few attempts. */
export function crowdOfStatistics({ clock, ids }: Pausing): Crowd {
  return {
    mayTry: (attempt) => attempt <= COUNT_ATTEMPTS_MAX,
    pause: (attempt) => clock.pause(ids.random() * PAUSE_MILLISECONDS * Math.min(attempt, SAVE_ATTEMPTS_MAX)),
  };
}

/**
 * For people, who wait for an answer. The more writers compete, and the slower the table is, the longer each of them
 * waits, so that some saves succeed. A writer that has waited longer retries sooner, so latecomers do not overtake it.
 */
export function crowdOfPeople({ clock, ids }: Pausing): Crowd {
  const timeout = PERSON_TIMEOUT_SECONDS * SECOND_MS;
  const came = clock.now();
  let began = came;
  return {
    mayTry: (attempt) => attempt <= PERSON_ATTEMPTS_MAX && clock.now() < came + timeout,
    async pause(attempt) {
      const now = clock.now();
      const slowness = Math.max(now - began, PAUSE_MILLISECONDS);
      const eagerness = Math.max(1 - (now - came) / timeout, 0) ** 2;
      await clock.pause(ids.random() * Math.min(slowness * 2 ** attempt, WIDEST_MILLISECONDS) * eagerness);
      began = clock.now();
    },
  };
}

const PAUSE_MILLISECONDS = 40;
const WIDEST_MILLISECONDS = 4 * SECOND_MS;
