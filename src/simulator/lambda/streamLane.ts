import type { Instant } from '../../drill/drill.ts';
import type { StreamReading, StreamRecord } from './streamReading.ts';

/** A record on its way to the function. */
export interface Entry {
  record: StreamRecord;
  seenAt: Instant;
  tries: number;
  done: boolean;
}

/** The changes of some of the items, in order, delivered one batch at a time. */
export interface Lane {
  waiting: Entry[];
  /** Delivered and done, and due to be redelivered. */
  again: StreamRecord[];
  running: Promise<void> | undefined;
}

/** The share of successful batches that are redelivered, because Lambda guarantees only at-least-once delivery. */
const REPEATS = 0.03;
const BACKOFF_MS_MAX = 1000;

/** Delivers everything that waits in a lane. `moved` is called after every batch. */
export async function runLane(
  reading: StreamReading,
  lane: Lane,
  moved: () => void,
  isStopped: () => boolean,
): Promise<void> {
  let size = reading.trigger.batchSize;
  while (lane.waiting.length > 0 && !isStopped()) {
    const batch = lane.waiting.slice(0, reading.dice.between(1, Math.min(size, lane.waiting.length)));
    const done = await deliver(reading, lane, batch);
    for (const entry of lane.waiting.splice(0, done)) entry.done = true;
    size = done === batch.length || !reading.trigger.bisects ? reading.trigger.batchSize : Math.ceil(batch.length / 2);
    giveUpExhausted(reading, lane);
    moved();
    const failing = lane.waiting[0];
    if (done < batch.length && failing !== undefined) {
      await reading.pause(Math.min(20 * 2 ** failing.tries, BACKOFF_MS_MAX));
    }
  }
}

/**
 * Returns how many of the batch are done; the next one has failed. A batch whose checkpoint was lost is redelivered
 * before it.
 */
async function deliver(reading: StreamReading, lane: Lane, batch: Entry[]): Promise<number> {
  const repeated = lane.again;
  const fresh = batch.map((entry) => entry.record);
  const done = Math.max(0, (await deliveredOf(reading, [...repeated, ...fresh])) - repeated.length);
  lane.again = done === batch.length && reading.dice.chance(REPEATS) ? fresh : [];
  const failed = batch[done];
  if (failed !== undefined) failed.tries += 1;
  return done;
}

/**
 * Lambda developer guide, DynamoDB streams: everything from the lowest reported number on is redelivered. An invalid
 * number means the whole batch.
 */
async function deliveredOf(reading: StreamReading, records: StreamRecord[]): Promise<number> {
  const answer = await reading.deliver(records).catch((error: unknown) => {
    reading.report(error);
    return { batchItemFailures: [{ itemIdentifier: '' }] };
  });
  const { batchItemFailures = [] } = (answer ?? {}) as { batchItemFailures?: { itemIdentifier: string }[] };
  const places = batchItemFailures.map(({ itemIdentifier }) =>
    records.findIndex((record) => record.dynamodb.SequenceNumber === itemIdentifier),
  );
  return Math.max(0, Math.min(records.length, ...places));
}

function giveUpExhausted(reading: StreamReading, lane: Lane): void {
  const [first] = lane.waiting;
  if (first === undefined || first.tries === 0) return;
  const { retriesMax, recordAgeSecondsMax } = reading.trigger;
  const ageSeconds = (reading.now() - first.seenAt) / 1000;
  const tooOld = recordAgeSecondsMax >= 0 && ageSeconds > recordAgeSecondsMax;
  const tooOften = retriesMax >= 0 && first.tries > retriesMax;
  if (!tooOld && !tooOften) return;
  first.done = true;
  lane.waiting.shift();
  reading.giveUp([first.record], tooOld ? 'RecordAgeExceeded' : 'RetryAttemptsExhausted');
}
