import { AwsFault } from '../aws/contract.ts';
import type { ServerOptions } from '../aws/drs/sourceServers.ts';
import { type Faults, noFaults } from '../aws/faults.ts';
import { createOtherWorld, type OtherWorld } from '../aws/simulatedAws.ts';
import { createWorldClock } from '../local/worldClock.ts';

/** How a world begins, at its start and after each reset. */
export interface Beginning {
  /** The source servers of every Region that is asked; their number, or what each is like. */
  servers: number | ServerOptions[];
  faults: Partial<Faults>;
  seed: number;
}

/** A call that reached the world, as it was asked. */
export interface RecordedCall {
  at: string;
  service: string;
  operation: string;
  region: string;
  input: Record<string, unknown>;
  /** The error's type; null when the world has answered. */
  error: string | null;
}

/** The simulated AWS by itself: it begins anew on demand, and remembers what it was asked. */
export interface AloneWorld {
  call: OtherWorld['call'];
  /** Begins again, as at the start but for what is given. */
  reset(changes: Partial<Beginning>): void;
  /** Lets so much time be over at once; answers what time it is then. */
  advance(seconds: number): string;
  /** The newest calls since the beginning, oldest first. */
  calls(): RecordedCall[];
}

/** So many calls are remembered. */
const CALLS_MAX = 10_000;

/** Makes such a world, whose time runs `speed` times as fast as the wall's. */
export function createAloneWorld({ speed, beginning }: { speed: number; beginning: Beginning }): AloneWorld {
  let world = begin({ speed, ...beginning });
  return {
    call: (...args) => world.call(...args),
    reset: (changes) => {
      world = begin({ speed, ...beginning, ...changes });
    },
    advance: (seconds) => world.advance(seconds),
    calls: () => world.calls,
  };
}

function begin({ speed, servers, faults, seed }: Beginning & { speed: number }) {
  const clock = createWorldClock(Date.now(), speed);
  const world = createOtherWorld({ seed, now: clock.now(), faults: { ...noFaults, ...faults } });
  const calls: RecordedCall[] = [];
  const populated = new Set<string>();
  const call: OtherWorld['call'] = (service, operation, input, caller, more) => {
    world.advance(clock.now());
    if (!populated.has(caller.region)) world.addServers(caller, servers);
    populated.add(caller.region);
    const at = new Date(clock.now()).toISOString();
    const recorded: RecordedCall = { at, service, operation, region: caller.region, input, error: null };
    calls.push(recorded);
    if (calls.length > CALLS_MAX) calls.shift();
    try {
      return world.call(service, operation, input, caller, more);
    } catch (fault) {
      recorded.error = fault instanceof AwsFault ? fault.type : String(fault);
      throw fault;
    }
  };
  const advance = (seconds: number) => {
    clock.skip(seconds);
    world.advance(clock.now());
    return new Date(clock.now()).toISOString();
  };
  return { call, advance, calls };
}
