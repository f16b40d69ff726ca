import { useSyncExternalStore } from 'react';

/** A time on the API's clock, and when it was so here, in milliseconds. Until the first answer it is the machine's. */
let seen = { apiMs: Date.now(), hereMs: performance.now() };
let isSet = false;

/**
 * Sets the clock by the `Date` header of an answer (RFC 9110, 6.6.1: whole seconds). The clock of a simulated world
 * runs fast, at a rate that changes at any moment: it moves forward with each answer, so that no time is shown that is
 * not known to have come.
 */
export function observeDate(header: string | null): void {
  const apiMs = header === null ? Number.NaN : Date.parse(header);
  if (Number.isNaN(apiMs)) return;
  const aheadMs = nowMs() - apiMs;
  // An answer that agrees but for its rounding and its way must not make the clock tremble.
  if (isSet && aheadMs >= 0 && aheadMs <= SECOND_MS + WAY_MS) return;
  isSet = true;
  seen = { apiMs, hereMs: performance.now() };
  if (Math.abs(aheadMs) <= SECOND_MS) return;
  // The first view after this must not be drawn with the time that was shown before.
  shownMs = nowMs();
  for (const show of readers) show();
}

const SECOND_MS = 1000;
/** How long an answer may have been on its way. */
const WAY_MS = 2000;

/** The time on the API's clock, in milliseconds since 1970: of its newest answer, and as long as that is ago. */
export function nowMs(): number {
  return seen.apiMs + (performance.now() - seen.hereMs);
}

/** The time on the API's clock, renewed every second while the page is visible, and when an answer moves it. */
export function useNow(): number {
  return useSyncExternalStore(everySecond, () => shownMs);
}

/** The same for every reader until the next second: React renders again when it differs. */
let shownMs = nowMs();
const readers = new Set<() => void>();

function everySecond(changed: () => void): () => void {
  const show = () => {
    shownMs = nowMs();
    changed();
  };
  shownMs = nowMs();
  readers.add(show);
  const timer = setInterval(() => document.visibilityState === 'visible' && show(), SECOND_MS);
  return () => {
    readers.delete(show);
    clearInterval(timer);
  };
}
