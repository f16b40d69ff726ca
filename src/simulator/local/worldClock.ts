import { SECOND_MS } from '../../drill/bounds.ts';
import type { Instant } from '../../drill/drill.ts';

/** The clock of the local world, shared by the simulated AWS and the product. */
export interface WorldClock {
  now(): Instant;
  /** While busy it runs at `busySpeed`, so that a slow machine does not use up the drill's time. */
  setBusy(busy: boolean): void;
  /** Skips this much time at once. */
  skip(seconds: number): void;
}

/**
 * A clock that starts at `from` and advances `speed` seconds per real second while idle. It counts from its creation,
 * so it stands still while the process is down.
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
