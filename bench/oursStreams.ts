import { advance } from '../src/flow/advance.ts';
import { perform } from '../src/flow/perform/perform.ts';
import type { Ports } from '../src/flow/ports.ts';
import { recordHistory } from '../src/flow/recordHistory.ts';
import { eventsOf } from '../src/handlers/events/publishedEvents.ts';
import { hashOf } from '../src/simulator/aws/dice.ts';
import { streamOf } from '../src/simulator/lambda/deployedSettings.ts';
import type { StreamChange } from '../src/store/stream/streamRecords.ts';
import { drawMilliseconds } from './latency.ts';
import type { Ours } from './ours.ts';
import { queueDelay } from './oursEndpoints.ts';

/** The table's stream with its two consumers, and the effect queue. */
export interface Streams {
  changed(change: StreamChange): void;
  journalled(entry: Entry): void;
  queued(message: { drillId: string; effectId: string }, seconds: number): void;
}

interface Entry {
  drillId: string;
  seq: number;
}

/**
 * A new on-demand table has four partitions, hence four shards (DynamoDB developer guide, on-demand capacity: 4,000
 * writes per second).
 */
const SHARDS = 4;
/** SendMessage, plus Lambda's ReceiveMessage and DeleteMessage, which may batch several messages. */
const REQUESTS_PER_MESSAGE = 3;

export function createStreams(get: () => Ours): Streams {
  const first = shards<StreamChange>(get, 'stream', (change) => change.drillId, carry);
  const second = shards<Entry>(
    get,
    'publish',
    (entry) => entry.drillId,
    (ports, batch) => publish(get(), ports, batch),
  );
  return {
    changed: first,
    journalled: second,
    queued: (message, seconds) => {
      const ours = get();
      const { tasks, counts } = ours.world;
      counts.queueRequests += REQUESTS_PER_MESSAGE;
      // Each message is a separate invocation: batching saves none.
      const at = tasks.now() + queueDelay(ours, seconds);
      tasks.at(at, () => ours.runs('performEffect', (ports) => perform(ports, message)));
    },
  };
}

interface Shard<Change> {
  waiting: Change[];
  isRead: boolean;
}

/** Changes of one partition key are in one shard, which is read in batches. */
function shards<Change>(
  get: () => Ours,
  name: string,
  keyOf: (change: Change) => string,
  work: (ports: Ports, batch: Change[]) => Promise<void>,
): (change: Change) => void {
  const all = Array.from({ length: SHARDS }, (): Shard<Change> => ({ waiting: [], isRead: false }));
  const readLater = (shard: Shard<Change>): void => {
    shard.isRead = true;
    const ours = get();
    const { tasks, dice } = ours.world;
    tasks.at(tasks.now() + drawMilliseconds('stream', dice), () => {
      const batch = shard.waiting.splice(0, streamOf(name).batchSize);
      ours.runs(name, async (ports) => {
        await work(ports, batch);
        shard.isRead = false;
        if (shard.waiting.length > 0) readLater(shard);
      });
    });
  };
  return (change) => {
    const shard = all[hashOf(keyOf(change)) % SHARDS];
    shard?.waiting.push(change);
    if (shard?.isRead === false) readLater(shard);
  };
}

/**
 * Consumer 1 (src/handlers/events/stream.ts): effects to the queue, and one advance for each drill with an inbox
 * notification.
 */
async function carry(ports: Ports, batch: StreamChange[]): Promise<void> {
  const notifications = new Set(
    batch.flatMap((change) => (change.type === 'inboxNotification' ? [change.drillId] : [])),
  );
  const effects = batch.flatMap((change) => (change.type === 'effect' ? [change] : []));
  await Promise.all([
    ...effects.map(({ drillId, effectId, delaySeconds }) => ports.queue.send({ drillId, effectId }, delaySeconds)),
    ...[...notifications].map((drillId) => advance(ports, drillId)),
  ]);
}

/**
 * Consumer 2 (src/handlers/events/publish.ts): publishes events and writes the history, entry by entry. Notices and
 * metrics are left out.
 */
async function publish({ world }: Ours, ports: Ports, batch: Entry[]): Promise<void> {
  for (const { drillId, seq } of batch) {
    const [entry] = await ports.drills.journal(drillId, seq, 1);
    if (entry === undefined) throw new Error(`the journal of drill ${drillId} has no entry ${seq}`);
    world.counts.busEvents += (await eventsOf(ports.drills, entry)).length;
    await recordHistory(ports, entry);
  }
}
