import { join } from 'node:path';
import type { Delivery } from './contract.ts';
import type { Faults } from './faults.ts';
import type { CallersRights } from './iam/forwardedCall.ts';
import type { Instant } from './instant.ts';
import { contentsIn } from './s3/contents.ts';
import type { SavedState } from './savedState.ts';
import { createOtherWorld, type OtherWorld } from './simulatedAws.ts';
import type { WorldState } from './state.ts';

/** The simulated AWS of the local world: brought up to date at every call, and saved before it responds. */
export interface KeptWorld extends OtherWorld {
  /** Runs every task that is due by now. */
  catchUp(): void;
  /** Deliveries that left the bus or fired and that their target has not taken yet. */
  undelivered: Undelivered[];
  /** Must be called after a change of `undelivered`. */
  changed(): void;
  /** Writes everything that changed since the last write. */
  keep(): void;
}

/** A message on its way to a function. */
export interface Undelivered {
  functionName: string;
  payload: unknown;
  tries: number;
  /** Not delivered before this moment. */
  dueAt: Instant;
  retriesMax: number;
  deadLetterArn: string | null;
}

export interface KeptWorldOptions {
  savedState: SavedState;
  seed: number;
  now: () => Instant;
  queueUrlBase: string;
  faults?: Faults;
  route: (delivery: Delivery, bus: string) => Undelivered[];
  rights?: CallersRights;
}

/** Creates the simulated AWS, or continues a saved one. `route` chooses the target of each delivery. */
export function createKeptWorld(options: KeptWorldOptions): KeptWorld {
  const { savedState, now } = options;
  const kept = savedState.read<{ world: WorldState; undelivered: Undelivered[] }>('world');
  const undelivered = kept?.undelivered ?? [];
  let unkept = false;
  const world = begin(options, kept?.world, undelivered);
  const keep = () => {
    if (unkept && savedState.folder !== undefined) savedState.write('world', { world: world.state(), undelivered });
    unkept = false;
  };
  const catchUp = () => {
    const to = now();
    unkept ||= (world.nextAt() ?? Number.POSITIVE_INFINITY) <= to;
    world.advance(to);
  };
  return {
    ...world,
    undelivered,
    catchUp,
    keep,
    changed: () => {
      unkept = true;
    },
    call: (service, operation, input, caller, more) => {
      catchUp();
      try {
        const answer = world.call(service, operation, input, caller, more);
        unkept ||= !(/^(Describe|Get|List)/.test(operation) || isEmptyReceive(operation, answer));
        return answer;
      } finally {
        keep();
      }
    },
  };
}

function begin(options: KeptWorldOptions, state: WorldState | undefined, undelivered: Undelivered[]): OtherWorld {
  const { savedState, seed, queueUrlBase, now, faults, route, rights } = options;
  const world: OtherWorld = createOtherWorld({
    seed,
    queueUrlBase,
    now: now(),
    ...(faults && { faults }),
    ...(rights && { rights }),
    ...(state && { state }),
    ...(savedState.folder !== undefined && { contents: contentsIn(join(savedState.folder, 'objects')) }),
    deliver: (delivery) => {
      const bus = delivery.kind === 'event' ? world.busOf(delivery.event.id) : '';
      undelivered.push(...route(delivery, bus));
    },
  });
  return world;
}

function isEmptyReceive(operation: string, answer: Record<string, unknown>): boolean {
  return operation === 'ReceiveMessage' && answer['Messages'] === undefined;
}
