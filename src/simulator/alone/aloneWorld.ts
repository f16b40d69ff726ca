import { AwsFault } from '../aws/contract.ts';
import type { ServerOptions } from '../aws/drs/sourceServers.ts';
import { type Faults, noFaults } from '../aws/faults.ts';
import { createOtherWorld, type OtherWorld } from '../aws/simulatedAws.ts';
import { createWorldClock } from '../local/worldClock.ts';

/** The settings of a world, at its start and after each reset. */
export interface Beginning {
  /** The source servers of every Region that is called: their number, or the options of each. */
  servers: number | ServerOptions[];
  faults: Partial<Faults>;
  seed: number;
}

/** A call to the simulated AWS, as received. */
export interface RecordedCall {
  at: string;
  service: string;
  operation: string;
  region: string;
  input: Record<string, unknown>;
  /** The error's type; null when the call succeeded. */
  error: string | null;
}

/** The simulated AWS on its own. It can be reset, and records the calls it receives. */
export interface AloneWorld {
  call: OtherWorld['call'];
  /** Starts again with the same settings, except for the given changes. */
  reset(changes: Partial<Beginning>): void;
  /** Skips this much time at once; returns the new time. */
  advance(seconds: number): string;
  /** The newest calls since the last reset, oldest first. */
  calls(): RecordedCall[];
}

/** How many calls are recorded. */
const CALLS_MAX = 10_000;

/** Creates such a world, whose clock runs `speed` times as fast as real time. */
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
  world.functions.set('echo', (payload) => payload);
  const calls: RecordedCall[] = [];
  const populated = new Set<string>();
  const call: OtherWorld['call'] = (service, operation, input, caller, more) => {
    world.advance(clock.now());
    if (!populated.has(caller.region)) world.addServers(caller, servers);
    populated.add(caller.region);
    const at = new Date(clock.now()).toISOString();
    const recorded: RecordedCall = { at, service, operation, region: caller.region, input: listed(input), error: null };
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

/** What a call carries is listed by its size. */
function listed(input: Record<string, unknown>): Record<string, unknown> {
  const members = Object.entries(input).map(([name, value]) => [
    name,
    value instanceof Uint8Array ? `${value.length} bytes` : value,
  ]);
  return Object.fromEntries(members);
}
