import { isDeepStrictEqual } from 'node:util';
import { hashOf } from '../aws/dice.ts';
import { matches } from './eventPattern.ts';
import { type Entry, type Lane, runLane } from './streamLane.ts';
import type { StreamReading, StreamRecord } from './streamReading.ts';

export interface StreamReader {
  /** Reports a write: the stream should be read. */
  notice(): void;
  busy(): boolean;
  /** Starts no more batches, and waits for running ones. */
  stop(): Promise<void>;
}

/**
 * Reads the table's stream under the same guarantees as AWS: in lanes by item, in random batches with random repeats,
 * and from the last position after a restart. A record with equal images is dropped, because AWS writes none.
 */
export function createStreamReader(reading: StreamReading): StreamReader {
  const lanes = Array.from(
    { length: reading.trigger.lanes },
    (): Lane => ({ waiting: [], again: [], running: undefined }),
  );
  const state: State = { after: reading.position, undone: [], worthALook: true, looking: undefined, stopped: false };
  return {
    notice: () => {
      state.worthALook = true;
      startLook(reading, state, lanes);
    },
    busy: () => state.worthALook || state.looking !== undefined || state.undone.length > 0,
    stop: async () => {
      state.stopped = true;
      await state.looking;
      await Promise.all(lanes.map((lane) => lane.running));
    },
  };
}

const UNDONE_MAX = 1000;
const READ_AGAIN_MS = 1000;

interface State {
  after: string | undefined;
  /** In the stream's order, from the first record that is not done. */
  undone: Entry[];
  worthALook: boolean;
  looking: Promise<void> | undefined;
  stopped: boolean;
}

function startLook(reading: StreamReading, state: State, lanes: Lane[]): void {
  if (state.looking !== undefined || !state.worthALook || state.stopped || state.undone.length >= UNDONE_MAX) return;
  state.looking = look(reading, state, lanes).finally(() => {
    state.looking = undefined;
    startLook(reading, state, lanes);
  });
}

async function look(reading: StreamReading, state: State, lanes: Lane[]): Promise<void> {
  while (state.worthALook && !state.stopped && state.undone.length < UNDONE_MAX) {
    state.worthALook = false;
    const records = await readAgain(reading, state);
    if (records.length > 0) state.worthALook = true;
    for (const record of records) take(reading, state, lanes, record);
    moveOn(reading, state);
    for (const lane of lanes) startLane(reading, state, lane, lanes);
  }
}

async function readAgain(reading: StreamReading, state: State): Promise<StreamRecord[]> {
  try {
    return await reading.read(state.after);
  } catch (error) {
    reading.report(error);
    state.worthALook = true;
    await reading.pause(READ_AGAIN_MS);
    return [];
  }
}

function take({ trigger, now }: StreamReading, state: State, lanes: Lane[], record: StreamRecord): void {
  const { Keys, NewImage, OldImage, SequenceNumber } = record.dynamodb;
  state.after = SequenceNumber;
  const changed = !isDeepStrictEqual(NewImage, OldImage);
  const wanted = changed && trigger.filters.some((filter) => matches(filter, record));
  const entry: Entry = { record, seenAt: now(), tries: 0, done: !wanted };
  state.undone.push(entry);
  if (wanted) lanes[hashOf(JSON.stringify(Keys)) % lanes.length]?.waiting.push(entry);
}

/** The position advances only over records that are all done, so a restart repeats records but never skips one. */
function moveOn(reading: StreamReading, state: State): void {
  const first = state.undone.findIndex((entry) => !entry.done);
  const done = state.undone.splice(0, first < 0 ? state.undone.length : first);
  const last = done.at(-1);
  if (last !== undefined) reading.keepPosition(last.record.dynamodb.SequenceNumber);
}

function startLane(reading: StreamReading, state: State, lane: Lane, lanes: Lane[]): void {
  if (lane.running !== undefined || lane.waiting.length === 0 || state.stopped) return;
  const moved = () => moveOn(reading, state);
  lane.running = runLane(reading, lane, moved, () => state.stopped).finally(() => {
    lane.running = undefined;
    startLane(reading, state, lane, lanes);
    startLook(reading, state, lanes);
  });
}
