import { QUESTION_PAUSE_SECONDS, QUESTION_PAUSES_MAX, QUESTIONS_SECONDS_MAX, SECOND_MS } from '../drill/bounds.ts';
import { CallFailed } from './errors.ts';
import { inTurns } from './inTurns.ts';
import type { Clock, Drs, Ec2, Ports } from './ports.ts';

/**
 * The ports of a performer that retries its throttled questions after a short wait. Where AWS allows few calls a
 * second, giving up at the first refusal would lose most of what was read. Longer pauses are left to the site's pace.
 */
export function withRetries(ports: Ports): Ports {
  const retry = retrying(ports.clock);
  return Object.create(ports, {
    drs: { get: () => asking<Drs>(ports.drs, retry, ACTS_ON_DRS) },
    ec2: { get: () => asking<Ec2>(ports.ec2, retry, []) },
  });
}

/** The drill requests these, and has to look again before another attempt. */
const ACTS_ON_DRS: readonly (keyof Drs)[] = ['startDrill', 'terminateProvenInstances'];

type Retrying = <Answer>(question: () => Promise<Answer>) => Promise<Answer>;

function asking<Port extends object>(port: Port, retry: Retrying, acts: readonly (keyof Port)[]): Port {
  return new Proxy(port, {
    get: (_, name) => {
      const call = port[name as keyof Port] as (...all: unknown[]) => Promise<unknown>;
      return acts.includes(name as keyof Port) ? call : (...all: unknown[]) => retry(() => call(...all));
    },
  });
}

/** After the first throttled question, the rest run one at a time. */
function retrying(clock: Clock): Retrying {
  const until = clock.now() + QUESTIONS_SECONDS_MAX * SECOND_MS;
  let pauses = 0;
  let inLine: Promise<unknown> = Promise.resolve();
  const again = async <Answer>(question: () => Promise<Answer>, refused: unknown): Promise<Answer> => {
    if (!(refused instanceof CallFailed) || refused.kind !== 'THROTTLED') throw refused;
    const milliseconds = Math.max(refused.retryAfterSeconds ?? 0, QUESTION_PAUSE_SECONDS) * SECOND_MS;
    pauses += 1;
    if (pauses > QUESTION_PAUSES_MAX || clock.now() + milliseconds > until) throw refused;
    await clock.pause(milliseconds);
    return question().catch((error: unknown) => again(question, error));
  };
  return async (question) => {
    if (pauses > 0) await inLine;
    const answer = question().catch((error: unknown) => again(question, error));
    inLine = Promise.allSettled([inLine, answer]);
    return answer;
  };
}

/**
 * Sends a question about each item and keeps the answers, with the newest failure among the others. Fails when none
 * succeeded.
 */
export async function asFarAsAnswered<Item, Result>(
  { clock }: { clock: Pick<Clock, 'now'> },
  items: readonly Item[],
  ask: (item: Item) => Promise<Result>,
): Promise<{ answers: Result[]; failure: CallFailed | undefined }> {
  const until = clock.now() + QUESTIONS_SECONDS_MAX * SECOND_MS;
  let failure: CallFailed | undefined;
  const answered = await inTurns(items, async (item) => {
    try {
      if (clock.now() > until) throw new CallFailed('UNAVAILABLE', 'AWS responded too slowly to check all of them.');
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
