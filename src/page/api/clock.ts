import { useSyncExternalStore } from 'react';

/** The newest `Date` of the API, and when it came, in milliseconds. The clock of a simulated world runs faster. */
let seen = { apiMs: Date.now(), hereMs: performance.now(), machineMs: Date.now(), rate: 1 };

/** Sets the clock by the `Date` header of an answer (RFC 9110, 6.6.1: whole seconds). */
export function observeDate(header: string | null): void {
  const apiMs = header === null ? Number.NaN : Date.parse(header);
  if (Number.isNaN(apiMs)) return;
  const hereMs = performance.now();
  const elapsedMs = hereMs - seen.hereMs;
  // Shorter intervals measure mostly the rounding to seconds.
  if (elapsedMs < MEASURED_MS_MIN && Math.abs(apiMs - nowMs()) < JUMP_MS) return;
  const machineMs = Date.now();
  // `performance.now()` stands still while a machine sleeps, so that the API's clock would seem to have raced.
  const hasSlept = Math.abs(machineMs - seen.machineMs - elapsedMs) > JUMP_MS;
  const measured = hasSlept ? seen.rate : (apiMs - seen.apiMs) / elapsedMs;
  const rate = Math.abs(measured - 1) < RATE_TOLERANCE ? 1 : Math.min(Math.max(measured, 0), RATE_MAX);
  seen = { apiMs, hereMs, machineMs, rate };
  // The first view after this must not be drawn with the time that was shown before.
  shownMs = nowMs();
}

const MEASURED_MS_MIN = 1500;
const JUMP_MS = 2000;
/** A second of rounding in some seconds. */
const RATE_TOLERANCE = 0.7;
const RATE_MAX = 10_000;

/** The time on the API's clock, in milliseconds since 1970. */
export function nowMs(): number {
  return seen.apiMs + (performance.now() - seen.hereMs) * seen.rate;
}

/** The time on the API's clock, renewed every second while the page is visible. */
export function useNow(): number {
  return useSyncExternalStore(everySecond, () => shownMs);
}

/** The same for every reader until the next second: React renders again when it differs, as on a fast clock. */
let shownMs = nowMs();

function everySecond(changed: () => void): () => void {
  shownMs = nowMs();
  const timer = setInterval(() => {
    if (document.visibilityState !== 'visible') return;
    shownMs = nowMs();
    changed();
  }, 1000);
  return () => clearInterval(timer);
}
