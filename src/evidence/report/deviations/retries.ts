import { counted } from '../../../drill/counted.ts';
import type { Reading } from '../reading.ts';
import { CALLS } from '../said/calls.ts';
import { areTheirWords } from '../said/theirWords.ts';
import { type Deviated, deviated } from './deviated.ts';

/** What had to be repeated. Calls of a kind that failed alike are one deviation, as of the first. */
export function retriesIn({ facts }: Reading): Deviated[] {
  return [
    ...callsIn({ facts }),
    ...facts
      .of('LaunchDeferred')
      .map(({ at, fact }) => deviated('RETRIED', at, `Launch ${fact.launch + 1} was put off: ${fact.reason}`)),
    ...facts
      .of('TerminationUnconfirmed')
      .flatMap(({ at, fact }) =>
        fact.sourceServerIds.map((id) =>
          deviated('RETRIED', at, 'Its accepted termination showed no effect, and was requested again.', id),
        ),
      ),
    ...attemptsIn({ facts }),
  ];
}

function callsIn({ facts }: Pick<Reading, 'facts'>): Deviated[] {
  const kinds = new Map(facts.of('EffectRequested').map(({ fact }) => [fact.effectId, fact.kind]));
  const failed = facts.of('EffectAnswered').flatMap(({ at, fact }) => {
    const kind = kinds.get(fact.effectId);
    const { failed } = fact;
    if (failed === undefined || kind === undefined || failed.message === LOST_WITH_THE_TABLE) return [];
    return [{ at, call: CALLS[kind], failed }];
  });
  const alike = Map.groupBy(failed, ({ call, failed: { kind } }) => `${call} ${kind}`);
  return [...alike.values()].flatMap((ones) => {
    const [first] = ones;
    if (first === undefined) return [];
    const { call, failed: how, at } = first;
    const what = `${call} failed ${counted(ones.length, 'time')} (${how.kind}).`;
    if (OURS.has(how.kind) || !areTheirWords(how.message)) return [deviated('RETRIED', at, `${what} ${how.message}`)];
    return [{ ...deviated('RETRIED', at, what), inTheirWords: how.message }];
  });
}

/** What was on its way when the table was restored. The restore is a deviation of its own. */
const LOST_WITH_THE_TABLE = 'Restored.';

/** Failures that are of this product: the lever, a blackout, and an answer that never came. */
const OURS: ReadonlySet<string> = new Set(['LEVER', 'BLACKOUT', 'UNKNOWN_RESULT']);

function attemptsIn({ facts }: Pick<Reading, 'facts'>): Deviated[] {
  const byCheck = Map.groupBy(facts.of('AttemptFailed'), ({ fact }) => fact.check);
  return [...byCheck].flatMap(([check, ones]) => {
    const [first] = ones;
    const times = counted(ones.length, 'attempt');
    return first === undefined ? [] : [deviated('RETRIED', first.at, `Check ${check} did not pass in ${times}.`)];
  });
}
