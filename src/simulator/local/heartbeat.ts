import type { Log } from '../../flow/ports.ts';
import type { KeptWorld } from '../aws/persistentAws.ts';
import type { SavedState } from '../aws/savedState.ts';
import type { LocalTable } from '../dynamodb/localTable.ts';
import type { CallTags } from '../lambda/callTags.ts';
import type { Invoker } from '../lambda/invoker.ts';
import type { Triggers } from '../lambda/triggers.ts';
import type { WorldClock } from './worldClock.ts';

/** Everything that a beat advances. */
export interface Beating {
  world: KeptWorld;
  clock: WorldClock;
  savedState: SavedState;
  triggers: Triggers;
  invoker: Invoker;
  table: LocalTable;
  log: Log;
}

const BEAT_MS = 10;
const CLOCK_KEPT_BEATS = 10;
/** DynamoDB developer guide, time to live: deleted within a few days of expiry. Here within this time. */
const EXPIRY_LOOK_MS = 6 * 3600 * 1000;

/** The local world's heartbeat: advances the clock and runs due tasks. */
export function startBeat({ world, clock, savedState, triggers, invoker, table, log }: Beating): { stop(): void } {
  let beats = 0;
  let expiredAt = clock.now();
  const beat = () => {
    world.catchUp();
    world.keep();
    triggers.pump();
    clock.setBusy(triggers.busy() || invoker.running() > 0);
    if (beats++ % CLOCK_KEPT_BEATS === 0) savedState.write('clock', clock.now());
    if (clock.now() - expiredAt < EXPIRY_LOOK_MS) return;
    expiredAt = clock.now();
    table
      .expire(expiredAt)
      .catch((error: unknown) =>
        log.error('removing expired items failed; they stay for now', { error: String(error) }),
      );
  };
  const timer = setInterval(beat, BEAT_MS);
  return { stop: () => clearInterval(timer) };
}

/** Everything that must be stopped. */
export interface Stopping {
  api: { close(): Promise<void> };
  beat: { stop(): void };
  triggers: Triggers;
  invoker: Invoker;
  tags: CallTags;
  world: KeptWorld;
  savedState: SavedState;
  clock: WorldClock;
}

const STOP_MS_MAX = 5000;

/** Starts nothing more, waits for running functions, and saves the state. */
export async function stopAll({
  api,
  beat,
  triggers,
  invoker,
  tags,
  world,
  savedState,
  clock,
}: Stopping): Promise<void> {
  beat.stop();
  await api.close();
  await triggers.stop();
  const until = performance.now() + STOP_MS_MAX;
  while (invoker.running() > 0 && performance.now() < until)
    await new Promise((resolve) => setTimeout(resolve, BEAT_MS));
  tags.close();
  world.keep();
  savedState.write('clock', clock.now());
}
