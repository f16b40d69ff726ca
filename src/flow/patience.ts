import { PACE_SECONDS_MIN, QUESTION_PAUSES_MAX, QUESTIONS_SECONDS_MAX, SECOND_MS } from '../drill/bounds.ts';
import { inTurns } from './inTurns.ts';
import type { Ports } from './ports.ts';
import { CallFailed } from './wrong.ts';

/** Asks a question, and again after a pause when AWS has no room for it. */
export type Patient = <Answer>(question: () => Promise<Answer>) => Promise<Answer>;

/**
 * The patience that a performer has with all its questions together. Where many servers are asked about and AWS allows few calls a
 * second, giving up at the first refusal would lose most of what was read; what AWS wants longer pauses for is left to the site's pace.
 */
export function patience({ clock, ids }: Pick<Ports, 'clock' | 'ids'>): Patient {
  const until = clock.now() + QUESTIONS_SECONDS_MAX * SECOND_MS;
  let pauses = 0;
  return async (question) => {
    for (;;) {
      try {
        return await question();
      } catch (error) {
        if (!(error instanceof CallFailed) || error.kind !== 'THROTTLED') throw error;
        // Spread, so that those who were refused together do not come back together.
        const milliseconds = Math.max(error.retryAfterSeconds ?? 0, PACE_SECONDS_MIN * (0.5 + ids.luck())) * SECOND_MS;
        pauses += 1;
        if (pauses > QUESTION_PAUSES_MAX || clock.now() + milliseconds > until) throw error;
        await clock.pause(milliseconds);
      }
    }
  };
}

/** Asks about each, and keeps what was answered: with the newest failure of those that were not. Fails when none was. */
export async function asFarAsAnswered<Item, Result>(
  { clock }: Pick<Ports, 'clock'>,
  items: readonly Item[],
  ask: (item: Item) => Promise<Result>,
): Promise<{ answers: Result[]; failure: CallFailed | undefined }> {
  const until = clock.now() + QUESTIONS_SECONDS_MAX * SECOND_MS;
  let failure: CallFailed | undefined;
  const answered = await inTurns(items, async (item) => {
    // The first row is always asked; after that the rest of a slow row waits for the next performer.
    if (failure !== undefined && clock.now() > until) return [];
    try {
      return [await ask(item)];
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      failure = error;
      return [];
    }
  });
  const answers = answered.flat();
  if (answers.length === 0 && failure !== undefined) throw failure;
  return { answers, failure };
}
