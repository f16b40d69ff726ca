import { SECOND_MS } from '../../drill/bounds.ts';
import type { Instant } from '../../drill/drill.ts';

/** The clock of the local world: the simulated AWS and the product read the same one. */
export interface WorldClock {
  now(): Instant;
  /** Busy: it runs at `busySpeed`, so that the machine's own slowness does not use up the drill's time. */
  setBusy(busy: boolean): void;
  /** Lets so much time be over at once. */
  skip(seconds: number): void;
}

/**
 * A clock that begins at `from` and passes `speed` seconds for each of the wall's while nothing is being worked on.
 * It counts from its making, so it stands still while the process is down.
 */
export function createWorldClock(
  from: Instant,
  speed: number,
  wall: () => number = () => performance.now(),
  busySpeed = 1,
): WorldClock {
  let at = from;
  let read = wall();
  let rate = speed;
  const now = () => {
    const wallNow = wall();
    at += (wallNow - read) * rate;
    read = wallNow;
    return Math.floor(at);
  };
  return {
    now,
    skip(seconds) {
      at += seconds * SECOND_MS;
    },
    setBusy(busy) {
      now();
      rate = busy ? Math.min(busySpeed, speed) : speed;
    },
  };
}
