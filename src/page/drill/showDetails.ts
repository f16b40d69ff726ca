/**
 * Brings the details of a drill into sight and focuses their open tab, because they may be far below what led to them.
 * `partId` is an element within that tab, where more than its beginning is meant.
 */
export function showDetails(partId?: string): void {
  requestAnimationFrame(() => {
    const details = document.getElementById(DETAILS_ID);
    if (details === null) return;
    details.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus({ preventScroll: true });
    keepInSight(details, () => (partId === undefined ? null : document.getElementById(partId)) ?? details);
  });
}

/** The element with the tabs of a drill. */
export const DETAILS_ID = 'details';

/** What is above it may come later and move it. Whoever scrolls, types or clicks meanwhile wants to be elsewhere. */
function keepInSight(details: HTMLElement, target: () => HTMLElement): void {
  const ended = new AbortController();
  const growth = new ResizeObserver(() => target().scrollIntoView({ block: 'start' }));
  growth.observe(details);
  growth.observe(document.body);
  const timer = setTimeout(() => ended.abort(), KEPT_MS);
  ended.signal.addEventListener('abort', () => {
    clearTimeout(timer);
    growth.disconnect();
  });
  for (const name of ['wheel', 'touchstart', 'keydown', 'pointerdown']) {
    addEventListener(name, () => ended.abort(), { signal: ended.signal, passive: true });
  }
}

const KEPT_MS = 3000;
