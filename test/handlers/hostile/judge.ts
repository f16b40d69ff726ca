import { functionsCalledBy } from '../../../src/doctor/parts.ts';
import { accepted } from './accepted.ts';
import { at, recordsIn } from './messages.ts';
import { type Endpoint, isBatch, SENTINEL } from './payloads.ts';
import { isProblem } from './problem.ts';
import { type Act, type HostileWorld, SENTINEL_DONE } from './world.ts';

/** The result of a payload: what the function returned or threw. */
export type Came = { answer: unknown } | { thrown: unknown };

export type Verdict = 'accepted' | 'refused' | 'ignored' | 'dead letter';

/** Checks the result of a payload; throws what an operator should know when it is not as promised. */
export async function judge(
  endpoint: Endpoint,
  event: unknown,
  came: Came,
  world: HostileWorld,
  before: Before,
): Promise<Verdict> {
  const isHttp = HTTP.has(endpoint);
  const changed = (await world.state()) !== before.state;
  const acts = world.acts.filter(({ what }) => what !== 'effects.load');
  if ('thrown' in came) return judgeThrown(endpoint, event, came.thrown, changed);
  if (isHttp) {
    const status = at(came.answer, 'statusCode');
    if (typeof status === 'number' && status >= 400) {
      insist(isProblem(came.answer), 'the answer is no problem document with a status of 4xx', [
        came.answer,
        world.logged,
      ]);
      insist(!changed && acts.length === 0, 'a refused request has changed something', acts);
      return 'refused';
    }
    insist(
      status === 200 || status === 201 || status === 202,
      'the answer is neither a success nor a refusal',
      came.answer,
    );
  }
  if (isBatch(endpoint)) judgeBatch(endpoint, event, came.answer, world.acts);
  if (!changed && acts.length === 0) return isHttp ? 'accepted' : 'ignored';
  await accepted[endpoint](event, came.answer, acts, world, before);
  return 'accepted';
}

export interface Before {
  state: string;
  knownDrill: string;
}

const HTTP: ReadonlySet<string> = new Set(functionsCalledBy('HTTP'));

/**
 * Only an event that is no batch at all may make a function throw. It is then retried, and finally becomes a dead
 * letter.
 */
function judgeThrown(endpoint: Endpoint, event: unknown, thrown: unknown, changed: boolean): Verdict {
  insist(isBatch(endpoint), 'a payload was answered by an error of the function', String(thrown));
  insist(recordsIn(event) === undefined, 'one record has failed its whole batch', String(thrown));
  insist(!changed, 'what failed has changed something', String(thrown));
  return 'dead letter';
}

function judgeBatch(endpoint: Endpoint, event: unknown, answer: unknown, acts: Act[]): void {
  const failures = at(answer, 'batchItemFailures');
  insist(Array.isArray(failures), 'the answer does not say which records failed', answer);
  const name = endpoint === 'stream' ? 'dynamodb.SequenceNumber' : 'messageId';
  const records = recordsIn(event) ?? [];
  const known = new Set(records.map((record) => at(record, name)));
  const unnamed = records.some((record) => typeof at(record, name) !== 'string' || at(record, name) === '');
  for (const failure of failures as unknown[]) {
    const identifier = at(failure, 'itemIdentifier');
    insist(known.has(identifier) || (identifier === '' && unnamed), 'a record is named that was not there', failure);
  }
  if (!records.some(isSentinel)) return;
  insist(
    acts.some((act) => SENTINEL_DONE[endpoint]?.(act)),
    'a sound record was not processed because of the others',
    answer,
  );
}

function isSentinel(record: unknown): boolean {
  return [at(record, 'messageId'), at(record, 'eventID')].some(
    (id) => typeof id === 'string' && id.startsWith(SENTINEL),
  );
}

/** An error with the promise and the actual result. */
export function insist(holds: boolean, sentence: string, instead: unknown): asserts holds {
  if (!holds) throw new Error(`${sentence}: ${JSON.stringify(instead)?.slice(0, 2000)}`);
}
