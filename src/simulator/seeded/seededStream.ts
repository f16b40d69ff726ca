import { SECOND_MS } from '../../drill/bounds.ts';
import type { Instant } from '../../drill/drill.ts';
import { advance } from '../../flow/advance.ts';
import { Refused } from '../../flow/errors.ts';
import { perform } from '../../flow/perform/perform.ts';
import type { Ports } from '../../flow/ports.ts';
import type { StreamChange } from '../../store/stream/streamRecords.ts';
import { hashOf } from '../aws/dice.ts';
import { queueOf, streamOf, timeoutSecondsOf } from '../lambda/deployedSettings.ts';
import { invoke, run } from './seededInvoke.ts';
import { count, type Deployment, isTroubled, type Lane, type SeededWorld, strikes } from './seededState.ts';

/** Appends a table change to the lane of its item. */
export function changed(world: SeededWorld, deployment: Deployment, change: StreamChange): void {
  const item = change.type === 'effect' ? `${change.drillId} ${change.effectId}` : change.drillId;
  const lane = deployment.lanes[hashOf(item) % deployment.lanes.length];
  if (lane === undefined) return;
  lane.waiting.push(change);
  if (!lane.reading) readLater(world, deployment, lane);
}

/** An effect waits for its delay in the queue, and is delivered once or twice. */
export function queued(
  world: SeededWorld,
  deployment: Deployment,
  at: Instant,
  { drillId, effectId }: { drillId: string; effectId: string },
): void {
  const { againSeconds, receivesMax } = queueOf('EffectQueue');
  const message = {
    name: `perform ${drillId} ${effectId}`,
    drillId,
    timeoutSeconds: timeoutSecondsOf('performEffect'),
    againSeconds,
    triesMax: receivesMax,
    otherwise: 'DEAD_LETTER' as const,
    work: (ports: Ports) => perform(ports, { drillId, effectId }),
  };
  invoke(world, deployment, at + world.dice.between(20, 200), message);
  if (strikes(world, 'queue repeated', world.scenario.faults.queueRepeats))
    invoke(world, deployment, at + world.dice.between(0, 90_000), message);
}

function readLater(world: SeededWorld, deployment: Deployment, lane: Lane, milliseconds = 0): void {
  const { dice, tasks, scenario } = world;
  const { streamDelaySecondsMax } = scenario.platform;
  lane.reading = true;
  const late =
    streamDelaySecondsMax > 0 && strikes(world, 'stream delayed', 0.1)
      ? dice.between(0, streamDelaySecondsMax * SECOND_MS)
      : 0;
  tasks.at(tasks.now() + dice.between(50, 600) + late + milliseconds, () => read(world, deployment, lane));
}

/** Reads one batch of a random size. A batch that fails is redelivered from its first failed record. */
function read(world: SeededWorld, deployment: Deployment, lane: Lane): void {
  const { dice, scenario } = world;
  const batch = lane.waiting.slice(
    0,
    isTroubled(world) ? dice.between(1, scenario.platform.streamBatchMax) : streamOf('stream').batchSize,
  );
  const ids = [...new Set(batch.map((change) => change.drillId))];
  const found = { failed: -1 };
  run(
    world,
    deployment,
    { name: lane.name, drillId: ids.length === 1 ? ids[0] : undefined, timeoutSeconds: timeoutSecondsOf('stream') },
    async (ports) => {
      found.failed = await carry(ports, batch);
    },
    (failure) => readOn(world, deployment, lane, batch.length, failure === undefined ? found.failed : 0),
  );
}

function readOn(world: SeededWorld, deployment: Deployment, lane: Lane, read: number, failed: number): void {
  if (failed === -1) {
    lane.tries = 0;
    if (!strikes(world, 'stream batch repeated', world.scenario.platform.streamRepeats)) lane.waiting.splice(0, read);
  } else {
    lane.waiting.splice(0, failed);
    lane.tries = failed > 0 ? 1 : lane.tries + 1;
    if (lane.tries > streamOf('stream').retriesMax) quarantine(world, deployment, lane);
  }
  lane.reading = false;
  if (lane.waiting.length > 0) readLater(world, deployment, lane, Math.min(lane.tries, 5) * SECOND_MS);
}

function quarantine(world: SeededWorld, deployment: Deployment, lane: Lane): void {
  const [change] = lane.waiting.splice(0, 1);
  lane.tries = 0;
  if (change === undefined) return;
  count(world, 'dead letter');
  const message = {
    name: `${lane.name} record`,
    timeoutSeconds: timeoutSecondsOf('stream'),
    againSeconds: 5,
    triesMax: 5,
    otherwise: 'DEAD_LETTER' as const,
    work: async (ports: Ports) => {
      if ((await carry(ports, [change])) !== -1) throw new Error('the record failed again');
    },
  };
  world.deadLetters.push({ deployment, message, redriven: 0 });
}

/**
 * As the stream handler does: sends effects to the queue, and advances each drill with an inbox notification. Returns
 * the first failure.
 */
async function carry(ports: Ports, batch: readonly StreamChange[]): Promise<number> {
  const notifications = new Map<string, Promise<void>>();
  const works = await Promise.allSettled(
    batch.map((change) => {
      const { drillId } = change;
      if (change.type === 'effect')
        return ports.queue.send({ drillId, effectId: change.effectId }, change.delaySeconds);
      const notification = notifications.get(drillId) ?? answer(ports, drillId);
      notifications.set(drillId, notification);
      return notification;
    }),
  );
  return works.findIndex((work) => work.status === 'rejected');
}

async function answer(ports: Ports, drillId: string): Promise<void> {
  try {
    await advance(ports, drillId);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
}
